/**
 * The text of a recurrence rule (RFC 5545, RRULE) as checked parts. A rule is stored floating: it names no zone, because the
 * series has one local start in the district's zone. What the library would loop over for ever is refused here
 * (jkbrzt/rrule#481, #568).
 */
import { Refusal } from "../refusal.ts";
import type { LocalTime } from "../time/instant.ts";
import { instant, localTimeOf } from "../time/instant.ts";
import type { Weekday } from "../time/plain-date.ts";
import { dayNumber, isPlainDate, plainDateOfDay } from "../time/plain-date.ts";

export type RuleFrequency = "YEARLY" | "MONTHLY" | "WEEKLY" | "DAILY";

/** A weekday with its place in the month or year; ordinal null means every one. */
export type RuleDay = { readonly weekday: Weekday; readonly ordinal: number | null };

export type RuleParts = {
  readonly frequency: RuleFrequency;
  readonly interval: number;
  readonly count: number | null;
  /** Last start that still counts, in local day and minute. */
  readonly until: { readonly day: number; readonly minute: number } | null;
  readonly days: readonly RuleDay[];
  readonly setPositions: readonly number[];
  readonly weekStart: Weekday;
  /** BYMONTHDAY: 1 to 31, or -31 to -1 from the end of the month. */
  readonly monthDays: readonly number[];
  /** BYMONTH: 1 to 12. */
  readonly months: readonly number[];
  /** The rule without UNTIL and COUNT, for the library. */
  readonly openText: string;
};

export const WEEKDAY_CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

const KNOWN = [
  "FREQ",
  "INTERVAL",
  "COUNT",
  "UNTIL",
  "BYDAY",
  "BYMONTHDAY",
  "BYMONTH",
  "BYSETPOS",
  "BYYEARDAY",
  "BYWEEKNO",
  "WKST",
];
const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Positions are read in monthly rules only; a plan of visits has no other use for them. */
const LARGEST_POSITION: Readonly<Record<RuleFrequency, number>> = { YEARLY: 0, MONTHLY: 31, WEEKLY: 0, DAILY: 0 };
const LARGEST_ORDINAL: Readonly<Record<RuleFrequency, number>> = { YEARLY: 53, MONTHLY: 5, WEEKLY: 0, DAILY: 0 };

/** "TU" of ISO weekday 2. */
export function weekdayCode(weekday: Weekday): string {
  return WEEKDAY_CODES[weekday - 1] ?? "MO";
}

/**
 * Reads a rule. Refuses "recurrence-invalid" with the part that is wrong: unknown or repeated part, a zone or a start inside the
 * rule, INTERVAL below 1, COUNT below 1, COUNT with UNTIL, days or positions that cannot exist, a date that is none.
 */
export function readRule(text: string): RuleParts {
  const parts = splitParts(text);
  const frequency = readFrequency(parts.get("FREQ"));
  const until = parts.get("UNTIL");
  const count = parts.get("COUNT");
  if (until !== undefined && count !== undefined) refuse(text, "COUNT");
  const setPositions = readNumbers(parts, "BYSETPOS", LARGEST_POSITION[frequency]);
  const { months, monthDays } = readMonthParts(parts);
  if (frequency !== "YEARLY") for (const name of ["BYYEARDAY", "BYWEEKNO"]) if (parts.has(name)) refuse(text, name);
  readNumbers(parts, "BYYEARDAY", 366);
  readNumbers(parts, "BYWEEKNO", 53);
  const days = readDays(parts.get("BYDAY"), frequency);
  if (setPositions.length > 0 && days.length === 0 && !parts.has("BYMONTHDAY")) refuse(text, "BYSETPOS");
  return {
    frequency,
    interval: readPositive(parts, "INTERVAL") ?? 1,
    count: readPositive(parts, "COUNT"),
    until: until === undefined ? null : readUntil(until),
    days,
    setPositions,
    weekStart: readWeekday(parts.get("WKST") ?? "MO", "WKST"),
    monthDays,
    months,
    openText: [...parts]
      .filter(([name]) => name !== "UNTIL" && name !== "COUNT")
      .map(([name, value]) => `${name}=${value}`)
      .join(";"),
  };
}

/** The rule without its end, and the last start that counts by UNTIL; null when UNTIL does not end it. Refuses like `readRule`. */
export function withoutEnd(text: string): { readonly rrule: string; readonly until: LocalTime | null } {
  const { openText, until } = readRule(text);
  return { rrule: openText, until: until === null ? null : { date: plainDateOfDay(until.day), minute: until.minute } };
}

/** An open rule ended with its last start, in local time like the rule itself. */
export function withEnd(openText: string, last: LocalTime): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${openText};UNTIL=${last.date.replaceAll("-", "")}T${two(Math.floor(last.minute / 60))}${two(last.minute % 60)}00`;
}

/**
 * The rule without its end on another weekday, ordinals and positions as they are. Null when the rule does not name exactly one
 * weekday of the month: then "the same on another day" says nothing.
 */
export function onWeekday(text: string, weekday: Weekday): string | null {
  const { frequency, days, monthDays, openText } = readRule(text);
  const [named] = days;
  if (frequency !== "MONTHLY" || named === undefined || monthDays.length > 0) return null;
  if (days.some((day) => day.weekday !== named.weekday)) return null;
  return openText
    .split(";")
    .map((part) =>
      part.startsWith("BYDAY=") ? part.replaceAll(weekdayCode(named.weekday), weekdayCode(weekday)) : part,
    )
    .join(";");
}

function refuse(value: string, part: string): never {
  throw new Refusal("recurrence-invalid", { part, value });
}

function splitParts(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const piece of text
    .trim()
    .replace(/^RRULE:/i, "")
    .split(";")) {
    const match = /^([A-Za-z]+)=([A-Za-z0-9,+-]+)$/.exec(piece);
    const name = match?.[1]?.toUpperCase() ?? "RRULE";
    if (!match || !KNOWN.includes(name) || parts.has(name)) refuse(text, name);
    parts.set(name, (match[2] ?? "").toUpperCase());
  }
  return parts;
}

function readFrequency(value: string | undefined): RuleFrequency {
  if (value === "YEARLY" || value === "MONTHLY" || value === "WEEKLY" || value === "DAILY") return value;
  return refuse(value ?? "", "FREQ");
}

function readPositive(parts: ReadonlyMap<string, string>, name: string): number | null {
  const value = parts.get(name);
  if (value === undefined) return null;
  if (!/^[1-9]\d{0,5}$/.test(value)) refuse(value, name);
  return Number(value);
}

function readNumbers(parts: ReadonlyMap<string, string>, name: string, largest: number): number[] {
  const value = parts.get(name);
  if (value === undefined) return [];
  return value.split(",").map((item) => {
    const number = /^[+-]?\d{1,3}$/.test(item) ? Number(item) : 0;
    if (number === 0 || Math.abs(number) > largest) refuse(value, name);
    return number;
  });
}

function readMonthParts(parts: ReadonlyMap<string, string>): { months: number[]; monthDays: number[] } {
  const months = readNumbers(parts, "BYMONTH", 12);
  const monthDays = readNumbers(parts, "BYMONTHDAY", 31);
  if (months.some((month) => month < 1)) refuse(parts.get("BYMONTH") ?? "", "BYMONTH");
  // 30 February would send the library through eight thousand years of nothing.
  const possible = (month: number) => monthDays.some((day) => Math.abs(day) <= (LONGEST_MONTH[month - 1] ?? 0));
  if (months.length > 0 && monthDays.length > 0 && !months.some(possible)) {
    refuse(parts.get("BYMONTHDAY") ?? "", "BYMONTHDAY");
  }
  return { months, monthDays };
}

function readWeekday(code: string, part: string): Weekday {
  const index = WEEKDAY_CODES.findIndex((known) => known === code);
  if (index < 0) refuse(code, part);
  return (index + 1) as Weekday;
}

function readDays(value: string | undefined, frequency: RuleFrequency): RuleDay[] {
  if (value === undefined) return [];
  return value.split(",").map((item) => {
    const match = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(item);
    if (!match) refuse(value, "BYDAY");
    const ordinal = match[1] === undefined ? null : Number(match[1]);
    if (ordinal !== null && (ordinal === 0 || Math.abs(ordinal) > LARGEST_ORDINAL[frequency])) refuse(value, "BYDAY");
    return { weekday: readWeekday(match[2] ?? "", "BYDAY"), ordinal };
  });
}

/** UNTIL ends in Z by the standard and is then UTC; without Z it is local; a bare date includes that whole day. */
function readUntil(value: string): { day: number; minute: number } {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(value);
  const [, year, month, day, hour, minute, second, zulu] = match ?? [];
  const date = `${year}-${month}-${day}`;
  if (!isPlainDate(date)) return refuse(value, "UNTIL");
  if (hour === undefined) return { day: dayNumber(date), minute: 1439 };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return refuse(value, "UNTIL");
  if (zulu !== "Z") return { day: dayNumber(date), minute: Number(hour) * 60 + Number(minute) };
  const local = localTimeOf(instant(`${date}T${hour}:${minute}:${second}Z`));
  return { day: dayNumber(local.date), minute: local.minute };
}
