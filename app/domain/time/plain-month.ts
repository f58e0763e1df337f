/** A calendar month as "2026-12". A visit belongs to the month in which it starts, Asia/Shanghai. */
import type { PlainDate } from "./plain-date.ts";
import { dayNumberOf, plainDateOfDay } from "./plain-date.ts";

export type PlainMonth = string & { readonly __brand: "PlainMonth" };

export function isPlainMonth(text: string): text is PlainMonth {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** Checks and brands. Throws RangeError for anything but YYYY-MM. */
export function plainMonth(text: string): PlainMonth {
  if (!isPlainMonth(text)) throw new RangeError(`not a month: ${text}`);
  return text;
}

export function monthOf(date: PlainDate): PlainMonth {
  return date.slice(0, 7) as PlainMonth;
}

/** Day number of the month's first day. */
export function firstDayNumber(month: PlainMonth): number {
  return dayNumberOf(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1);
}

export function addMonths(month: PlainMonth, months: number): PlainMonth {
  const total = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  const year = Math.floor(total / 12);
  return `${String(year).padStart(4, "0")}-${String(total - year * 12 + 1).padStart(2, "0")}` as PlainMonth;
}

/** The first month of the quarter that holds a month. */
export function quarterOf(month: PlainMonth): PlainMonth {
  return addMonths(month, -((Number(month.slice(5, 7)) - 1) % 3));
}

export function daysInMonth(month: PlainMonth): number {
  return firstDayNumber(addMonths(month, 1)) - firstDayNumber(month);
}

export function firstDateOf(month: PlainMonth): PlainDate {
  return `${month}-01` as PlainDate;
}

export function lastDateOf(month: PlainMonth): PlainDate {
  return plainDateOfDay(firstDayNumber(addMonths(month, 1)) - 1);
}

/** Every date of the month in order. */
export function datesOf(month: PlainMonth): PlainDate[] {
  const first = firstDayNumber(month);
  return Array.from({ length: daysInMonth(month) }, (_, offset) => plainDateOfDay(first + offset));
}
