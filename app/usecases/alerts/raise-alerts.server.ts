/**
 * Stores what the rules raised: joins the alert that stands, or stores another with its ladder and its first event. Shared by the intake and
 * by the watch; the caller holds the device's row, so two words of one device follow each other.
 */
import { levelOf, type AlertKind, type AlertState } from "#app/domain/alerts/alert.ts";
import type { AlertFacts, Raised } from "#app/domain/alerts/alert-rules.ts";
import { ladderOf, type LadderLimits } from "#app/domain/alerts/escalation.ts";
import { joinOrRaise, type StandingAlert } from "#app/domain/alerts/join-alert.ts";
import { isCallForHelp } from "#app/domain/devices/measures.ts";
import type { PolicyParameters } from "#app/domain/policy/policy-parameters.ts";
import { asDate, instant } from "#app/domain/time/instant.ts";
import {
  announceAlerts,
  insertAlert,
  insertAlertEvents,
  listStandingAlerts,
  lockOpenDrill,
  updateDrill,
  updateRepeated,
  type AlertRow,
} from "#db/repositories/alerts.ts";
import type { Unit } from "#db/transaction.ts";
import { noteCauses } from "../messages/note-cause.server.ts";

export type AlertHome = { readonly elderId: string | null; readonly streetId: number | null };

export type RaisedHere = Raised & {
  /** null for what no device of the registry said. */
  readonly deviceId: string | null;
  readonly home: AlertHome;
  readonly late: boolean;
  readonly synthetic: boolean;
};

export function ladderLimits(parameters: Pick<PolicyParameters, "sos_escalate_s" | "orange_ack_s">): LadderLimits {
  return { redSeconds: parameters.sos_escalate_s, orangeSeconds: parameters.orange_ack_s };
}

const standingOf = (row: AlertRow): StandingAlert & { readonly deviceId: string | null } => ({
  id: row.id,
  deviceId: row.deviceId,
  kind: row.kind as AlertKind,
  state: row.state as AlertState,
  lastAt: instant(row.lastAt),
});

/** A press of a bed whose test is awaited is that test, and an alert like any other. */
async function purposeOf(unit: Unit, { synthetic, deviceId, kind, late }: RaisedHere) {
  if (synthetic) return { purpose: "synthetic", drillId: null } as const;
  if (deviceId === null || late || !isCallForHelp({ [kind]: true })) return { purpose: "real", drillId: null } as const;
  const drill = await lockOpenDrill(unit, deviceId);
  if (drill === null || drill.until.getTime() < unit.now) return { purpose: "real", drillId: null } as const;
  return { purpose: "drill", drillId: drill.id } as const;
}

/** Members of the family whom the elder lets see alarms are told of what may be an emergency; a flat battery is the centre's. */
async function tellFamily(unit: Unit, { id, alertNo, elderId, kind, level, purpose, late, raisedAt }: AlertRow) {
  if (elderId === null || purpose !== "real" || late || level === "yellow") return;
  const facts = { alertNo: String(alertNo), alert: kind, path: "/family" };
  await noteCauses(unit, [{ kind: "alert_raised", subject: id, elderId, facts, happenedAt: instant(raisedAt) }]);
}

async function store(unit: Unit, by: string, raised: RaisedHere, limits: LadderLimits): Promise<AlertRow | null> {
  const level = levelOf(raised.kind);
  const { purpose, drillId } = await purposeOf(unit, raised);
  const stored = await insertAlert(
    unit,
    {
      id: unit.newId(),
      elderId: raised.home.elderId,
      streetId: raised.home.streetId,
      deviceId: raised.deviceId,
      kind: raised.kind,
      level,
      purpose,
      raisedAt: asDate(raised.at),
      receivedAt: asDate(unit.now),
      lastAt: asDate(raised.at),
      late: raised.late,
      facts: raised.facts satisfies AlertFacts,
      causeKey: raised.causeKey,
    },
    // The machine's own alarm wakes nobody.
    purpose === "synthetic" ? [] : ladderOf(level, unit.now, limits),
  );
  if (stored === null) return null;
  if (drillId !== null) await updateDrill(unit, drillId, { alertId: stored.id });
  await insertAlertEvents(unit, [{ alertId: stored.id, by, kind: "raised", facts: raised.facts }]);
  await tellFamily(unit, stored);
  return stored;
}

export type RaisedSum = { readonly raised: number; readonly joined: number };

/** Stores each of what was raised, in its order. @returns how many became alerts of their own and how many joined one */
export async function raiseAlerts(
  unit: Unit,
  by: string,
  all: readonly RaisedHere[],
  limits: LadderLimits,
): Promise<RaisedSum> {
  if (all.length === 0) return { raised: 0, joined: 0 };
  const ids = [...new Set(all.flatMap(({ deviceId }) => (deviceId === null ? [] : [deviceId])))];
  const standing = (await listStandingAlerts(unit, ids)).map(standingOf);
  const sum = { raised: 0, joined: 0 };
  for (const one of all) {
    const ofDevice = standing.filter(({ deviceId }) => one.deviceId !== null && deviceId === one.deviceId);
    const said = joinOrRaise(one, ofDevice);
    if ("joins" in said) {
      await updateRepeated(unit, said.joins.id, one.at);
      await insertAlertEvents(unit, [{ alertId: said.joins.id, by, kind: "repeated", facts: one.facts }]);
      sum.joined += 1;
    } else {
      const stored = await store(unit, by, one, limits);
      if (stored === null) continue;
      standing.push(standingOf(stored));
      sum.raised += 1;
    }
  }
  await announceAlerts(unit);
  return sum;
}
