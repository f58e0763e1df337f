import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { elderTimeText, staffTimeText } from "#app/domain/time/date-text.ts";
import { instant, instantAt, localTimeOf, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import {
  addMonthsToDate,
  dayNumber,
  isPlainDate,
  plainDate,
  plainDateOfDay,
  weekdayOf,
} from "#app/domain/time/plain-date.ts";
import { addMonths, daysInMonth, lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { intersectWindows, windowsOverlap } from "#app/domain/time/time-window.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";

describe("calendar dates", () => {
  it("agree with luxon on date and weekday from 1900 to 2100", () => {
    fc.assert(
      fc.property(fc.integer({ min: -25567, max: 47481 }), (day) => {
        const expected = DateTime.fromMillis(day * 86_400_000, { zone: "utc" });
        const date = plainDateOfDay(day);
        expect(date).toBe(expected.toISODate());
        expect(weekdayOf(date)).toBe(expected.weekday);
        expect(dayNumber(date)).toBe(day);
      }),
    );
  });
  it.each(["2026-02-30", "2026-13-01", "2026-00-10", "1900-02-29", "2026-2-3", "abc"])("refuse %s", (text) =>
    expect(isPlainDate(text)).toBe(false),
  );
  it("add months and stop at the month's end", () => {
    expect(addMonthsToDate(plainDate("2026-01-31"), 1)).toBe("2026-02-28");
    expect(addMonthsToDate(plainDate("2024-01-31"), 1)).toBe("2024-02-29");
    expect(addMonthsToDate(plainDate("2026-03-31"), -13)).toBe("2025-02-28");
  });
});

describe("months", () => {
  it("know their length and neighbours", () => {
    expect(daysInMonth(plainMonth("2026-02"))).toBe(28);
    expect(lastDateOf(plainMonth("2028-02"))).toBe("2028-02-29");
    expect(addMonths(plainMonth("2026-12"), 1)).toBe("2027-01");
    expect(() => plainMonth("2026-13")).toThrow(RangeError);
  });
});

describe("instants", () => {
  it("turn into Shanghai civil time whatever the host's zone is", () => {
    expect(localTimeOf(instant("2026-02-28T16:30:00Z"))).toEqual({ date: "2026-03-01", minute: 30 });
    expect(instantAt(plainDate("2026-03-01"), 30)).toBe(instant("2026-02-28T16:30:00Z"));
  });
  it.each([
    ["2026-11-24T01:59:59Z", 59],
    ["2026-11-24T02:00:00Z", 60],
    ["2026-11-24T02:00:59Z", 60],
  ])("count whole minutes to %s, cut off", (end, minutes) =>
    expect(wholeMinutesBetween(instant("2026-11-24T01:00:00Z"), instant(end))).toBe(minutes),
  );
  it("read well for elders and for staff", () => {
    expect(elderTimeText(plainDate("2026-11-24"), 540, "zh-CN")).toBe("11月24日 星期二 上午9点");
    expect(elderTimeText(plainDate("2026-11-24"), 810, "zh-CN")).toBe("11月24日 星期二 下午1点半");
    expect(elderTimeText(plainDate("2026-11-24"), 540, "en")).toBe("Tue 24 Nov, 9 am");
    expect(staffTimeText(instant("2026-11-24T06:02:00Z"), "zh-CN")).toBe("2026-11-24 周二 14:02");
  });
});

describe("windows", () => {
  it("do not overlap when they touch", () => {
    const [nine, ten] = [
      { startMinute: 540, endMinute: 600 },
      { startMinute: 600, endMinute: 660 },
    ];
    expect(windowsOverlap(nine, ten)).toBe(false);
    expect(intersectWindows(nine, ten)).toBeNull();
    expect(intersectWindows(nine, { startMinute: 570, endMinute: 700 })).toEqual({ startMinute: 570, endMinute: 600 });
  });
});

describe("the work calendar", () => {
  const calendar = new WorkCalendar([
    { date: plainDate("2026-10-01"), kind: "off", name: "国庆节" },
    { date: plainDate("2026-10-10"), kind: "work", name: "国庆节" },
  ]);
  it("tells off, make-up, working and rest days apart", () => {
    const kinds = ["2026-10-01", "2026-10-10", "2026-10-12", "2026-10-11"].map((date) =>
      calendar.dayKind(plainDate(date)),
    );
    expect(kinds).toEqual(["off", "work", "working", "rest"]);
  });
  it("says which years it knows", () =>
    expect([calendar.coversYear(2026), calendar.coversYear(2027)]).toEqual([true, false]));
  it("counts working days over a make-up Saturday", () =>
    expect(calendar.addWorkingDays(plainDate("2026-10-09"), 1)).toBe("2026-10-10"));
});
