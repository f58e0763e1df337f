/**
 * Plays the day that is running: care workers come and go as planned while the product is looked at, and what their phones record arrives
 * when it has happened. Whoever has a sign-in makes the own visits. For the demonstration only.
 */
import { v5 } from "uuid";
import { drawWeighted } from "#app/domain/seeded-draws.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { instant, instantAt, localDateOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { addDays, daysBetween, type PlainDate } from "#app/domain/time/plain-date.ts";
import { listDemoDay } from "#db/queries/demo-day.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { lockVisitsById } from "#db/repositories/received-events.ts";
import {
  listSaidOfVisits,
  listWorkersOfVisits,
  type NewVisitEventRow,
  type VisitRow,
} from "#db/repositories/visits.ts";
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

/** Minute of the day by which the elder's side has confirmed: what would come on a later day is said in the evening. */
const EVENING = 20 * 60;

/** The events of a story with their ids, each on the day of its visit. */
function eventsOf({ visitNo, events }: DeliveredVisit, day: PlainDate) {
  const evening = instantAt(day, EVENING);
  return events.map((event, index) => ({
    index,
    eventId: v5(`${visitNo}|${index}`, NAMESPACE),
    event: event.workerId === null && event.at > evening ? { ...event, at: evening } : event,
  }));
}

/**
 * What has reached the server by now of one day's visits and is not stored yet. A visit of which something else is stored is left alone:
 * a person has recorded it, or it was played before.
 */
async function rowsDue(unit: Unit, visits: readonly VisitRow[], day: PlainDate): Promise<NewVisitEventRow[]> {
  const visitOf = new Map(visits.map((visit) => [visit.visitNo, visit]));
  const said = await listSaidOfVisits(
    unit,
    visits.map(({ id }) => id),
  );
  const stored = groupBy(said, ({ visitId }) => visitId);
  return storiesOf(await plannedDay(unit, visits)).flatMap((story) => {
    const visit = visitOf.get(story.visitNo);
    const events = eventsOf(story, day);
    const known = new Set((stored.get(visit?.id ?? "") ?? []).map(({ eventId }) => eventId));
    const own = new Set(events.map(({ eventId }) => eventId));
    if (visit === undefined || [...known].some((eventId) => !own.has(eventId))) return [];
    return events.flatMap(({ event, index, eventId }) =>
      known.has(eventId) || plusMinutes(event.at, MINUTES_TO_ARRIVE) > unit.now
        ? []
        : [playedEventRow(visit, event, { index, eventId })],
    );
  });
}

/**
 * Plays what has happened by now of the visits of one day. What is stored is not stored again, so it may be asked as often as wished.
 * @returns how many visits it moved
 */
export async function playRunningDay(context: Context, day: PlainDate): Promise<number> {
  return inTransaction(context, async (unit) => {
    const rows = await rowsDue(unit, await listDemoDay(unit, day), day);
    if (rows.length === 0) return 0;
    const ids = [...new Set(rows.map(({ visitId }) => visitId))];
    // Called off while it was looked at: nobody goes.
    const visits = (await lockVisitsById(unit, ids)).filter(({ deliveryState }) => deliveryState !== "cancelled");
    const standing = new Set(visits.map(({ id }) => id));
    const { touched } = await takeEvents(
      unit,
      visits,
      rows.filter(({ visitId }) => standing.has(visitId)),
    );
    const moved = await takeBackGivenUp(unit, context.actor, touched);
    await judgeAroundAll(unit, context.actor, moved.filter(isToBeJudged));
    return moved.length;
  });
}

/** An hour at a time: what the family is told bears the time at which it came to be known. */
const STEP_MINUTES = 60;
/** A demonstration that stood still for longer begins with holes. */
const DAYS_CAUGHT_UP = 14;

/**
 * Plays, at the first call, the days that ran while nothing was served, and the day so far; after that from where the last call ended. A
 * call that fails is made good by the next.
 */
export function followRunningDay(contextNow: () => Context): () => Promise<void> {
  let until: Instant | null = null;
  return async () => {
    const context = { ...contextNow(), actor: "demo:phones" };
    const today = localDateOf(context.now);
    const left = until === null ? DAYS_CAUGHT_UP : daysBetween(localDateOf(until), today);
    // What became of earlier days is no news to anybody: each is played whole, as known on the next morning.
    for (let daysAgo = left; daysAgo > 0; daysAgo -= 1) {
      const day = addDays(today, -daysAgo);
      const morning = instantAt(addDays(day, 1), 9 * 60);
      await playRunningDay({ ...context, now: instant(Math.min(morning, context.now)) }, day);
    }
    const dayStart = instantAt(today, 0);
    let since: Instant = until === null || until < dayStart ? dayStart : until;
    while (since < context.now) {
      since = instant(Math.min(plusMinutes(since, STEP_MINUTES), context.now));
      await playRunningDay({ ...context, now: since }, today);
      until = since;
    }
  };
}
