/**
 * What the passing of time raises: out of bed at night too long, nobody moving, a door that stays shut, a device that says nothing. Looked at
 * each minute over what is stored, so a restart forgets nothing, and a span that was raised is not raised again.
 */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { judgeStanding } from "#app/domain/alerts/alert-rules.ts";
import { yellowDueDays } from "#app/domain/alerts/escalation.ts";
import { silenceKey, silenceOf } from "#app/domain/devices/silence.ts";
import { readThresholds, thresholdsOf } from "#app/domain/devices/thresholds.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { asDate, instant, localDateOf, type Instant } from "#app/domain/time/instant.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import {
  announceAlerts,
  insertAlertEvents,
  listKnownCauses,
  listSilentAlerts,
  updateAlert,
} from "#db/repositories/alerts.ts";
import { listBoundDevices, listOwnThresholds, lockDeviceStates } from "#db/repositories/devices.ts";
import { listCalendarDays, listPolicyVersions } from "#db/repositories/reference.ts";
import { closeHeardOrders, insertWorkOrder, listOpenSilenceOrders } from "#db/repositories/work-orders.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { ladderLimits, raiseAlerts, type RaisedHere } from "../alerts/raise-alerts.server.ts";
import { atOrNull } from "./standing-rows.ts";

type Bound = Awaited<ReturnType<typeof listBoundDevices>>[number];
type Own = Awaited<ReturnType<typeof listOwnThresholds>>;

export type Watched = { readonly raised: number; readonly orders: number; readonly cameBack: number };

function standingOf({ state }: Bound) {
  return {
    measuredAt: atOrNull(state.measuredAt),
    batteryPercent: state.batteryPercent,
    inBed: state.inBed,
    inBedSince: atOrNull(state.inBedSince),
    movedAt: atOrNull(state.movedAt),
    doorOpen: state.doorOpen,
    doorSince: atOrNull(state.doorSince),
    values: {},
  };
}

type Judged = { readonly bound: Bound; readonly raised: readonly RaisedHere[]; readonly order: boolean };

function judge(bound: Bound, own: Own, parameters: PolicyVersion["parameters"], now: Instant): Judged {
  const { device, binding, state, streetId } = bound;
  const mine = own
    .filter(({ elderId }) => elderId === binding.elderId)
    .map(({ name, value }) => [name, value] as const);
  const thresholds = thresholdsOf(readThresholds(bound.thresholds), Object.fromEntries(mine));
  const clock = { seenAt: atOrNull(state.seenAt), boundAt: instant(binding.fromAt) };
  const silence = silenceOf(clock, now, {
    warnMinutes: parameters.device_offline_warn_min,
    orderHours: parameters.device_offline_order_hours,
  });
  const since = (clock.seenAt ?? clock.boundAt) as Instant;
  // A device that is silent knows nothing of its home: nothing is concluded from what it said last.
  const raised =
    silence === "heard"
      ? judgeStanding(device.id, standingOf(bound), thresholds, now)
      : [
          {
            kind: "silent" as const,
            at: now,
            causeKey: silenceKey(device.id, since),
            facts: { since: since as number },
          },
        ];
  const home = { elderId: binding.elderId, streetId };
  return {
    bound,
    order: silence === "order",
    raised: raised.map((one) => ({ ...one, deviceId: device.id, home, late: false, synthetic: false })),
  };
}

/** Yellow alerts of devices that speak again end by themselves; nobody else's do. */
async function endSilence(unit: Unit, by: string, bound: readonly Bound[]): Promise<number> {
  const heard = new Map(bound.map(({ device, state }) => [device.id, state.seenAt?.getTime() ?? 0]));
  const over = (await listSilentAlerts(unit)).filter(
    ({ deviceId, receivedAt }) => (heard.get(deviceId ?? "") ?? 0) > receivedAt.getTime(),
  );
  for (const { id } of over)
    await updateAlert(unit, id, {
      state: "closed",
      outcome: "true",
      outcomeNote: "came_back",
      closedBy: by,
      closedAt: asDate(unit.now),
    });
  await insertAlertEvents(
    unit,
    over.map(({ id }) => ({ alertId: id, by, kind: "outcome", facts: { outcome: "true", note: "came_back" } })),
  );
  if (over.length > 0) await announceAlerts(unit);
  return over.length;
}

/** What is new among it: spans that have raised already, in an alert of any state, are not said again; only a device may repeat itself. */
async function newsOf(unit: Unit, judged: readonly Judged[]): Promise<Judged[]> {
  const keys = judged.flatMap(({ raised }) => raised.map(({ causeKey }) => causeKey));
  const known = await listKnownCauses(unit, keys);
  const ordered = await listOpenSilenceOrders(unit);
  return judged
    .map(({ bound, raised, order }) => ({
      bound,
      raised: raised.filter(({ causeKey }) => !known.has(causeKey)),
      order: order && !ordered.has(bound.device.id),
    }))
    .filter(({ raised, order }) => raised.length > 0 || order);
}

async function look(unit: Unit) {
  const bound = await listBoundDevices(unit);
  const own = await listOwnThresholds(unit, [...new Set(bound.map(({ binding }) => binding.elderId))]);
  const { parameters } = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
  const judged = bound.map((one) => judge(one, own, parameters, unit.now));
  const calendar = new WorkCalendar(await listCalendarDays(unit));
  return { bound, parameters, calendar, news: await newsOf(unit, judged) };
}

/** Looks at every device that hangs in a home. @returns what was raised, how many work orders were opened, how many devices came back */
export async function watchDevices(given: Context): Promise<Watched> {
  const context = { ...given, actor: "system:watch-devices", scope: WHOLE_DISTRICT };
  const { news, bound, parameters, calendar } = await inReading(context, look);
  const sum = { raised: 0, orders: 0 };
  const dueOn = calendar.addWorkingDays(localDateOf(context.now), yellowDueDays(parameters));
  for (const { bound: one, raised, order } of news)
    await inTransaction(context, async (unit) => {
      await lockDeviceStates(unit, [one.device.id]);
      const outcome = await raiseAlerts(unit, context.actor, raised, ladderLimits(parameters));
      sum.raised += outcome.filter((one) => one === "raised").length;
      if (!order) return;
      const opened = await insertWorkOrder(unit, {
        id: unit.newId(),
        deviceId: one.device.id,
        elderId: one.binding.elderId,
        streetId: one.streetId,
        kind: "silent",
        dueOn,
        openedAt: asDate(unit.now),
      });
      if (opened) sum.orders += 1;
    });
  const cameBack = await inTransaction(context, async (unit) => {
    await closeHeardOrders(unit, context.actor);
    return endSilence(unit, context.actor, bound);
  });
  return { ...sum, cameBack };
}
