/**
 * Plays the day that is running: care workers come and go as planned while the product is looked at, and what their phones record arrives
 * when it has happened. Whoever has a sign-in makes the own visits. For the demonstration only.
 */
import { v5 } from "uuid";
import { drawWeighted } from "#app/domain/seeded-draws.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { instant, instantAt, localDateOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { lockDemoDay } from "#db/queries/demo-day.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { listWorkersOfVisits, type VisitRow } from "#db/repositories/visits.ts";
import { listWorkersWithFacts } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { takeBackGivenUp } from "../visits/take-back-given-up.server.ts";
import { isToBeJudged, takeEvents } from "../visits/take-events.server.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { judgeAroundAll } from "../visits/verify-visit.server.ts";
import { playTimeline } from "./delivery-timeline.ts";
import type { DeliveredVisit, DeliveryFault, PlannedDelivery } from "./planned-delivery.ts";
import { MINUTES_TO_ARRIVE, plannedDelivery, playedEventRow } from "./stored-delivery.ts";

/** Of a hundred visits; most go well, and those that do not give the day's board something to show. */
const FAULTS: readonly (readonly [fault: DeliveryFault | null, weight: number])[] = [
  [null, 91],
  ["late_start", 3],
  ["missed", 2],
  ["no_position", 2],
  ["no_person_proof", 2],
];

/** Names events: the same event of the same visit is stored once, however often the day is played. */
const NAMESPACE = "6f1c0c5e-5a0e-4c39-9f0e-6a1f3f6b7d21";

const faultOf = (visitNo: string) => drawWeighted(seededRandom(`running|${visitNo}`), FAULTS);

async function plannedDay(unit: Unit, visits: readonly VisitRow[]): Promise<PlannedDelivery[]> {
  const assigned = await listWorkersOfVisits(
    unit,
    visits.map(({ id }) => id),
  );
  const workers = await listWorkersWithFacts(unit, [...new Set(assigned.map(({ workerId }) => workerId))]);
  const workerNos = new Map(workers.map(({ worker }) => [worker.id, worker.workerNo]));
  const elders = await listEldersById(unit, [...new Set(visits.map(({ elderId }) => elderId))]);
  const elderOf = new Map(elders.map((elder) => [elder.id, elder]));
  const ofVisit = groupBy(assigned, ({ visitId }) => visitId);
  return visits.flatMap((visit) => {
    const those = (ofVisit.get(visit.id) ?? []).flatMap(({ workerId }) => {
      const workerNo = workerNos.get(workerId);
      return workerNo === undefined ? [] : [{ workerId, workerNo }];
    });
    return those.length === 0 ? [] : [plannedDelivery(visit, elderOf.get(visit.elderId), those)];
  });
}

function storiesOf(planned: readonly PlannedDelivery[]): DeliveredVisit[] {
  const faults = planned.flatMap(({ visitNo }) => {
    const fault = faultOf(visitNo);
    return fault === null ? [] : [[visitNo, fault] as const];
  });
  return playTimeline({ visits: planned, faults: new Map(faults), replacements: new Map(), seed: "running" });
}

/**
 * What reaches the server after `since` and until now, of the visits of today.
 * @returns how many visits it moved
 */
export async function playRunningDay(context: Context, since: Instant): Promise<number> {
  return inTransaction(context, async (unit) => {
    const visits = await lockDemoDay(unit, localDateOf(context.now));
    if (visits.length === 0) return 0;
    const visitOf = new Map(visits.map((visit) => [visit.visitNo, visit]));
    const rows = storiesOf(await plannedDay(unit, visits)).flatMap(({ visitNo, events }) => {
      const visit = visitOf.get(visitNo);
      return events.flatMap((event, index) => {
        const arrivesAt = plusMinutes(event.at, MINUTES_TO_ARRIVE);
        if (visit === undefined || arrivesAt <= since || arrivesAt > context.now) return [];
        return [playedEventRow(visit, event, { index, eventId: v5(`${visitNo}|${index}`, NAMESPACE) })];
      });
    });
    if (rows.length === 0) return 0;
    const { touched } = await takeEvents(unit, visits, rows);
    const moved = await takeBackGivenUp(unit, context.actor, touched);
    await judgeAroundAll(unit, context.actor, moved.filter(isToBeJudged));
    return moved.length;
  });
}

/** An hour at a time: what the family is told bears the time at which it came to be known. */
const STEP_MINUTES = 60;

/** Plays from the beginning of the day at the first call, after that from where the last one ended. */
export function followRunningDay(contextNow: () => Context): () => Promise<void> {
  let until: Instant | null = null;
  return async () => {
    const context = { ...contextNow(), actor: "demo:phones" };
    const dayStart = instantAt(localDateOf(context.now), 0);
    let since: Instant = until === null || until < dayStart ? dayStart : until;
    while (since < context.now) {
      const now = instant(Math.min(plusMinutes(since, STEP_MINUTES), context.now));
      await playRunningDay({ ...context, now }, since);
      until = since = now;
    }
  };
}
