import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonthsToDate,
  civilOfDay,
  dayNumber,
  dayNumberOf,
  daysBetween,
  isPlainDate,
  periodContains,
  plainDate,
  plainDateOfDay,
  weekdayOf,
} from "#app/domain/time/plain-date.ts";

const FIRST = dayNumberOf(1900, 1, 1);
const LAST = dayNumberOf(2100, 12, 31);

describe("calendar dates", () => {
  it("agree with luxon on date, weekday and day number on every day from 1900 to 2100", () => {
    let expected = DateTime.fromISO("1900-01-01", { zone: "utc" });
    for (let day = FIRST; day <= LAST; day += 1) {
      const date = plainDateOfDay(day);
      if (date !== expected.toISODate() || weekdayOf(date) !== expected.weekday || dayNumber(date) !== day)
        expect.fail(`${date} is not ${expected.toISODate()}`);
      expected = expected.plus({ days: 1 });
    }
    expect(expected.toISODate()).toBe("2101-01-01");
  });
  it("go to year, month and day and back, far outside any century in use", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 2_900_000 }), (day) => {
        const { year, month, day: dayOfMonth } = civilOfDay(day);
        expect(dayNumberOf(year, month, dayOfMonth)).toBe(day);
      }),
    );
  });
  it.each(["2024-02-29", "2000-02-29", "2026-12-31", "1880-01-01"])("include %s", (text) =>
    expect(isPlainDate(text)).toBe(true),
  );
  it.each(["2026-02-29", "1900-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-01-00", "2026-2-3", "", "abc"])(
    "do not include %s",
    (text) => {
      expect(isPlainDate(text)).toBe(false);
      expect(() => plainDate(text)).toThrow(RangeError);
    },
  );
  it("add days over month and year ends, and count them back", () => {
    expect(addDays(plainDate("2026-12-31"), 1)).toBe("2027-01-01");
    expect(addDays(plainDate("2024-03-01"), -1)).toBe("2024-02-29");
    expect(daysBetween(plainDate("2026-03-01"), plainDate("2026-02-01"))).toBe(-28);
  });
  it("add months and stop at the month's end", () => {
    expect(addMonthsToDate(plainDate("2026-01-31"), 1)).toBe("2026-02-28");
    expect(addMonthsToDate(plainDate("2024-01-31"), 1)).toBe("2024-02-29");
    expect(addMonthsToDate(plainDate("2026-03-31"), -13)).toBe("2025-02-28");
    expect(addMonthsToDate(plainDate("2026-12-15"), 1)).toBe("2027-01-15");
  });
  it("add months as luxon does", () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: LAST }), fc.integer({ min: -600, max: 600 }), (day, months) => {
        const date = plainDateOfDay(day);
        expect(addMonthsToDate(date, months)).toBe(
          DateTime.fromISO(date, { zone: "utc" }).plus({ months }).toISODate(),
        );
      }),
    );
  });
});

describe("periods", () => {
  const period = { from: plainDate("2026-03-01"), to: plainDate("2026-03-31") };
  it.each([
    ["2026-02-28", false],
    ["2026-03-01", true],
    ["2026-03-31", true],
    ["2026-04-01", false],
  ])("from 1 to 31 March hold %s: %s", (date, held) => expect(periodContains(period, plainDate(date))).toBe(held));
  it("are open where an end is missing", () => {
    expect(periodContains({ from: null, to: period.to }, plainDate("1900-01-01"))).toBe(true);
    expect(periodContains({ from: period.from, to: null }, plainDate("2999-01-01"))).toBe(true);
    expect(periodContains({ from: null, to: null }, plainDate("2026-01-01"))).toBe(true);
  });
});
