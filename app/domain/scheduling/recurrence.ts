/**
 * Recurrence of a visit series: a rule (RFC 5545) with a local start, dates taken out (EXDATE) and dates put in (RDATE).
 * Times are local civil time of the district, never instants. Rules of our own where the standard leaves room (visit rules 2.1):
 * a start that the rule does not give is no occurrence; EXDATE and RDATE count only with the series' own time of day; EXDATE wins.
 *
 * Rules by month, and by weekday of the week, are compiled on saving and expanded in closed form (closed-form.ts); every other rule
 * goes to the library in floating mode. Nothing is expanded without an end: a window, UNTIL or COUNT.
 */
import { Refusal } from "../refusal.ts";
import type { LocalTime } from "../time/instant.ts";
import type { PlainDate, Weekday } from "../time/plain-date.ts";
import { dayNumber, isPlainDate, plainDateOfDay, weekdayOfDay } from "../time/plain-date.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import { addMonths, firstDayNumber, monthOf } from "../time/plain-month.ts";
import type { ClosedForm, DayBuffer } from "./closed-form.ts";
import { LAST_DAY_OF_ALL, closedFormOf, dayOfOccurrence, writeFormDays } from "./closed-form.ts";
import type { FloatingExpander, FloatingRule } from "./rrule-library.ts";
import { floatingExpander, libraryDays } from "./rrule-library.ts";
import type { RuleParts } from "./rule-text.ts";
import { readRule, weekdayCode } from "./rule-text.ts";

export type Recurrence = {
  /** Rule text without a zone, or null for a plan of dates only. */
  readonly rrule: string | null;
  readonly start: LocalTime;
  readonly exdates: readonly LocalTime[];
  readonly rdates: readonly LocalTime[];
};

export type CompiledRecurrence = {
  readonly startDay: number;
  readonly startMinute: number;
  /** Last day that the rule may give (UNTIL, or COUNT in the closed form); LAST_DAY_OF_ALL when neither ends it. */
  readonly lastDay: number;
  /** Null for a plan of dates only. */
  readonly parts: RuleParts | null;
  /** Null: the rule is outside the class and is expanded by the library. */
  readonly closedForm: ClosedForm | null;
  readonly byLibrary: FloatingExpander | null;
  /** In order, each once. */
  readonly excludedDays: readonly number[];
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
  const startDay = dayOf(start.date, "DTSTART");
  if (!Number.isInteger(start.minute) || start.minute < 0 || start.minute > 1439)
    throw new Refusal("recurrence-invalid", { part: "DTSTART", value: start.minute });
  const parts = recurrence.rrule === null ? null : readRule(recurrence.rrule);
  const closedForm = parts === null ? null : closedFormOf(parts, startDay);
  const daysAtStartTime = (times: readonly LocalTime[], part: string) =>
    distinct(times.filter(({ minute }) => minute === start.minute).map(({ date }) => dayOf(date, part)));
  return {
    startDay,
    startMinute: start.minute,
    lastDay: parts === null ? LAST_DAY_OF_ALL : lastDayOf(parts, closedForm, start.minute, startDay),
    parts,
    closedForm,
    byLibrary:
      parts === null || closedForm !== null ? null : floatingExpander(libraryRule(parts, startDay, start.minute)),
    excludedDays: daysAtStartTime(recurrence.exdates, "EXDATE"),
    addedDays: daysAtStartTime(recurrence.rdates, "RDATE"),
  };
}

/**
 * Appends the occurrences from `fromDay` to `toDay`, both included, as day numbers in order: the planner's form, many series into one
 * array. Throws RangeError when the buffer may be too short, that is when it has less room than the window has days.
 */
export function writeOccurrences(
  compiled: CompiledRecurrence,
  fromDay: number,
  toDay: number,
  buffer: DayBuffer,
): void {
  const begin = buffer.length;
  if (!(toDay - fromDay < buffer.days.length - begin))
    throw new RangeError("more days in the window than in the buffer");
  writeRuleDays(compiled, fromDay, toDay, buffer);
  const { excludedDays, addedDays } = compiled;
  if (excludedDays.length === 0 && addedDays.length === 0) return;
  const kept = new Set(buffer.days.subarray(begin, buffer.length));
  for (const day of addedDays) if (day >= fromDay && day <= toDay) kept.add(day);
  for (const day of excludedDays) kept.delete(day);
  buffer.days.set(Int32Array.from(kept).sort(), begin);
  buffer.length = begin + kept.size;
}

/**
 * Occurrences that start on the dates from `from` to `to`, both included, in order. `to` null means until the rule ends.
 * Refuses "recurrence-open" for a rule that neither UNTIL, COUNT nor a window ends, and "recurrence-invalid" for a window that is none.
 */
export function expandDates(compiled: CompiledRecurrence, from: PlainDate, to: PlainDate | null): PlainDate[] {
  const fromDay = dayOf(from, "from");
  const toDay = to === null ? lastOccurrenceDay(compiled) : dayOf(to, "to");
  if (toDay === null) throw new Refusal("recurrence-open", { start: plainDateOfDay(compiled.startDay) });
  if (toDay < fromDay) return [];
  const buffer = { days: new Int32Array(toDay - fromDay + 1), length: 0 };
  writeOccurrences(compiled, fromDay, toDay, buffer);
  return Array.from(buffer.days.subarray(0, buffer.length), plainDateOfDay);
}

/** Occurrences that start in the month. */
export function expandMonth(compiled: CompiledRecurrence, month: PlainMonth): PlainDate[] {
  const first = firstDayNumber(month);
  return expandDates(compiled, plainDateOfDay(first), plainDateOfDay(firstDayNumber(addMonths(month, 1)) - 1));
}

/** The rule alone, expanded by the library even when the closed form would do: the yardstick of the closed form. */
export function expandByLibrary(compiled: CompiledRecurrence, from: PlainDate, to: PlainDate): PlainDate[] {
  const { parts, startDay, startMinute } = compiled;
  if (parts === null) return [];
  return libraryDays(libraryRule(parts, startDay, startMinute), dayNumber(from), dayNumber(to)).map(plainDateOfDay);
}

/** Twenty-eight years hold every month there can be: each length beginning on each weekday. */
const MONTHS_THAT_HOLD_EVERY_LAYOUT = 28 * 12;

/**
 * Exactly `perMonth` visits in every full month (visit rules 2.1). The month of the start and the month in which the rule ends may
 * hold fewer, never more; months after the end are not looked at. Refuses "recurrence-not-exact" with the first wrong month:
 * WEEKLY gives five, days 29 to 31 are missing in February, fourth and last coincide.
 */
export function assertExactlyPerMonth(
  compiled: CompiledRecurrence,
  perMonth: number,
  fromMonth: PlainMonth,
  months: number = MONTHS_THAT_HOLD_EVERY_LAYOUT,
): void {
  const startMonth = monthOf(plainDateOfDay(compiled.startDay));
  const lastDay = lastOccurrenceDay(compiled);
  const endMonth = lastDay === null ? null : monthOf(plainDateOfDay(lastDay));
  for (let offset = 0; offset < months; offset += 1) {
    const month = addMonths(fromMonth, offset);
    if (month < startMonth || (endMonth !== null && month > endMonth)) continue;
    const count = expandMonth(compiled, month).length;
    const mayHoldFewer = month === startMonth || month === endMonth;
    if (mayHoldFewer ? count > perMonth : count !== perMonth)
      throw new Refusal("recurrence-not-exact", { month, count, perMonth });
  }
}

/** No plan reaches further ahead; an end by COUNT of a rule outside the class is looked for this far. */
const DAYS_LOOKED_AHEAD = 50 * 366;

/** The last day that can be an occurrence, added dates included; null when nothing ends the rule. */
function lastOccurrenceDay(compiled: CompiledRecurrence): number | null {
  const { parts, startDay, addedDays, byLibrary } = compiled;
  const latestAdded = addedDays.at(-1) ?? startDay;
  if (parts === null) return latestAdded;
  if (parts.until === null && parts.count === null) return null;
  const byCount = byLibrary !== null && parts.count !== null;
  const ruleEnd = byCount ? (byLibrary(startDay, startDay + DAYS_LOOKED_AHEAD).at(-1) ?? startDay) : compiled.lastDay;
  return Math.max(latestAdded, ruleEnd);
}

function lastDayOf(parts: RuleParts, form: ClosedForm | null, startMinute: number, startDay: number): number {
  const { until, count } = parts;
  if (until !== null) return startMinute <= until.minute ? until.day : until.day - 1;
  return count === null || form === null ? LAST_DAY_OF_ALL : dayOfOccurrence(form, startDay, count);
}

function libraryRule(parts: RuleParts, startDay: number, startMinute: number): FloatingRule {
  const ruleText = parts.count === null ? parts.openText : `${parts.openText};COUNT=${parts.count}`;
  return { ruleText, startDay, startMinute, until: parts.until };
}

function writeRuleDays(
  { startDay, lastDay, closedForm, byLibrary }: CompiledRecurrence,
  fromDay: number,
  toDay: number,
  buffer: DayBuffer,
): void {
  const [first, last] = [Math.max(fromDay, startDay), Math.min(toDay, lastDay)];
  if (first > last) return;
  if (closedForm !== null) return writeFormDays(closedForm, first, last, buffer);
  const days = byLibrary === null ? [] : byLibrary(first, last);
  buffer.days.set(days, buffer.length);
  buffer.length += days.length;
}

/** Day number of a date. Refuses "recurrence-invalid": on a bad date a library would loop for ever. */
function dayOf(date: PlainDate, part: string): number {
  if (!isPlainDate(date)) throw new Refusal("recurrence-invalid", { part, value: date });
  return dayNumber(date);
}

function distinct(days: readonly number[]): number[] {
  return [...new Set(days)].sort((left, right) => left - right);
}

/** Day number of the first such weekday on or after a day. */
function firstWeekday(day: number, weekday: Weekday): number {
  return day + ((weekday - weekdayOfDay(day) + 7) % 7);
}
