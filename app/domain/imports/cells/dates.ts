/** Dates and periods in the forms offices type. A date that cannot be is refused, never moved to the next month. */
import type { PlainDate } from "../../time/plain-date.ts";
import { dayNumber, isPlainDate, plainDateOfDay } from "../../time/plain-date.ts";
import type { RawCell } from "../sheet-rows.ts";
import { plainText } from "./plain-text.ts";

export type DateReading =
  { readonly verdict: "date"; readonly on: PlainDate } | { readonly verdict: "impossible" | "unreadable" };

/** Both ends included; null is open. */
export type PeriodReading =
  | { readonly verdict: "period"; readonly from: PlainDate | null; readonly to: PlainDate | null }
  | { readonly verdict: "impossible" | "unreadable" | "reversed" };

/** Serials from 1900-03-01 to 2199-12-31; earlier ones fall into the spreadsheet's imaginary 29 February 1900. */
const FIRST_SERIAL = 61;
const LAST_SERIAL = 109575;
/** 1920-01-01. A bare number below it is rather a year (2026) than a date in 1905. */
const FIRST_BARE_SERIAL = 7306;
/** Days between serial 0 and 1970-01-01 for every date after February 1900. */
const SERIAL_OF_1970 = 25569;

const WRITTEN = String.raw`(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))`;
const CLOCK_TIME = String.raw`(?:[ T](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?`;
const WHOLE_DATE = new RegExp(`^${WRITTEN}${CLOCK_TIME}$`);
const ANY_DATE = new RegExp(`(?<!\\d)${WRITTEN}(?!\\d)`, "g");

const OPEN_END = new Set(["", "长期", "永久", "至今", "无固定期限", "今"]);
const BETWEEN = /^(?:至|到|-|--|—|——|–|~|～|起至)$/;

/** The date of a spreadsheet serial (1900 system), or null outside 1900-03 to 2199. A time of day is cut off. */
export function dateOfSerial(serial: number): PlainDate | null {
  if (!(serial >= FIRST_SERIAL && serial < LAST_SERIAL)) return null;
  return plainDateOfDay(Math.floor(serial) - SERIAL_OF_1970);
}

/** The serial of a date, 46348 for 2026-11-22. */
export function serialOfDate(date: PlainDate): number {
  return dayNumber(date) + SERIAL_OF_1970;
}

/**
 * Reads 2026-11-22, 2026/11/22, 2026.11.22, 2026年11月22日, 20261122, each also with a time of day behind it, which is cut off like that of a
 * date cell. Two-digit years are unreadable.
 */
export function parseDateText(text: string): DateReading {
  const match = WHOLE_DATE.exec(plainText(text).replace(/(?<=[年月日]) | (?=[年月日])/g, ""));
  return match ? dateOfMatch(match) : { verdict: "unreadable" };
}

/** Reads a date cell: text as above, a date cell, a serial number, or 20261122 typed as a number. */
export function parseDateCell(cell: RawCell): DateReading {
  switch (cell.kind) {
    case "text":
      return parseDateText(cell.text);
    case "date":
      return ofSerial(cell.value);
    case "number":
      if (cell.value >= 10_000_000) return parseDateText(cell.text);
      return cell.value < FIRST_BARE_SERIAL ? { verdict: "unreadable" } : ofSerial(cell.value);
    case "empty":
    case "boolean":
    case "error":
      return { verdict: "unreadable" };
  }
}

function ofSerial(serial: number): DateReading {
  const on = dateOfSerial(serial);
  return on === null ? { verdict: "unreadable" } : { verdict: "date", on };
}

function dateOfMatch(match: RegExpMatchArray): DateReading {
  const [year, month, day] = [match[1], ...match.slice(2).filter((part) => part !== undefined)];
  const text = `${year ?? ""}-${(month ?? "").padStart(2, "0")}-${(day ?? "").padStart(2, "0")}`;
  return isPlainDate(text) ? { verdict: "date", on: text } : { verdict: "impossible" };
}

/**
 * Reads "2026-01-01至2026-12-31", "2026.1.1-2026.12.31", "2026年1月1日起", "2026-01-01至长期", "至2026-12-31" and a single
 * date (a period of one day when `singleIsDay`, else open at its end).
 */
export function parsePeriod(text: string, singleIsDay: boolean): PeriodReading {
  const plain = plainText(text).replace(/\s/g, "");
  const dates = [...plain.matchAll(ANY_DATE)];
  const [first, second] = dates;
  if (first === undefined || dates.length > 2) return { verdict: "unreadable" };
  const readings = dates.map(dateOfMatch);
  if (readings.some((reading) => reading.verdict === "impossible")) return { verdict: "impossible" };
  const on = readings.map((reading) => (reading.verdict === "date" ? reading.on : null));
  const before = plain.slice(0, first.index);
  const after = plain.slice(first.index + first[0].length);
  if (second !== undefined) {
    const between = plain.slice(first.index + first[0].length, second.index);
    const rest = plain.slice(second.index + second[0].length);
    if (!BETWEEN.test(between) || before !== "" || !["", "止"].includes(rest)) return { verdict: "unreadable" };
    return ordered(on[0] ?? null, on[1] ?? null);
  }
  if (/^(?:至|到|截至|~|-)$/.test(before) && ["", "止"].includes(after))
    return { verdict: "period", from: null, to: on[0] ?? null };
  if (before !== "") return { verdict: "unreadable" };
  if (after === "" && singleIsDay) return ordered(on[0] ?? null, on[0] ?? null);
  const tail = after.replace(/^起/, "").replace(/^(?:至|到|-|—|~|～)/, "");
  return OPEN_END.has(tail) ? { verdict: "period", from: on[0] ?? null, to: null } : { verdict: "unreadable" };
}

function ordered(from: PlainDate | null, to: PlainDate | null): PeriodReading {
  return from !== null && to !== null && from > to ? { verdict: "reversed" } : { verdict: "period", from, to };
}

/** "2026-01-01至2026-12-31", "2026-01-01起", "至2026-12-31", "". */
export function periodText(from: PlainDate | null, to: PlainDate | null): string {
  if (from === null) return to === null ? "" : `至${to}`;
  return to === null ? `${from}起` : `${from}至${to}`;
}

export type DayPeriod = { readonly from: PlainDate; readonly to: PlainDate };

/**
 * Reads a list of days and periods such as "2026-12-01至2026-12-05；2026-12-20". Sorted, touching and overlapping ones joined.
 * Gives the part that could not be read instead.
 */
export function parseDayPeriods(
  text: string,
):
  | { readonly periods: DayPeriod[] }
  | { readonly unreadable: string; readonly verdict: "impossible" | "unreadable" | "reversed" } {
  const periods: DayPeriod[] = [];
  for (const part of plainText(text.replace(/[\r\n]+/g, ";")).split(/[,、;]+/)) {
    if (part.trim() === "") continue;
    const reading = parsePeriod(part, true);
    if (reading.verdict !== "period") return { unreadable: part.trim(), verdict: reading.verdict };
    if (reading.from === null || reading.to === null) return { unreadable: part.trim(), verdict: "unreadable" };
    periods.push({ from: reading.from, to: reading.to });
  }
  return { periods: joinedPeriods(periods) };
}

/** Sorted periods without overlaps; days that follow each other become one period. */
export function joinedPeriods(periods: readonly DayPeriod[]): DayPeriod[] {
  const joined: DayPeriod[] = [];
  for (const period of [...periods].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = joined.at(-1);
    if (last && dayNumber(period.from) <= dayNumber(last.to) + 1) {
      joined[joined.length - 1] = { from: last.from, to: period.to > last.to ? period.to : last.to };
    } else {
      joined.push(period);
    }
  }
  return joined;
}

/** The writing of leave and closed days that `parseDayPeriods` reads. */
export function dayPeriodsText(periods: readonly DayPeriod[]): string {
  return periods.map((period) => (period.from === period.to ? period.from : `${period.from}至${period.to}`)).join("；");
}
