/**
 * What the phones of a care worker recorded in a month, and what in it is too even to be true (visit rules D): patterns of many visits that
 * none of them shows alone. Only times and places as captured are looked at; a corrected time says nothing about a habit.
 */
import { localDateOf, wholeMinutesBetween, type Instant } from "../time/instant.ts";
import type { PositionFix } from "../visits/visit-events.ts";
import { asWgs84, type Point } from "./datum.ts";
import { distanceM, judgeFence, type Fence } from "./location.ts";

/** One visit as a phone recorded it. */
export type RecordedVisit = {
  readonly visitNo: string;
  readonly workerId: string;
  readonly startAt: Instant;
  readonly endAt: Instant | null;
  /** Where the phone was at check-in; null when it did not know, or the position was blurred. */
  readonly fix: PositionFix | null;
  /** The elder's home, in WGS-84. */
  readonly home: Point;
};

function inOrder(visits: readonly RecordedVisit[]): RecordedVisit[] {
  return [...visits].sort((left, right) => left.startAt - right.startAt || (left.visitNo < right.visitNo ? -1 : 1));
}

function minutesOf(visit: RecordedVisit): number | null {
  return visit.endAt === null ? null : wholeMinutesBetween(visit.startAt, visit.endAt);
}

export type EvenRun = { readonly minutes: number; readonly visits: number };

/** The unbroken row of equally long visits, in whole minutes, that a visit stands in; a visit without an end breaks it. Null when it is in none. */
export function evenRunOf(visits: readonly RecordedVisit[], visitNo: string): EvenRun | null {
  const ordered = inOrder(visits);
  const place = ordered.findIndex((one) => one.visitNo === visitNo);
  const own = ordered[place];
  const minutes = own ? minutesOf(own) : null;
  if (minutes === null) return null;
  const isEven = (one: RecordedVisit | undefined) => one !== undefined && minutesOf(one) === minutes;
  let [first, last] = [place, place];
  while (isEven(ordered[first - 1])) first -= 1;
  while (isEven(ordered[last + 1])) last += 1;
  return { minutes, visits: last - first + 1 };
}

/** Standard deviation (of the whole, not of a sample) of the durations in minutes, to the second; null when no visit has both ends. */
export function durationSpreadMin(
  visits: readonly RecordedVisit[],
): { readonly visits: number; readonly minutes: number } | null {
  const durations = visits.flatMap(({ startAt, endAt }) => (endAt === null ? [] : [(endAt - startAt) / 60_000]));
  if (durations.length === 0) return null;
  const mean = durations.reduce((sum, one) => sum + one, 0) / durations.length;
  const variance = durations.reduce((sum, one) => sum + (one - mean) ** 2, 0) / durations.length;
  return { visits: durations.length, minutes: Math.sqrt(variance) };
}

/** The minute of the hour of an instant; every offset from UTC that China ever had is of whole hours. */
const minuteOfHour = (at: Instant) => Math.floor(at / 60_000) % 60;

/** How many of the visits start on the same minute of the hour as this one, this one included. */
export function startsOnItsMinute(
  visits: readonly RecordedVisit[],
  visitNo: string,
): { readonly minute: number; readonly starts: number } | null {
  const own = visits.find((one) => one.visitNo === visitNo);
  if (!own) return null;
  const minute = minuteOfHour(own.startAt);
  return { minute, starts: visits.filter(({ startAt }) => minuteOfHour(startAt) === minute).length };
}

/** Where a check-in away from the elder's home was made, in WGS-84; null for one at home, or nowhere known. */
function placeElsewhere({ fix, home, startAt }: RecordedVisit, fence: Fence): Point | null {
  if (fix === null || fix.datum === null) return null;
  const address = { ...home, datum: "WGS-84", period: { from: null, to: null } } as const;
  const isAtHome = judgeFence(fix, [address], localDateOf(startAt), fence)?.inside === true;
  return isAtHome ? null : asWgs84(fix, fix.datum);
}

/**
 * How many check-ins of one care worker lie around this visit's, each away from the home of its elder, at a place where none of these elders
 * lives. Null when this visit was checked in to at its home or nowhere known.
 */
export function clusterAround(
  visits: readonly RecordedVisit[],
  visitNo: string,
  { radiusM, fence }: { readonly radiusM: number; readonly fence: Fence },
): number | null {
  const own = visits.find((one) => one.visitNo === visitNo);
  const place = own ? placeElsewhere(own, fence) : null;
  if (!own || place === null) return null;
  const ofWorker = visits.filter(({ workerId }) => workerId === own.workerId);
  if (ofWorker.some(({ home }) => distanceM(place, home) <= radiusM)) return null;
  const elsewhere = ofWorker.flatMap((one) => placeElsewhere(one, fence) ?? []);
  return elsewhere.filter((point) => distanceM(place, point) <= radiusM).length;
}
