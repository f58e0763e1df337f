/**
 * Recurrence of a visit series: a rule (RFC 5545) with a local start, dates taken out (EXDATE) and dates put in (RDATE).
 * Times are local civil time of the district, never instants. Rules of our own where the standard leaves room (visit rules 2.1):
 * a start that the rule does not give is no occurrence; EXDATE and RDATE count only with the series' own time of day; EXDATE wins.
 *
 * Rules of the planner's class (months and weekdays by ordinal, weeks by weekday) are expanded in closed form on day numbers;
 * every other rule goes to the library in floating mode.
 */
import { Refusal } from "../refusal.ts";
import type { LocalTime } from "../time/instant.ts";
import type { PlainDate, Weekday } from "../time/plain-date.ts";
import { civilOfDay, dayNumber, dayNumberOf, plainDateOfDay, weekdayOfDay } from "../time/plain-date.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import { addMonths, firstDayNumber, monthOf } from "../time/plain-month.ts";
import { libraryDays } from "./rrule-library.ts";
import type { RuleParts } from "./rule-text.ts";
import { readRule, weekdayCode } from "./rule-text.ts";

export type Recurrence = {
  /** Rule text without a zone, or null for a plan of dates only. */
  readonly rrule: string | null;
  readonly start: LocalTime;
  readonly exdates: readonly LocalTime[];
  readonly rdates: readonly LocalTime[];
};

/** The ordinals of one weekday in a month: 1 to 5, or -5 to -1 from the end. */
type MonthlyDay = { readonly weekday: Weekday; readonly ordinal: number };

type ClosedForm =
  | { readonly frequency: "monthly"; readonly interval: number; readonly days: readonly MonthlyDay[] }
  | { readonly frequency: "weekly"; readonly interval: number; readonly weekday: Weekday; readonly weekStart: Weekday };

export type CompiledRecurrence = {
  readonly startDay: number;
  readonly startMinute: number;
  readonly parts: RuleParts | null;
  /** Null: the rule is outside the class and is expanded by the library. */
  readonly closedForm: ClosedForm | null;
  readonly excludedDays: ReadonlySet<number>;
  readonly addedDays: readonly number[];
};

/** A rule that gives the named ordinals of one weekday in every month: "FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU". */
export function monthlyRule(weekday: Weekday, ordinals: readonly number[]): string {
  return `FREQ=MONTHLY;BYDAY=${ordinals.map((ordinal) => `${ordinal}${weekdayCode(weekday)}`).join(",")}`;
}

/** The date of the n-th weekday of a month, n from 1 to 4: these four exist in every month. */
export function weekdayOfMonth(month: PlainMonth, weekday: Weekday, ordinal: number): PlainDate {
  return plainDateOfDay(firstWeekday(firstDayNumber(month), weekday) + 7 * (ordinal - 1));
}

/** Compiles once, on saving or before planning. Refuses "recurrence-invalid" (see readRule) and a start that is no date or time. */
export function compileRecurrence(recurrence: Recurrence): CompiledRecurrence {
  const { start } = recurrence;
  const startDay = dayNumber(start.date);
  if (!Number.isInteger(startDay) || plainDateOfDay(startDay) !== start.date)
    throw new Refusal("recurrence-invalid", { part: "DTSTART", value: start.date });
  if (!Number.isInteger(start.minute) || start.minute < 0 || start.minute > 1439)
    throw new Refusal("recurrence-invalid", { part: "DTSTART", value: start.minute });
  const parts = recurrence.rrule === null ? null : readRule(recurrence.rrule);
  const atSameTime = (times: readonly LocalTime[]) =>
    times.filter((time) => time.minute === start.minute).map((time) => dayNumber(time.date));
  return {
    startDay,
    startMinute: start.minute,
    parts,
    closedForm: parts === null ? null : closedFormOf(parts),
    excludedDays: new Set(atSameTime(recurrence.exdates)),
    addedDays: atSameTime(recurrence.rdates),
  };
}

/** Occurrences that start on the dates from `from` to `to`, both included, in order. */
export function expandDates(compiled: CompiledRecurrence, from: PlainDate, to: PlainDate): PlainDate[] {
  const [fromDay, toDay] = [dayNumber(from), dayNumber(to)];
  const days = new Set(compiled.parts === null ? [] : ruleDays(compiled, compiled.parts, fromDay, toDay));
  for (const day of compiled.addedDays) if (day >= fromDay && day <= toDay) days.add(day);
  return [...days]
    .filter((day) => !compiled.excludedDays.has(day))
    .sort((left, right) => left - right)
    .map(plainDateOfDay);
}

/** Occurrences that start in the month. */
export function expandMonth(compiled: CompiledRecurrence, month: PlainMonth): PlainDate[] {
  const first = firstDayNumber(month);
  return expandDates(compiled, plainDateOfDay(first), plainDateOfDay(firstDayNumber(addMonths(month, 1)) - 1));
}

/** The rule alone, expanded by the library even when the closed form would do: the yardstick of the closed form. */
export function expandByLibrary(compiled: CompiledRecurrence, from: PlainDate, to: PlainDate): PlainDate[] {
  if (compiled.parts === null) return [];
  const { startDay, startMinute, parts } = compiled;
  const positions = parts.setPositions.length === 0 ? "" : `;BYSETPOS=${parts.setPositions.join(",")}`;
  const ruleText = `${parts.openText}${positions}${parts.count === null ? "" : `;COUNT=${parts.count}`}`;
  return libraryDays({ ruleText, startDay, startMinute, until: parts.until }, dayNumber(from), dayNumber(to)).map(
    plainDateOfDay,
  );
}

/** Four leap cycles are not needed: 48 months hold every length of February. */
const MONTHS_THAT_HOLD_EVERY_FEBRUARY = 48;

/**
 * Exactly `perMonth` visits in every full month (visit rules 2.1). The month of the start and the month in which the rule ends may
 * hold fewer, never more; months after the end are not looked at. Refuses "recurrence-not-exact" with the first wrong month:
 * WEEKLY gives five, days 29 to 31 are missing in February, fourth and last coincide.
 */
export function assertExactlyPerMonth(
  compiled: CompiledRecurrence,
  perMonth: number,
  fromMonth: PlainMonth,
  months: number = MONTHS_THAT_HOLD_EVERY_FEBRUARY,
): void {
  const startMonth = monthOf(plainDateOfDay(compiled.startDay));
  const endMonth = lastMonthOf(compiled);
  for (let offset = 0; offset < months; offset += 1) {
    const month = addMonths(fromMonth, offset);
    if (month < startMonth || (endMonth !== null && month > endMonth)) continue;
    const count = expandMonth(compiled, month).length;
    const mayHoldFewer = month === startMonth || month === endMonth;
    if (mayHoldFewer ? count > perMonth : count !== perMonth)
      throw new Refusal("recurrence-not-exact", { month, count, perMonth });
  }
}

/** The month in which UNTIL or COUNT ends the rule, or null when it is open. */
function lastMonthOf(compiled: CompiledRecurrence): PlainMonth | null {
  const { parts } = compiled;
  if (parts === null) return monthOf(plainDateOfDay(Math.max(compiled.startDay, ...compiled.addedDays)));
  if (parts.until !== null) return monthOf(plainDateOfDay(parts.until.day));
  if (parts.count === null) return null;
  // An end by COUNT is found by walking; no series of visits is planned further than fifty years ahead.
  const days = ruleDays(compiled, parts, compiled.startDay, compiled.startDay + 50 * 366);
  return monthOf(plainDateOfDay(days.at(-1) ?? compiled.startDay));
}

function closedFormOf(parts: RuleParts): ClosedForm | null {
  const [first] = parts.days;
  if (parts.hasOtherParts || first === undefined) return null;
  const plain = parts.days.every((day) => day.ordinal === null);
  if (parts.frequency === "WEEKLY" && parts.days.length === 1 && plain && parts.setPositions.length === 0)
    return { frequency: "weekly", interval: parts.interval, weekday: first.weekday, weekStart: parts.weekStart };
  if (parts.frequency !== "MONTHLY") return null;
  if (parts.days.length === 1 && plain && parts.setPositions.length > 0) {
    // One weekday has at most five dates in a month: a position further out never exists.
    const days = parts.setPositions.filter((position) => Math.abs(position) <= 5);
    return {
      frequency: "monthly",
      interval: parts.interval,
      days: days.map((ordinal) => ({ weekday: first.weekday, ordinal })),
    };
  }
  const ordinals = parts.days.flatMap(({ weekday, ordinal }) => (ordinal === null ? [] : [{ weekday, ordinal }]));
  if (parts.setPositions.length > 0 || ordinals.length !== parts.days.length) return null;
  return { frequency: "monthly", interval: parts.interval, days: ordinals };
}

function ruleDays(compiled: CompiledRecurrence, parts: RuleParts, fromDay: number, toDay: number): number[] {
  // COUNT counts from the start, so the walk begins there; an open rule begins at the window.
  const walkFrom = parts.count === null ? Math.max(fromDay, compiled.startDay) : compiled.startDay;
  const last = parts.until === null ? toDay : Math.min(toDay, lastStartDay(parts.until, compiled.startMinute));
  const days = openDays(compiled, parts, walkFrom, last);
  return (parts.count === null ? days : days.slice(0, parts.count)).filter((day) => day >= fromDay);
}

/** Days of the rule without its end. */
function openDays(compiled: CompiledRecurrence, parts: RuleParts, fromDay: number, toDay: number): number[] {
  const { closedForm, startDay, startMinute } = compiled;
  if (closedForm?.frequency === "monthly") return monthlyDays(closedForm, startDay, fromDay, toDay);
  if (closedForm?.frequency === "weekly") return weeklyDays(closedForm, startDay, fromDay, toDay);
  if (parts.setPositions.length > 0) return positionDays(compiled, parts, fromDay, toDay);
  return libraryDays({ ruleText: parts.openText, startDay, startMinute, until: null }, fromDay, toDay);
}

/**
 * Positions are picked here and not by the library, which gives a date twice (and counts it twice) when it is reached from the front
 * and from the back, and takes the first date of a month that has fewer dates than a position from the end asks for.
 */
function positionDays(compiled: CompiledRecurrence, parts: RuleParts, fromDay: number, toDay: number): number[] {
  // A position counts all dates of its month, also those before the start.
  const startDay = firstDayOfMonthIndex(monthIndexOf(compiled.startDay));
  const rule = { ruleText: parts.openText, startDay, startMinute: compiled.startMinute, until: null };
  const firstDay = firstDayOfMonthIndex(monthIndexOf(fromDay));
  const lastDay = firstDayOfMonthIndex(monthIndexOf(toDay) + 1) - 1;
  const byMonth = new Map<number, number[]>();
  for (const day of libraryDays(rule, firstDay, lastDay))
    byMonth.set(monthIndexOf(day), [...(byMonth.get(monthIndexOf(day)) ?? []), day]);
  const picked = [...byMonth.values()].flatMap((days) =>
    parts.setPositions.flatMap((place) => days[place > 0 ? place - 1 : days.length + place] ?? []),
  );
  return [...new Set(picked)]
    .filter((day) => day >= compiled.startDay && day >= fromDay && day <= toDay)
    .sort((left, right) => left - right);
}

function lastStartDay(until: { readonly day: number; readonly minute: number }, startMinute: number): number {
  return startMinute <= until.minute ? until.day : until.day - 1;
}

function monthlyDays(
  form: Extract<ClosedForm, { frequency: "monthly" }>,
  startDay: number,
  fromDay: number,
  toDay: number,
): number[] {
  const days = new Set<number>();
  const start = monthIndexOf(startDay);
  const from = start + Math.ceil((monthIndexOf(fromDay) - start) / form.interval) * form.interval;
  for (let index = from; index <= monthIndexOf(toDay); index += form.interval) {
    const [first, next] = [firstDayOfMonthIndex(index), firstDayOfMonthIndex(index + 1)];
    for (const { weekday, ordinal } of form.days) {
      const day =
        ordinal > 0 ? firstWeekday(first, weekday) + 7 * (ordinal - 1) : firstWeekday(next, weekday) + 7 * ordinal;
      if (day >= first && day < next && day >= fromDay && day <= toDay) days.add(day);
    }
  }
  return [...days].sort((left, right) => left - right);
}

function weeklyDays(
  form: Extract<ClosedForm, { frequency: "weekly" }>,
  startDay: number,
  fromDay: number,
  toDay: number,
): number[] {
  // The first served week is the one that holds the start, even if its weekday lies before the start.
  const weekBegin = startDay - ((weekdayOfDay(startDay) - form.weekStart + 7) % 7);
  const firstDay = firstWeekday(weekBegin, form.weekday);
  const step = 7 * form.interval;
  const days: number[] = [];
  for (let day = firstDay + Math.ceil((fromDay - firstDay) / step) * step; day <= toDay; day += step)
    if (day >= startDay) days.push(day);
  return days;
}

/** Day number of the first such weekday on or after a day. */
function firstWeekday(day: number, weekday: Weekday): number {
  return day + ((weekday - weekdayOfDay(day) + 7) % 7);
}

function monthIndexOf(day: number): number {
  const { year, month } = civilOfDay(day);
  return year * 12 + month - 1;
}

function firstDayOfMonthIndex(index: number): number {
  const year = Math.floor(index / 12);
  return dayNumberOf(year, index - year * 12 + 1, 1);
}
