/** What an operator does about an alert, step by step behind the alert's row; every step is written into its history. */
import {
  mayCloseWith,
  maySecond,
  mayStep,
  stateAfterClose,
  type AlertLevel,
  type AlertOutcome,
  type AlertPurpose,
  type AlertState,
  type AlertStepTaken,
} from "#app/domain/alerts/alert.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import {
  announceAlerts,
  endSteps,
  insertAlertEvents,
  insertDispatch,
  insertDrill,
  lockAlert,
  lockOpenDrills,
  updateAlert,
  updateArrived,
  updateDrill,
  type AlertRow,
} from "#db/repositories/alerts.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findDevice, listBindings } from "#db/repositories/devices.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { findResponder } from "./responders.server.ts";

type Values = Parameters<typeof updateAlert>[2];
type Done = { readonly kind: string; readonly facts?: object; readonly values: Values };

/** Refuses "not-found" outside the scope and "alert-not-at-this-step" when somebody was faster. */
async function step(
  context: Context,
  alertNo: number,
  taken: AlertStepTaken,
  work: (unit: Unit, alert: AlertRow) => Promise<Done>,
): Promise<void> {
  await inTransaction(context, async (unit) => {
    const alert = await lockAlert(unit, alertNo);
    if (alert === null) throw new Refusal("not-found");
    if (!mayStep(alert.state as AlertState, taken)) throw new Refusal("alert-not-at-this-step", { state: alert.state });
    const { kind, facts, values } = await work(unit, alert);
    await updateAlert(unit, alert.id, values);
    await insertAlertEvents(unit, [{ alertId: alert.id, by: context.actor, kind, facts: facts ?? {} }]);
    await announceAlerts(unit);
    await insertAuditEvent(unit, context.actor, {
      chain: "alerts",
      action: `alert.${kind}`,
      subjectType: "alert",
      subjectId: alert.id,
      facts: { step: taken },
    });
  });
}

/** The first seat that takes it stops the ladder; of two at once one gets it. */
export async function takeAlert(context: Context, alertNo: number): Promise<void> {
  await step(context, alertNo, "take", async (unit, alert) => {
    await endSteps(unit, alert.id, "taken");
    return { kind: "taken", values: { state: "taken", takenBy: context.actor, takenAt: asDate(unit.now) } };
  });
}

/** Another seat goes on with it. When it was first answered stays. */
export async function takeOverAlert(context: Context, alertNo: number): Promise<void> {
  await step(context, alertNo, "take_over", async (_unit, alert) => ({
    kind: "taken",
    facts: { from: alert.takenBy },
    values: { takenBy: context.actor },
  }));
}

export type Action = "voice" | "family_told" | "on_site" | "handed_to_120" | "note";

const COLUMN = {
  voice: "firstVoiceAt",
  family_told: "familyToldAt",
  on_site: "onSiteAt",
  handed_to_120: "handedOverAt",
} as const;

/** Time-stamps a step of the case; the first time of each counts. Refuses "reason-missing" for an empty note. */
export async function noteAction(
  context: Context,
  { alertNo, action, note }: { readonly alertNo: number; readonly action: Action; readonly note: string },
): Promise<void> {
  if (action === "note" && note.trim() === "") throw new Refusal("reason-missing");
  await step(context, alertNo, "act", async (unit, alert) => {
    if (action === "on_site") await updateArrived(unit, alert.id);
    const column = action === "note" ? null : COLUMN[action];
    const values: Values = column === null || alert[column] !== null ? {} : { [column]: asDate(unit.now) };
    return { kind: action, facts: note.trim() === "" ? {} : { note: note.trim() }, values };
  });
}

/** Sends a care worker, or a grid worker by name. Refuses "not-found" for an unknown worker, "reason-missing" without a name. */
export async function dispatch(
  context: Context,
  wish: { readonly alertNo: number; readonly workerId: string | null; readonly gridWorker: string },
): Promise<void> {
  await step(context, wish.alertNo, "act", async (unit, alert) => {
    const worker = wish.workerId === null ? null : await findResponder(unit, alert, wish.workerId);
    const name = worker?.name ?? wish.gridWorker.trim();
    if (name === "") throw new Refusal("reason-missing");
    const responder = worker === null ? "grid_worker" : "care_worker";
    await insertDispatch(unit, {
      id: unit.newId(),
      alertId: alert.id,
      responder,
      workerId: worker?.workerId ?? null,
      name,
      distanceM: worker?.distanceM ?? null,
      sentAt: asDate(unit.now),
      sentBy: context.actor,
    });
    return {
      kind: "dispatched",
      facts: { responder, name, distance_m: worker?.distanceM ?? null },
      values: alert.dispatchedAt === null ? { dispatchedAt: asDate(unit.now) } : {},
    };
  });
}

/** Gives the outcome; a red alert then waits for the second person. Refuses "alert-nobody-seen" for no access without anybody there. */
export async function closeAlert(
  context: Context,
  { alertNo, outcome, note }: { readonly alertNo: number; readonly outcome: AlertOutcome; readonly note: string },
): Promise<void> {
  await step(context, alertNo, "close", async (unit, alert) => {
    if (!mayCloseWith(outcome, { onSite: alert.onSiteAt !== null })) throw new Refusal("alert-nobody-seen");
    const { parameters } = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
    await endSteps(unit, alert.id, "closed");
    return {
      kind: "outcome",
      facts: { outcome, note },
      values: {
        state: stateAfterClose(alert.level as AlertLevel, alert.purpose as AlertPurpose),
        outcome,
        outcomeNote: note.trim() === "" ? null : note.trim(),
        closedBy: context.actor,
        closedAt: asDate(unit.now),
        callBackDueAt: asDate(plusMinutes(unit.now, parameters.alert_review_hours * 60)),
      },
    };
  });
}

/** The second person agrees, or gives it back. Refuses "alert-second-person" for whoever gave the outcome. */
export async function secondAlert(
  context: Context,
  { alertNo, agrees }: { readonly alertNo: number; readonly agrees: boolean },
): Promise<void> {
  await step(context, alertNo, agrees ? "second" : "refuse_second", async (unit, alert) => {
    if (!maySecond(alert.closedBy ?? "", context.actor)) throw new Refusal("alert-second-person");
    if (agrees)
      return { kind: "second", values: { state: "closed", secondBy: context.actor, secondAt: asDate(unit.now) } };
    const open = { outcome: null, outcomeNote: null, closedBy: null, closedAt: null, callBackDueAt: null };
    return { kind: "second_refused", values: { state: "taken", takenBy: context.actor, ...open } };
  });
}

/** How long a test waits for its press. */
const DRILL_MINUTES = 15;

/** The month's test of a bed, within a unit. */
export async function openDrillInUnit(unit: Unit, actor: string, deviceNo: string): Promise<void> {
  const device = await findDevice(unit, deviceNo, true);
  if (device === null) throw new Refusal("not-found");
  const open = (await listBindings(unit, [device.id])).find(({ binding }) => binding.toAt === null);
  if (!open) throw new Refusal("device-not-ready", { state: device.state });
  const [before] = await lockOpenDrills(unit, [device.id]);
  if (before && before.until.getTime() > unit.now) throw new Refusal("drill-open");
  if (before) await updateDrill(unit, before.id, { endedAt: asDate(unit.now) });
  await insertDrill(unit, {
    id: unit.newId(),
    elderId: open.binding.elderId,
    deviceId: device.id,
    openedBy: actor,
    openedAt: asDate(unit.now),
    until: asDate(plusMinutes(unit.now, DRILL_MINUTES)),
  });
  await announceAlerts(unit);
}

/** The month's test of a bed: the device's next press is it. Refuses "not-found", "device-not-ready", "drill-open". */
export async function openDrill(context: Context, deviceNo: string): Promise<void> {
  await inTransaction(context, (unit) => openDrillInUnit(unit, context.actor, deviceNo));
}
