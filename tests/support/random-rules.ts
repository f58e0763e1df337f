/**
 * Random recurrence rules of the compiled class, for comparing expanders. Left out, because the libraries answer them otherwise than
 * the standard: positions from both sides at once (rrule gives a date twice where they meet), a fifth position from the end (rrule
 * gives the first date of a month of four), a fifth weekday from the end (rrule-rust refuses it), and weekdays with and without an
 * ordinal in one rule (rrule takes what is in both). UNTIL is after the start (rrule-rust refuses an earlier one).
 */
import { weekdayCode } from "#app/domain/scheduling/rule-text.ts";
import type { Random } from "#app/domain/seeded-random.ts";
import { plainDateOfDay } from "#app/domain/time/plain-date.ts";
import type { Weekday } from "#app/domain/time/plain-date.ts";

export type RandomRule = {
  /** FREQ, INTERVAL and the days; no end. */
  readonly openText: string;
  readonly count: number | null;
  /** Last start that counts, in the same frame as the start. */
  readonly until: { readonly day: number; readonly minute: number } | null;
  readonly startDay: number;
  readonly startMinute: number;
  readonly excludedDays: readonly number[];
  readonly addedDays: readonly number[];
  readonly fromDay: number;
  readonly toDay: number;
};

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const ORDINALS = [1, 2, 3, 4, 5, -1, -2, -3, -4];
const MINUTES = [0, 30, 540, 870, 1410];
/** 2024-01-01 and ten years of starts. */
const [FIRST_START, STARTS] = [19_723, 3650];

const weekdayOf = (random: Random): Weekday => random.pick(WEEKDAYS);
const some = <T>(random: Random, list: readonly T[], most: number): T[] =>
  random.shuffle(list).slice(0, 1 + random.below(most));

function daysText(random: Random): string {
  switch (random.below(6)) {
    case 0:
      return `MONTHLY;BYDAY=${[1, 2, 3, 4].map((place) => `${place}${weekdayCode(weekdayOf(random))}`).join(",")}`;
    case 1:
      return `MONTHLY;BYDAY=${some(random, ORDINALS, 5)
        .map((place) => `${place}${weekdayCode(weekdayOf(random))}`)
        .join(",")}`;
    case 2: {
      const side = random.pick([1, -1]);
      const places = some(random, [1, 2, 3, 4], 4).map((place) => place * side);
      return `MONTHLY;BYDAY=${weekdayCode(weekdayOf(random))};BYSETPOS=${places.join(",")}`;
    }
    case 3:
      return `MONTHLY;BYMONTHDAY=${some(
        random,
        Array.from({ length: 31 }, (_, index) => index + 1),
        5,
      ).join(",")}`;
    default:
      return `WEEKLY;BYDAY=${some(random, WEEKDAYS, 3).map(weekdayCode).join(",")};WKST=${weekdayCode(weekdayOf(random))}`;
  }
}

/** One rule in four has a COUNT, one an UNTIL; one in four has dates taken out and put in. The window is `months` long. */
export function randomRule(random: Random, months: number): RandomRule {
  const interval = random.below(3) === 0 ? 2 + random.below(5) : 1;
  const startDay = FIRST_START + random.below(STARTS);
  const fromDay = startDay - 60 + random.below(760);
  const ending = random.below(4);
  const near = () => startDay + random.below(900);
  const exceptions = random.below(4) === 0;
  return {
    openText: `FREQ=${daysText(random)}${interval === 1 ? "" : `;INTERVAL=${interval}`}`,
    count: ending === 0 ? 1 + random.below(60) : null,
    until: ending === 1 ? { day: 1 + near(), minute: random.pick(MINUTES) } : null,
    startDay,
    startMinute: random.pick(MINUTES),
    excludedDays: exceptions ? [near(), near(), near()] : [],
    addedDays: exceptions ? [near(), near()] : [],
    fromDay,
    toDay: fromDay + Math.round(months * 30.4375) - 1,
  };
}

/** A series as the planner makes it: the first four of one weekday, open, starting on such a day, over months from its start on. */
export function plannedSeries(random: Random, months: number): RandomRule {
  const code = weekdayCode(weekdayOf(random));
  const startDay = FIRST_START + random.below(STARTS);
  return {
    openText: `FREQ=MONTHLY;BYDAY=1${code},2${code},3${code},4${code}`,
    count: null,
    until: null,
    startDay,
    startMinute: random.pick(MINUTES),
    excludedDays: [],
    addedDays: [],
    fromDay: startDay,
    toDay: startDay + Math.round(months * 30.4375) - 1,
  };
}

/** "20260106T090000" of a day and minute. */
export function basicTime(day: number, minute: number): string {
  const clock = `${String(Math.floor(minute / 60)).padStart(2, "0")}${String(minute % 60).padStart(2, "0")}`;
  return `${plainDateOfDay(day).replaceAll("-", "")}T${clock}00`;
}
