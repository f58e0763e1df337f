/**
 * One visit beside the worker's and the elder's other visits: what overlaps, what came first, and the way between two
 * homes.
 */
import { localDateOf, type Instant } from "../time/instant.ts";
import { monthOf } from "../time/plain-month.ts";
import type { OtherVisit, VerificationContext } from "./context.ts";
import { distanceM } from "./location.ts";
import type { ServedTime } from "./served-time.ts";
import { homeOf, servedTime } from "./served-time.ts";

/** Half-open intervals: visits that only touch do not overlap. */
export function overlaps(served: ServedTime, other: Pick<OtherVisit, "startAt" | "endAt">): boolean {
  return served.inAt < other.endAt && other.startAt < served.outAt;
}

type Placed = { readonly startAt: Instant; readonly visitNo: string };

/** Which of two visits counts as the later one: by start, then by visit number, so that exactly one of two is. */
export function isLater(visit: Placed, other: Placed): boolean {
  return visit.startAt !== other.startAt ? visit.startAt > other.startAt : visit.visitNo > other.visitNo;
}

/** Visits that were made to the elder in this visit's month, this one among them. */
export function visitsMadeInMonth({ visit, visitOn, elderVisits }: VerificationContext): number {
  const others = elderVisits.filter(
    (other) => other.visitId !== visit.visitId && monthOf(localDateOf(other.startAt)) === monthOf(visitOn),
  );
  return others.length + 1;
}

export type TravelLeg = {
  readonly other: string;
  readonly direction: "from_previous" | "to_next";
  readonly distanceM: number;
  readonly gapMinutes: number;
  readonly neededMinutes: number;
  /** Null when there is no time at all. */
  readonly speedKmh: number | null;
  readonly impossible: boolean;
};

/**
 * The ways between this visit and the worker's visits before and after it, nearest in time first (visit rules 7.4).
 * Homes nearer than `travel_ignore_m` and visits that intersect are left out: the latter are an overlap, not a way.
 */
export function travelBetween(context: VerificationContext): TravelLeg[] {
  const served = servedTime(context);
  const home = homeOf(context);
  if (served === null || home === null) return [];
  const { travel_speed_kmh, travel_fixed_min, travel_impossible_kmh, travel_ignore_m } = context.policy.parameters;
  return context.workerVisits
    .filter((other) => other.visitId !== context.visit.visitId && !overlaps(served, other))
    .filter((other) => other.workerIds.some((id) => context.visit.workerIds.includes(id)))
    .flatMap((other) => {
      if (other.home === null) return [];
      const distance = distanceM(home, other.home);
      if (distance < travel_ignore_m) return [];
      const isPrevious = isLater({ startAt: served.inAt, visitNo: context.visit.visitNo }, other);
      const gapMinutes = (isPrevious ? served.inAt - other.endAt : other.startAt - served.outAt) / 60_000;
      const speedKmh = gapMinutes > 0 ? distance / 1000 / (gapMinutes / 60) : null;
      const leg: TravelLeg = {
        other: other.visitNo,
        direction: isPrevious ? "from_previous" : "to_next",
        distanceM: distance,
        gapMinutes,
        // To the thousandth of a minute, so that the last bit of a sine does not decide about an even table value.
        neededMinutes: Math.round(((distance / 1000 / travel_speed_kmh) * 60 + travel_fixed_min) * 1000) / 1000,
        speedKmh,
        impossible: speedKmh === null || speedKmh > travel_impossible_kmh,
      };
      return [leg];
    })
    .sort((left, right) => left.gapMinutes - right.gapMinutes || (left.other < right.other ? -1 : 1));
}
