import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { WORK_CALENDAR } from "#db/seed/reference-data.ts";

const calendar = new WorkCalendar(WORK_CALENDAR);

describe("the work calendar", () => {
  it.each([
    ["2026-09-30", "working"],
    ["2026-10-01", "off"],
    ["2026-10-07", "off"],
    ["2026-10-08", "working"],
    ["2026-10-10", "work"],
    ["2026-10-11", "rest"],
  ])("tells what kind of day %s is: %s", (date, kind) => {
    expect(calendar.dayKind(plainDate(date))).toBe(kind);
    expect(calendar.isWorkingDay(plainDate(date))).toBe(kind === "working" || kind === "work");
  });
  it("can be made again from its rows", () => {
    const again = new WorkCalendar(structuredClone(calendar.days()));
    expect(again.days()).toEqual(calendar.days());
    expect(again.days()).toHaveLength(WORK_CALENDAR.length);
  });
  it("names the festival of a published day only", () => {
    expect(calendar.nameOf(plainDate("2026-02-17"))).toBe("春节");
    expect(calendar.nameOf(plainDate("2026-02-11"))).toBeNull();
  });
  it("says which years it knows, and treats others as years without holidays", () => {
    expect([2023, 2024, 2026, 2027].map((year) => calendar.coversYear(year))).toEqual([false, true, true, false]);
    expect(calendar.dayKind(plainDate("2027-10-01"))).toBe("working");
  });
  it.each([
    ["2026-10-09", 0, "2026-10-09"],
    ["2026-10-09", 1, "2026-10-10"],
    ["2026-10-09", 2, "2026-10-12"],
    ["2026-09-30", 1, "2026-10-08"],
    ["2026-02-13", 3, "2026-02-25"],
  ])("counts from %s %s working days to %s", (from, count, to) =>
    expect(calendar.addWorkingDays(plainDate(from), count)).toBe(to),
  );
});
