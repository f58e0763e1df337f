/** What moving a visit costs those who go to it and its elder: minutes of way, and how far it comes from what the elder is used to. */
import type { VisitSurroundings } from "../matching/visit-conflicts.ts";
import { daysBetween, weekdayOf, type PlainDate, type Weekday } from "../time/plain-date.ts";
import type { PlannableWorker } from "./month-plan/plan-input.ts";
import { travelMinutes, type GeoPoint } from "./travel.ts";

type Moment = { readonly date: PlainDate; readonly startMinute: number };

export type MovePrice = {
  /** Minutes of way more than before, from base to base, over all who go; below zero when the move saves way. */
  readonly wayAdded: number;
  /** The weekday it had, when the new one is another. */
  readonly fromWeekday: Weekday | null;
  /** Minutes by which the start is later (or, below zero, earlier) than it was. */
  readonly later: number;
  /** Days to the nearest other visit of the elder; null when there is none around. */
  readonly daysToNearest: number | null;
};

type Stop = { readonly startMinute: number; readonly home: GeoPoint };

/** Way of a day from the base over the stops and back; nothing on a day without stops. */
function wayOfDay(base: GeoPoint, stops: readonly Stop[], pace: VisitSurroundings["limits"]): number {
  const homes = [...stops].sort((left, right) => left.startMinute - right.startMinute).map(({ home }) => home);
  if (homes.length === 0) return 0;
  const points = [base, ...homes, base];
  return points.slice(1).reduce((sum, to, at) => sum + travelMinutes(points[at] ?? to, to, pace), 0);
}

function wayAddedFor(worker: PlannableWorker, from: Moment, to: Moment, around: VisitSurroundings): number {
  const { elder, visits, limits } = around;
  const others = (date: PlainDate) => visits.filter((one) => one.date === date && one.workerIds.includes(worker.id));
  const way = (date: PlainDate, own: readonly Moment[]) =>
    wayOfDay(
      worker.base,
      [...others(date), ...own.map(({ startMinute }) => ({ startMinute, home: elder.home }))],
      limits,
    );
  if (from.date === to.date) return way(to.date, [to]) - way(to.date, [from]);
  return way(to.date, [to]) - way(to.date, []) + way(from.date, []) - way(from.date, [from]);
}

/** @param around what stands around the visit, without the visit itself */
export function priceOfMove(
  { from, to, workers }: { readonly from: Moment; readonly to: Moment; readonly workers: readonly PlannableWorker[] },
  around: VisitSurroundings,
): MovePrice {
  const days = around.visits
    .filter((one) => one.elderId === around.elder.id)
    .map((one) => Math.abs(daysBetween(to.date, one.date)));
  const [before, after] = [weekdayOf(from.date), weekdayOf(to.date)];
  return {
    wayAdded: workers.reduce((sum, worker) => sum + wayAddedFor(worker, from, to, around), 0),
    fromWeekday: before === after ? null : before,
    later: to.startMinute - from.startMinute,
    daysToNearest: days.length === 0 ? null : Math.min(...days),
  };
}
