/**
 * The compiled class of recurrence rules and its expansion in closed form on day numbers, without allocating.
 *
 * A month's dates under a monthly rule depend only on the month's length and first weekday, so the whole rule (weekdays, ordinals,
 * days of the month, positions) becomes 28 bit masks at save time: bit d - 1 of a layout's mask says that the d-th is a date. A
 * weekly rule is one mask of seven bits that begins with the first day of its week. Expanding is then: step through the periods, read
 * the mask, write its bits.
 */
import type { Weekday } from "../time/plain-date.ts";
import { civilOfDay, weekdayOfDay } from "../time/plain-date.ts";
import {
  DAYS_OF_CYCLE,
  LAYOUT_COUNT,
  MONTHS_OF_CYCLE,
  firstDayOfMonthIndex,
  firstDaysOfCycle,
  layoutShape,
  layoutsOfCycle,
  monthIndexOfDay,
} from "../time/month-table.ts";
import type { RuleDay, RuleParts } from "./rule-text.ts";

export type MonthlyForm = {
  readonly frequency: "monthly";
  readonly interval: number;
  /** Month of the start, counted from January of the year 0. */
  readonly startMonth: number;
  /** Bit m - 1 for each served month of the year (BYMONTH); all twelve without it. */
  readonly monthsOfYear: number;
  /** For each of the 28 layouts, bit d - 1 for each date d. */
  readonly masks: Int32Array;
};

export type WeeklyForm = {
  readonly frequency: "weekly";
  readonly interval: number;
  /** First day of the week that holds the start; what lies before the start in it is no occurrence. */
  readonly firstWeekDay: number;
  /** Bit k for the k-th day of the week, the week beginning as WKST says. */
  readonly weekdays: number;
};

export type ClosedForm = MonthlyForm | WeeklyForm;

/** Day numbers written one after the other; the writer moves `length` on. Whoever owns it has made it long enough. */
export type DayBuffer = { readonly days: Int32Array; length: number };

/** 31 December 9999: later days have no date of four digits. */
export const LAST_DAY_OF_ALL = 2_932_896;

const EVERY_MONTH = 0xfff;

/** The closed form of a rule, or null when the rule is outside the class: yearly, daily, weekly by months or days of the month. */
export function closedFormOf(parts: RuleParts, startDay: number): ClosedForm | null {
  if (parts.frequency === "MONTHLY")
    return {
      frequency: "monthly",
      interval: parts.interval,
      startMonth: monthIndexOfDay(startDay),
      monthsOfYear: parts.months.length === 0 ? EVERY_MONTH : bitsOf(parts.months),
      masks: Int32Array.from({ length: LAYOUT_COUNT }, (_, layout) => monthMask(parts, startDay, layout)),
    };
  if (parts.frequency !== "WEEKLY" || parts.months.length > 0 || parts.monthDays.length > 0) return null;
  const served = parts.days.length === 0 ? [weekdayOfDay(startDay)] : parts.days.map(({ weekday }) => weekday);
  return {
    frequency: "weekly",
    interval: parts.interval,
    firstWeekDay: startDay - daysIntoWeek(weekdayOfDay(startDay), parts.weekStart),
    weekdays: bitsOf(served.map((weekday) => daysIntoWeek(weekday, parts.weekStart) + 1)),
  };
}

/** Appends the dates of a form from `fromDay` to `toDay`, both included, in order and each once. `fromDay` is not before the start. */
export function writeFormDays(form: ClosedForm, fromDay: number, toDay: number, buffer: DayBuffer): void {
  if (form.frequency === "monthly") writeMonthlyDays(form, fromDay, toDay, buffer);
  else writeWeeklyDays(form, fromDay, toDay, buffer);
}

/** The day of the n-th occurrence from the start on (COUNT), or the last day of all when there are fewer. */
export function dayOfOccurrence(form: ClosedForm, startDay: number, count: number): number {
  const buffer = { days: new Int32Array(31), length: 0 };
  let left = count;
  for (let period = 0; ; period += 1) {
    const [first, last] = servedPeriod(form, period);
    if (first > LAST_DAY_OF_ALL) return LAST_DAY_OF_ALL;
    buffer.length = 0;
    writeFormDays(form, Math.max(startDay, first), last, buffer);
    if (buffer.length >= left) return buffer.days[left - 1] ?? LAST_DAY_OF_ALL;
    left -= buffer.length;
  }
}

function writeMonthlyDays(form: MonthlyForm, fromDay: number, toDay: number, buffer: DayBuffer): void {
  const { interval, startMonth, monthsOfYear, masks } = form;
  const index = startMonth + Math.ceil((monthIndexOfDay(fromDay) - startMonth) / interval) * interval;
  const cycle = Math.floor(index / MONTHS_OF_CYCLE);
  let place = index - cycle * MONTHS_OF_CYCLE;
  let base = cycle * DAYS_OF_CYCLE;
  for (;;) {
    const first = base + (firstDaysOfCycle[place] ?? 0);
    if (first > toDay) return;
    const mask = (monthsOfYear >>> (place % 12)) & 1 ? (masks[layoutsOfCycle[place] ?? 0] ?? 0) : 0;
    writeBits(cutToWindow(mask, fromDay - first, toDay - first), first, buffer);
    for (place += interval; place >= MONTHS_OF_CYCLE; place -= MONTHS_OF_CYCLE) base += DAYS_OF_CYCLE;
  }
}

function writeWeeklyDays(form: WeeklyForm, fromDay: number, toDay: number, buffer: DayBuffer): void {
  const { firstWeekDay, weekdays } = form;
  const step = 7 * form.interval;
  // The week before may still reach into the window; its earlier days are cut off.
  for (let first = firstWeekDay + Math.floor((fromDay - firstWeekDay) / step) * step; first <= toDay; first += step)
    writeBits(cutToWindow(weekdays, fromDay - first, toDay - first), first, buffer);
}

/** Keeps the bits from place `from` to place `to`, both included. */
function cutToWindow(mask: number, from: number, to: number): number {
  const begun = from > 0 ? mask & (-1 << Math.min(from, 31)) : mask;
  return to < 31 ? begun & ((2 << to) - 1) : begun;
}

/** Appends `first` plus the place of each bit, lowest first. */
function writeBits(mask: number, first: number, buffer: DayBuffer): void {
  const { days } = buffer;
  let next = buffer.length;
  for (let rest = mask; rest !== 0; rest &= rest - 1) days[next++] = first + 31 - Math.clz32(rest & -rest);
  buffer.length = next;
}

/** First and last day of the n-th served month or week; the 0th holds the start. */
function servedPeriod(form: ClosedForm, period: number): [first: number, last: number] {
  if (form.frequency === "monthly") {
    const index = form.startMonth + period * form.interval;
    return [firstDayOfMonthIndex(index), firstDayOfMonthIndex(index + 1) - 1];
  }
  const first = form.firstWeekDay + period * 7 * form.interval;
  return [first, first + 6];
}

/** Dates of a month of one layout, as bits: BYDAY and BYMONTHDAY both hold where both stand, then BYSETPOS picks. */
function monthMask(parts: RuleParts, startDay: number, layout: number): number {
  const { length, firstWeekday } = layoutShape(layout);
  const dates: number[] = [];
  for (let date = 1; date <= length; date += 1) {
    const weekday = (((firstWeekday + date - 2) % 7) + 1) as Weekday;
    if (isServed(parts, { date, length, weekday }, startDay)) dates.push(date);
  }
  if (parts.setPositions.length === 0) return bitsOf(dates);
  return bitsOf(parts.setPositions.flatMap((place) => dates[place > 0 ? place - 1 : dates.length + place] ?? []));
}

type DayOfMonth = { readonly date: number; readonly length: number; readonly weekday: Weekday };

function isServed({ days, monthDays }: RuleParts, day: DayOfMonth, startDay: number): boolean {
  // Without days of its own a monthly rule falls on the date of its start; a month without it has none.
  if (days.length === 0 && monthDays.length === 0) return day.date === civilOfDay(startDay).day;
  const fromEnd = day.date - day.length - 1;
  return (
    (days.length === 0 || days.some((one) => isNamed(one, day))) &&
    (monthDays.length === 0 || monthDays.includes(day.date) || monthDays.includes(fromEnd))
  );
}

function isNamed({ weekday, ordinal }: RuleDay, day: DayOfMonth): boolean {
  if (weekday !== day.weekday) return false;
  return (
    ordinal === null || ordinal === Math.ceil(day.date / 7) || -ordinal === Math.ceil((day.length - day.date + 1) / 7)
  );
}

/** Bit n - 1 for each number n from 1 to 31. */
function bitsOf(numbers: readonly number[]): number {
  return numbers.reduce((bits, number) => bits | (1 << (number - 1)), 0);
}

function daysIntoWeek(weekday: Weekday, weekStart: Weekday): number {
  return (weekday - weekStart + 7) % 7;
}
