/**
 * An instant is a point in time as epoch milliseconds. Dates, months and deadlines are Asia/Shanghai (domain rule);
 * this file is where local civil time and instants meet, and with work-calendar.ts and date-text.ts the only one that needs luxon.
 */
import { DateTime } from "luxon";
import type { PlainDate } from "./plain-date.ts";
import type { PlainMonth } from "./plain-month.ts";

export type Instant = number & { readonly __brand: "Instant" };

/** The zone that decides dates and months of every district of mainland China. */
export const DISTRICT_ZONE = "Asia/Shanghai";

/** Local civil time: a date and a minute of that day (0 to 1439). */
export type LocalTime = { readonly date: PlainDate; readonly minute: number };

/** From a Date, epoch milliseconds, or ISO text with an offset. Throws RangeError when it is no point in time. */
export function instant(value: Date | number | string): Instant {
  const milliseconds = value instanceof Date ? value.getTime() : typeof value === "number" ? value : Date.parse(value);
  if (!Number.isFinite(milliseconds)) throw new RangeError(`not an instant: ${String(value)}`);
  return milliseconds as Instant;
}

export function asDate(at: Instant): Date {
  return new Date(at);
}

/** UTC ISO text, "2026-11-24T01:00:00.000Z". */
export function isoText(at: Instant): string {
  return new Date(at).toISOString();
}

/** The instant of a local date and minute of day. Minutes past 1439 run into the next day. */
export function instantAt(date: PlainDate, minute: number, zone: string = DISTRICT_ZONE): Instant {
  const start = DateTime.fromISO(date, { zone });
  if (!start.isValid) throw new RangeError(`not a date in ${zone}: ${date}`);
  return start.plus({ minutes: minute }).toMillis() as Instant;
}

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** Until then Shanghai kept local mean time; since then its offset has changed on quarters of an hour only. */
const LAST_MEAN_TIME_MS = Date.UTC(1901, 0, 2);
const MOST_QUARTERS = 100_000;
const offsetOfQuarter = new Map<number, number>();

/** Milliseconds by which a zone is ahead of UTC; the district's is remembered, because a month's visits ask it a million times. */
function offsetMilliseconds(at: Instant, zone: string): number {
  const ask = () => DateTime.fromMillis(at, { zone }).offset * 60_000;
  if (zone !== DISTRICT_ZONE || at < LAST_MEAN_TIME_MS) return ask();
  const quarter = Math.floor(at / QUARTER_MS);
  const known = offsetOfQuarter.get(quarter);
  if (known !== undefined) return known;
  if (offsetOfQuarter.size >= MOST_QUARTERS) offsetOfQuarter.clear();
  const offset = ask();
  offsetOfQuarter.set(quarter, offset);
  return offset;
}

const MOST_DAYS = 10_000;
const dateOfDay = new Map<number, PlainDate>();

/** The text of a day counted from 1970-01-01, remembered for the same reason. */
function dateText(day: number): PlainDate {
  const known = dateOfDay.get(day);
  if (known !== undefined) return known;
  if (dateOfDay.size >= MOST_DAYS) dateOfDay.clear();
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10) as PlainDate;
  dateOfDay.set(day, date);
  return date;
}

/** Local date and minute of day of an instant; seconds are cut off. */
export function localTimeOf(at: Instant, zone: string = DISTRICT_ZONE): LocalTime {
  const local = at + offsetMilliseconds(at, zone);
  const day = Math.floor(local / DAY_MS);
  return { date: dateText(day), minute: Math.floor((local - day * DAY_MS) / 60_000) };
}

export function localDateOf(at: Instant, zone: string = DISTRICT_ZONE): PlainDate {
  return localTimeOf(at, zone).date;
}

export function localMonthOf(at: Instant, zone: string = DISTRICT_ZONE): PlainMonth {
  return localTimeOf(at, zone).date.slice(0, 7) as PlainMonth;
}

/** Moves an instant by whole or fractional minutes. */
export function plusMinutes(at: Instant, minutes: number): Instant {
  return (at + minutes * 60_000) as Instant;
}

/** Whole minutes from the first instant to the second, cut off towards the past: 59 min 59 s is 59 (visit-rules 7.2). */
export function wholeMinutesBetween(from: Instant, to: Instant): number {
  return Math.floor((to - from) / 60_000);
}
