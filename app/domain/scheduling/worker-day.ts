/** One working day of a care worker as the stops on it. Working time is visits and the travel between them. */
import type { PlanningLimits } from "./planning-limits.ts";
import type { GeoPoint } from "./travel.ts";
import { travelMinutes } from "./travel.ts";

export type DayStop = { readonly startMinute: number; readonly endMinute: number; readonly home: GeoPoint };

/** Stops in order of their start; a new list. */
export function withStop(stops: readonly DayStop[], stop: DayStop): DayStop[] {
  const after = stops.findIndex((other) => other.startMinute > stop.startMinute);
  return after < 0 ? [...stops, stop] : [...stops.slice(0, after), stop, ...stops.slice(after)];
}

/** Visits and the travel between them, in minutes. */
export function workingMinutes(stops: readonly DayStop[], limits: PlanningLimits): number {
  let minutes = 0;
  for (const [index, stop] of stops.entries()) {
    const previous = stops[index - 1];
    minutes += stop.endMinute - stop.startMinute;
    if (previous) minutes += travelMinutes(previous.home, stop.home, limits);
  }
  return minutes;
}

export type StopFit = "fits" | "overlaps" | "travel_too_tight";

/** Whether a new stop leaves room for the stops before and after it, and for the way between. Stops must be in order. */
export function fitBetween(stops: readonly DayStop[], stop: DayStop, limits: PlanningLimits): StopFit {
  let fit: StopFit = "fits";
  for (const other of stops) {
    if (other.startMinute < stop.endMinute && stop.startMinute < other.endMinute) return "overlaps";
    const gap =
      other.startMinute < stop.startMinute ? stop.startMinute - other.endMinute : other.startMinute - stop.endMinute;
    if (gap < travelMinutes(other.home, stop.home, limits)) fit = "travel_too_tight";
  }
  return fit;
}

/** Is there room for a break inside a window between two stops, with the way gone before or after the break? */
export function hasBreakBetween(
  from: number,
  to: number,
  travel: number,
  limits: Pick<PlanningLimits, "lunchBreakMinutes" | "lunchWindow">,
): boolean {
  const { startMinute: opens, endMinute: closes } = limits.lunchWindow;
  const room = (start: number, end: number) =>
    Math.min(end, closes) - Math.max(start, opens) >= limits.lunchBreakMinutes;
  return room(from, to - travel) || room(from + travel, to);
}

/**
 * The lunch break of the policy: some stretch inside the window free of visits and of the way between them. Time before the first
 * and after the last stop is free, so that only a day with work before and after needs a gap.
 */
export function hasLunchBreak(stops: readonly DayStop[], limits: PlanningLimits): boolean {
  let previous: DayStop | null = null;
  let busyUntil = -Infinity;
  for (const stop of stops) {
    const travel = previous ? travelMinutes(previous.home, stop.home, limits) : 0;
    if (hasBreakBetween(busyUntil, stop.startMinute, travel, limits)) return true;
    // Stops may overlap in days that stood before they were asked about.
    if (stop.endMinute > busyUntil) [previous, busyUntil] = [stop, stop.endMinute];
  }
  return hasBreakBetween(busyUntil, Infinity, 0, limits);
}

/** Minutes of way that a stop adds to the day: to it and from it, instead of past it. */
export function addedTravelMinutes(stops: readonly DayStop[], stop: DayStop, limits: PlanningLimits): number {
  const next = stops.find((other) => other.startMinute > stop.startMinute);
  const previous = stops.findLast((other) => other.startMinute <= stop.startMinute);
  const to = previous ? travelMinutes(previous.home, stop.home, limits) : 0;
  const from = next ? travelMinutes(stop.home, next.home, limits) : 0;
  return to + from - (previous && next ? travelMinutes(previous.home, next.home, limits) : 0);
}
