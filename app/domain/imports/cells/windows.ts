/**
 * Weekly windows as offices write them: "周一至周五 9:00-11:00、14:00-16:00；周六 14:00-16:00". Used for the hours in which an
 * elder can be visited (可服务时段) and a care worker can be planned (可排班时段).
 */
import type { Weekday } from "../../time/plain-date.ts";
import type { MinuteWindow, WeeklyWindow } from "../../time/time-window.ts";
import { clockText } from "../../time/time-window.ts";
import { plainText } from "./plain-text.ts";

export type WindowsReading =
  | { readonly verdict: "windows"; readonly windows: WeeklyWindow[] }
  /** `token` is the first part that could not be read. */
  | { readonly verdict: "unreadable"; readonly token: string };

const WEEKDAY_CHARACTERS: Readonly<Record<string, Weekday>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  日: 7,
  天: 7,
  "1": 1,
  "2": 2,
  "3": 3,
  "4": 4,
  "5": 5,
  "6": 6,
  "7": 7,
};
const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const NAMED_DAYS: Readonly<Record<string, readonly Weekday[]>> = {
  每天: EVERY_DAY,
  每日: EVERY_DAY,
  天天: EVERY_DAY,
  工作日: [1, 2, 3, 4, 5],
  周末: [6, 7],
  双休日: [6, 7],
};

/** What an office means by a part of the day written without hours [assumed]. */
const PARTS_OF_DAY: Readonly<Record<string, MinuteWindow>> = {
  上午: { startMinute: 480, endMinute: 720 },
  下午: { startMinute: 780, endMinute: 1080 },
  晚上: { startMinute: 1080, endMinute: 1200 },
  全天: { startMinute: 480, endMinute: 1080 },
};

const DAY = "[一二三四五六日天1-7]";
const WEEK = "(?:周|星期|礼拜)";
const DAY_RANGE = new RegExp(`^每?${WEEK}(${DAY})(?:至|到|-|~|—)${WEEK}?(${DAY})(?![:点时\\d])`);
/** One or several weekdays after one mark: 周一, 周一三五, 周一、三、五. A digit that begins a clock time is no weekday. */
const DAY_LIST = new RegExp(`^每?${WEEK}(${DAY}(?:[、,/和及]?${DAY}(?![:点时\\d]))*)(?![:点时\\d])`);
const CLOCK = String.raw`(上午|早上|中午|下午|晚上)?(\d{1,2})(?::(\d{2})|[点时](半|\d{1,2}分?)?)?`;
const TIME_RANGE = new RegExp(`^${CLOCK}(?:-|--|—|——|~|至|到)${CLOCK}(?![\\d:])`);
const SEPARATORS = /^[\s,、;/和及|]+/;

type Token =
  | { readonly kind: "days"; readonly days: readonly Weekday[]; readonly length: number }
  | { readonly kind: "time"; readonly window: MinuteWindow; readonly length: number };

/**
 * Reads weekly windows. Times before any day hold every day; windows of one weekday that overlap or touch are joined.
 * 上午 is 8:00-12:00, 下午 13:00-18:00, 晚上 18:00-20:00, 全天 8:00-18:00.
 */
export function parseWeeklyWindows(text: string): WindowsReading {
  let rest = plainText(text).replace(/\s*([:~-])\s*/g, "$1");
  const windows: WeeklyWindow[] = [];
  let days: Weekday[] = [];
  let daysAreUsed = true;
  while ((rest = rest.replace(SEPARATORS, "")) !== "") {
    const token = nextToken(rest);
    if (token === null) return { verdict: "unreadable", token: firstPart(rest) };
    if (token.kind === "days") {
      days = daysAreUsed ? [...token.days] : [...days, ...token.days];
      daysAreUsed = false;
    } else {
      daysAreUsed = true;
      for (const weekday of days.length === 0 ? EVERY_DAY : days) windows.push({ weekday, ...token.window });
    }
    rest = rest.slice(token.length);
  }
  if (!daysAreUsed) return { verdict: "unreadable", token: plainText(text) };
  return { verdict: "windows", windows: joinedWindows(windows) };
}

function firstPart(rest: string): string {
  return /^[^\s,、;]+/.exec(rest)?.[0] ?? rest;
}

function nextToken(rest: string): Token | null {
  return dayToken(rest) ?? timeToken(rest) ?? null;
}

function dayToken(rest: string): Token | null {
  for (const [name, days] of Object.entries(NAMED_DAYS)) {
    if (rest.startsWith(name)) return { kind: "days", days, length: name.length };
  }
  const range = DAY_RANGE.exec(rest);
  if (range) {
    const [first, last] = [WEEKDAY_CHARACTERS[range[1] ?? ""], WEEKDAY_CHARACTERS[range[2] ?? ""]];
    return first === undefined || last === undefined
      ? null
      : { kind: "days", days: daysBetween(first, last), length: range[0].length };
  }
  const list = DAY_LIST.exec(rest);
  if (!list) return null;
  const days = Array.from(list[1] ?? "").flatMap((character) => WEEKDAY_CHARACTERS[character] ?? []);
  return { kind: "days", days, length: list[0].length };
}

/** Monday to Friday; a range that runs backwards goes over the week's end (周六至周一). */
function daysBetween(first: Weekday, last: Weekday): Weekday[] {
  return EVERY_DAY.map((_, offset) => (((first - 1 + offset) % 7) + 1) as Weekday).slice(
    0,
    ((last - first + 7) % 7) + 1,
  );
}

function timeToken(rest: string): Token | null {
  const range = TIME_RANGE.exec(rest);
  if (!range) {
    const part = Object.keys(PARTS_OF_DAY).find(
      (name) => rest.startsWith(name) && !/^\d/.test(rest.slice(name.length)),
    );
    const window = part === undefined ? undefined : PARTS_OF_DAY[part];
    return part === undefined || window === undefined ? null : { kind: "time", window, length: part.length };
  }
  const startMinute = minuteOf(range.slice(1, 5), undefined);
  const endMinute = minuteOf(range.slice(5, 9), range[1]);
  if (startMinute === null || endMinute === null || startMinute >= endMinute) return null;
  return { kind: "time", window: { startMinute, endMinute }, length: range[0].length };
}

/** Minute of day of a clock: word for the part of day, hour, minutes after a colon, minutes after 点. "下午2点-4点" ends at 16:00. */
function minuteOf(parts: readonly (string | undefined)[], inherited: string | undefined): number | null {
  const [word, hourText, colonMinutes, spokenMinutes] = parts;
  const hour = Number(hourText);
  const minutes = spokenMinutes === "半" ? 30 : Number((colonMinutes ?? spokenMinutes ?? "0").replace("分", ""));
  const part = word ?? inherited;
  const afternoon = (part === "下午" || part === "晚上") && hour < 12 ? 12 : 0;
  const total = (hour + afternoon) * 60 + minutes;
  return minutes < 60 && total <= 1440 ? total : null;
}

/** Sorted by weekday and start; overlapping and touching windows of one weekday become one. */
export function joinedWindows(windows: readonly WeeklyWindow[]): WeeklyWindow[] {
  const joined: WeeklyWindow[] = [];
  const sorted = [...windows].sort(
    (a, b) => a.weekday - b.weekday || a.startMinute - b.startMinute || a.endMinute - b.endMinute,
  );
  for (const window of sorted) {
    const last = joined.at(-1);
    if (last?.weekday === window.weekday && window.startMinute <= last.endMinute) {
      joined[joined.length - 1] = { ...last, endMinute: Math.max(last.endMinute, window.endMinute) };
    } else {
      joined.push({ weekday: window.weekday, startMinute: window.startMinute, endMinute: window.endMinute });
    }
  }
  return joined;
}

const WEEKDAY_NAMES = ["一", "二", "三", "四", "五", "六", "日"];

/** Writes windows in the form above: weekdays with the same hours together, runs of three and more as 至. */
export function weeklyWindowsText(windows: readonly WeeklyWindow[]): string {
  const hoursOf = EVERY_DAY.map((weekday) =>
    windows
      .filter((window) => window.weekday === weekday)
      .map((window) => `${clockText(window.startMinute)}-${clockText(window.endMinute)}`)
      .join("、"),
  );
  const groups = [...new Set(hoursOf.filter((hours) => hours !== ""))];
  return groups
    .map((hours) => `${daysText(EVERY_DAY.filter((weekday) => hoursOf[weekday - 1] === hours))} ${hours}`)
    .join("；");
}

function daysText(days: readonly Weekday[]): string {
  const runs: Weekday[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: Weekday | undefined) => `周${WEEKDAY_NAMES[(day ?? 1) - 1] ?? ""}`;
  return runs
    .map((run) => (run.length >= 3 ? `${name(run[0])}至${name(run.at(-1))}` : run.map(name).join("、")))
    .join("、");
}
