import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import {
  addMonths,
  datesOf,
  daysInMonth,
  firstDateOf,
  isPlainMonth,
  lastDateOf,
  monthOf,
  plainMonth,
} from "#app/domain/time/plain-month.ts";

describe("months", () => {
  it.each(["2026-00", "2026-13", "2026-1", "2026-01-01", "abc"])("do not include %s", (text) => {
    expect(isPlainMonth(text)).toBe(false);
    expect(() => plainMonth(text)).toThrow(RangeError);
  });
  it.each([
    ["2026-02", 28],
    ["2028-02", 29],
    ["2100-02", 28],
    ["2026-12", 31],
  ])("%s has %s days", (text, days) => {
    const month = plainMonth(text);
    expect(daysInMonth(month)).toBe(days);
    expect(datesOf(month)).toHaveLength(days);
    expect([datesOf(month).at(0), datesOf(month).at(-1)]).toEqual([firstDateOf(month), lastDateOf(month)]);
    expect(datesOf(month).every((date) => monthOf(date) === month)).toBe(true);
  });
  it("follow each other over the year's end, both ways", () => {
    expect(addMonths(plainMonth("2026-12"), 1)).toBe("2027-01");
    expect(addMonths(plainMonth("2026-01"), -1)).toBe("2025-12");
    expect(addMonths(plainMonth("2026-05"), -29)).toBe("2023-12");
  });
  it("are the month of a date", () => expect(monthOf(plainDate("2026-11-24"))).toBe("2026-11"));
});
