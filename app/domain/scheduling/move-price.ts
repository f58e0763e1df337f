/**
 * What moving a visit, or sending others to it, costs: minutes of way for those who go, how far it comes from what the elder is used to,
 * and how even the month's work stays.
 */
import type { WorkerId } from "../identifiers.ts";
import type { VisitSurroundings } from "../matching/visit-conflicts.ts";
import { daysBetween, weekdayOf, type PlainDate, type Weekday } from "../time/plain-date.ts";
import type { PlannableWorker } from "./month-plan/plan-input.ts";
import { travelMinutes, type GeoPoint } from "./travel.ts";

type Moment = { readonly date: PlainDate; readonly startMinute: number };

/** When a visit is, and who goes. */
export type MovePlace = Moment & { readonly workers: readonly PlannableWorker[] };

/** What is known of the provider's care workers, the visit counted where it stands. */
export type WorkerShares = {
  /** Minutes at the bedside in the month, of everyone of the provider; who is missing has none. */
  readonly minutes: ReadonlyMap<WorkerId, number>;
  readonly colleagues: number;
  /** Visits done at the elder. */
  readonly cameBefore: ReadonlyMap<WorkerId, number>;
};

export type ChangedShare = {
  readonly workerId: WorkerId;
  readonly cameBefore: number;
  /** At the bedside in the month. */
  readonly minutesBefore: number;
  readonly minutesAfter: number;
};

export type TeamChange = {
  readonly leaving: readonly ChangedShare[];
  readonly coming: readonly ChangedShare[];
  /** Whole minutes of the month for each of the provider's care workers, on the average. */
  readonly averageMinutes: number;
};

export type MovePrice = {
  /** Minutes of way more than before, from base to base, over all who go; below zero when the move saves way. */
  readonly wayAdded: number;
  /** The weekday it had, when the new one is another. */
  readonly fromWeekday: Weekday | null;
  /** Minutes by which the start is later (or, below zero, earlier) than it was. */
  readonly later: number;
  /** Days to the nearest other visit of the elder; null when there is none around. */
  readonly daysToNearest: number | null;
  /** Null when the same people go. */
  readonly team: TeamChange | null;
};

type Stop = { readonly startMinute: number; readonly home: GeoPoint };

/** Way of a day from the base over the stops and back; nothing on a day without stops. */
function wayOfDay(base: GeoPoint, stops: readonly Stop[], pace: VisitSurroundings["limits"]): number {
  const homes = [...stops].sort((left, right) => left.startMinute - right.startMinute).map(({ home }) => home);
  if (homes.length === 0) return 0;
  const points = [base, ...homes, base];
  return points.slice(1).reduce((sum, to, at) => sum + travelMinutes(points[at] ?? to, to, pace), 0);
}

/** Way that the visit costs one worker on its day: the day with it less the day without. */
function wayWith(worker: PlannableWorker, { date, startMinute }: Moment, around: VisitSurroundings): number {
  const { elder, visits, limits } = around;
  const others = visits.filter((one) => one.date === date && one.workerIds.includes(worker.id));
  const own = { startMinute, home: elder.home };
  return wayOfDay(worker.base, [...others, own], limits) - wayOfDay(worker.base, others, limits);
}

const wayOf = (place: MovePlace, around: VisitSurroundings) =>
  place.workers.reduce((sum, worker) => sum + wayWith(worker, place, around), 0);

const without = (team: readonly PlannableWorker[], other: readonly PlannableWorker[]) =>
  team.filter(({ id }) => !other.some((one) => one.id === id));

function teamChange(from: MovePlace, to: MovePlace, durationMinutes: number, shares: WorkerShares): TeamChange | null {
  const [leaving, coming] = [without(from.workers, to.workers), without(to.workers, from.workers)];
  if (leaving.length === 0 && coming.length === 0) return null;
  const share = ({ id }: PlannableWorker, added: number): ChangedShare => {
    const minutesBefore = shares.minutes.get(id) ?? 0;
    const cameBefore = shares.cameBefore.get(id) ?? 0;
    return { workerId: id, cameBefore, minutesBefore, minutesAfter: minutesBefore + added };
  };
  const before = [...shares.minutes.values()].reduce((sum, one) => sum + one, 0);
  const after = before + (coming.length - leaving.length) * durationMinutes;
  return {
    leaving: leaving.map((worker) => share(worker, -durationMinutes)),
    coming: coming.map((worker) => share(worker, durationMinutes)),
    averageMinutes: Math.round(after / Math.max(1, shares.colleagues)),
  };
}

/** @param around what stands around the visit, without the visit itself */
export function priceOfMove(
  { from, to }: { readonly from: MovePlace; readonly to: MovePlace },
  around: VisitSurroundings,
  shares: WorkerShares,
): MovePrice {
  const days = around.visits
    .filter((one) => one.elderId === around.elder.id)
    .map((one) => Math.abs(daysBetween(to.date, one.date)));
  const [before, after] = [weekdayOf(from.date), weekdayOf(to.date)];
  return {
    wayAdded: wayOf(to, around) - wayOf(from, around),
    fromWeekday: before === after ? null : before,
    later: to.startMinute - from.startMinute,
    daysToNearest: days.length === 0 ? null : Math.min(...days),
    team: teamChange(from, to, around.basket.durationMinutes, shares),
  };
}
