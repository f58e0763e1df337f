/** Days off and make-up workdays of 2026 as published by the State Council Office, without their names. */
import type { CalendarDay } from "#app/domain/time/work-calendar.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";

const OFF: readonly (readonly [string, number])[] = [
  ["2026-01-01", 3],
  ["2026-02-15", 9],
  ["2026-04-04", 3],
  ["2026-05-01", 5],
  ["2026-06-19", 3],
  ["2026-09-25", 3],
  ["2026-10-01", 7],
];
const WORK = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"];

const days: CalendarDay[] = [
  ...OFF.flatMap(([from, count]) =>
    Array.from({ length: count }, (_, offset) => ({
      date: addDays(plainDate(from), offset),
      kind: "off" as const,
      name: "节假日",
    })),
  ),
  ...WORK.map((date) => ({ date: plainDate(date), kind: "work" as const, name: "调休" })),
];

export const calendar2026 = new WorkCalendar(days);
