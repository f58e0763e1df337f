import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  LAYOUT_COUNT,
  MONTHS_OF_CYCLE,
  firstDayOfMonthIndex,
  layoutShape,
  layoutsOfCycle,
  monthIndexOfDay,
} from "#app/domain/time/month-table.ts";
import { civilOfDay, dayNumberOf, weekdayOfDay } from "#app/domain/time/plain-date.ts";

const anyDay = fc.integer({ min: dayNumberOf(-800, 1, 1), max: dayNumberOf(9999, 12, 31) });

describe("the table of months", () => {
  it("finds the month of any day, before and after its own four hundred years", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { year, month } = civilOfDay(day);
        expect(monthIndexOfDay(day)).toBe(year * 12 + month - 1);
        expect(firstDayOfMonthIndex(year * 12 + month - 1)).toBe(dayNumberOf(year, month, 1));
      }),
      { numRuns: 3000, seed: 20261115 },
    );
  });

  it("finds the month of every first and last day of eight centuries", () => {
    for (let index = 1600 * 12; index < 2400 * 12; index += 1) {
      const first = firstDayOfMonthIndex(index);
      if (monthIndexOfDay(first) !== index || monthIndexOfDay(first - 1) !== index - 1) expect(index).toBe("its month");
    }
    expect(monthIndexOfDay(dayNumberOf(2026, 12, 31))).toBe(2026 * 12 + 11);
  });

  it("says the length and first weekday of every month of the cycle", () => {
    const seen = new Set<number>();
    for (let index = 0; index < MONTHS_OF_CYCLE; index += 1) {
      const first = firstDayOfMonthIndex(index);
      const layout = layoutsOfCycle[index] ?? -1;
      expect(layoutShape(layout)).toEqual({
        length: firstDayOfMonthIndex(index + 1) - first,
        firstWeekday: weekdayOfDay(first),
      });
      seen.add(layout);
    }
    expect(seen.size).toBe(LAYOUT_COUNT);
  });

  it("repeats to the weekday after four hundred years, so 1926 and 2326 are alike", () => {
    expect(weekdayOfDay(firstDayOfMonthIndex(1926 * 12 + 1))).toBe(weekdayOfDay(firstDayOfMonthIndex(2326 * 12 + 1)));
  });

  it("holds each of the 28 layouts within any 28 years without a century that is no leap year", () => {
    const layouts = Array.from(
      { length: 28 * 12 },
      (_, offset) => layoutsOfCycle[(2026 * 12 + offset) % MONTHS_OF_CYCLE],
    );
    expect(new Set(layouts).size).toBe(LAYOUT_COUNT);
  });
});
