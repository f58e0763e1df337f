/**
 * Months on the line of day numbers, without dividing dates. The Gregorian calendar repeats after 400 years to the weekday (146,097
 * days are 20,871 weeks), so one table of 4,800 months answers for every year there is.
 *
 * A month's *layout* is its length and the weekday of its first day: there are 28 of them, and what a rule of weekdays or days of the
 * month gives in a month depends on the layout alone.
 */
import type { Weekday } from "./plain-date.ts";
import { dayNumberOf, weekdayOfDay } from "./plain-date.ts";

export const MONTHS_OF_CYCLE = 4800;
export const DAYS_OF_CYCLE = 146_097;
/** Mean length of a month; the estimate of a month's index by it is at most one month off. */
const MEAN_MONTH_DAYS = DAYS_OF_CYCLE / MONTHS_OF_CYCLE;
const FIRST_DAY_OF_YEAR_ZERO = dayNumberOf(0, 1, 1);
const SHORTEST_MONTH = 28;

export const LAYOUT_COUNT = 28;

/** Day numbers of the first days of the months of the years 0 to 399. */
export const firstDaysOfCycle = Int32Array.from({ length: MONTHS_OF_CYCLE }, (_, index) =>
  dayNumberOf(Math.floor(index / 12), (index % 12) + 1, 1),
);
/** Layouts of the same months, 0 to 27; see `layoutShape`. */
export const layoutsOfCycle = Uint8Array.from({ length: MONTHS_OF_CYCLE }, (_, index) => {
  const first = firstDaysOfCycle[index] ?? 0;
  const next = firstDaysOfCycle[index + 1] ?? FIRST_DAY_OF_YEAR_ZERO + DAYS_OF_CYCLE;
  return (next - first - SHORTEST_MONTH) * 7 + weekdayOfDay(first) - 1;
});

/** Day number of the first day of a month; the index counts months from January of the year 0. */
export function firstDayOfMonthIndex(index: number): number {
  const cycle = Math.floor(index / MONTHS_OF_CYCLE);
  return cycle * DAYS_OF_CYCLE + (firstDaysOfCycle[index - cycle * MONTHS_OF_CYCLE] ?? 0);
}

/** Length in days (28 to 31) and first weekday of a layout. */
export function layoutShape(layout: number): { readonly length: number; readonly firstWeekday: Weekday } {
  return { length: SHORTEST_MONTH + Math.floor(layout / 7), firstWeekday: ((layout % 7) + 1) as Weekday };
}

/** Index of the month that holds a day, counted from January of the year 0. */
export function monthIndexOfDay(day: number): number {
  const index = Math.floor((day - FIRST_DAY_OF_YEAR_ZERO) / MEAN_MONTH_DAYS);
  if (firstDayOfMonthIndex(index) > day) return index - 1;
  return firstDayOfMonthIndex(index + 1) <= day ? index + 1 : index;
}
