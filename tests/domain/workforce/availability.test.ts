import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { WeeklyWindow } from "#app/domain/time/time-window.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { availableWindows } from "#app/domain/workforce/availability.ts";

const day = plainDate;
const calendar = new WorkCalendar([{ date: day("2026-10-10"), kind: "work", name: "国庆节" }]);
const morning = { startMinute: 480, endMinute: 720 };
const afternoon = { startMinute: 780, endMinute: 1020 };
const weekdays: WeeklyWindow[] = ([1, 2, 3, 4, 5] as const).flatMap((weekday) => [
  { weekday, ...afternoon },
  { weekday, ...morning },
]);
const worker = {
  employedFrom: day("2026-01-01"),
  employedTo: day("2026-11-30"),
  availability: weekdays,
  leave: [{ from: day("2026-10-12"), to: day("2026-10-13") }],
};

describe("availability on a date", () => {
  it.each([
    ["2026-10-14", [morning, afternoon]],
    ["2026-10-13", []],
    ["2026-10-11", []],
    ["2026-10-17", []],
    ["2026-11-30", [morning, afternoon]],
    ["2026-12-01", []],
    ["2025-12-31", []],
  ])("%s", (on, windows) => expect(availableWindows(worker, day(on), calendar)).toEqual(windows));
  it("has the windows of a workday on a make-up Saturday", () =>
    expect(availableWindows(worker, day("2026-10-10"), calendar)).toEqual([morning, afternoon]));
});
