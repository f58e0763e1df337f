import { describe, expect, it } from "vitest";
import {
  coversVisit,
  isStartInside,
  mergedWindows,
  startsInside,
  windowsOfWeekday,
  windowsOn,
} from "#app/domain/scheduling/date-windows.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { calendar2026 } from "./holidays-2026.ts";

const morning = { startMinute: 540, endMinute: 660 };
const weekly = [
  { weekday: 1 as const, ...morning },
  { weekday: 5 as const, startMinute: 660, endMinute: 720 },
  { weekday: 6 as const, startMinute: 840, endMinute: 960 },
];

describe("weekly windows on a date", () => {
  it("are those of its weekday", () => {
    expect(windowsOn(weekly, plainDate("2026-03-02"), calendar2026)).toEqual([morning]);
    expect(windowsOn(weekly, plainDate("2026-03-03"), calendar2026)).toEqual([]);
    expect(windowsOfWeekday(weekly, 6)).toEqual([{ startMinute: 840, endMinute: 960 }]);
  });

  it("are those of Monday to Friday on a make-up workday, unless that day has its own", () => {
    const sundayMadeWorkday = plainDate("2026-01-04");
    const saturdayMadeWorkday = plainDate("2026-02-14");
    expect(windowsOn(weekly, sundayMadeWorkday, calendar2026)).toEqual([{ startMinute: 540, endMinute: 720 }]);
    expect(windowsOn(weekly, saturdayMadeWorkday, calendar2026)).toEqual([{ startMinute: 840, endMinute: 960 }]);
    expect(windowsOn(weekly, plainDate("2026-01-11"), calendar2026)).toEqual([]);
  });

  it("merge where they touch or overlap, and only there", () => {
    const [nine, eleven] = [
      { startMinute: 540, endMinute: 660 },
      { startMinute: 660, endMinute: 780 },
    ];
    expect(mergedWindows([eleven, nine])).toEqual([{ startMinute: 540, endMinute: 780 }]);
    expect(mergedWindows([nine, { startMinute: 661, endMinute: 700 }])).toHaveLength(2);
    expect(mergedWindows([{ startMinute: 0, endMinute: 1000 }, nine])).toEqual([{ startMinute: 0, endMinute: 1000 }]);
  });
});

describe("an elder's window", () => {
  it("holds the whole visit", () => {
    expect(isStartInside([morning], 540, 60)).toBe(true);
    expect(isStartInside([morning], 600, 60)).toBe(true);
    expect(isStartInside([morning], 601, 60)).toBe(false);
    expect(isStartInside([morning], 539, 60)).toBe(false);
  });

  it("that is shorter than the visit gives its opening minute alone", () => {
    expect(startsInside([morning], 150)).toEqual([{ from: 540, to: 540 }]);
    expect(isStartInside([morning], 541, 150)).toBe(false);
  });
});

describe("a care worker's window", () => {
  it("covers a visit from its first minute to its last", () => {
    expect(coversVisit([morning], 540, 660)).toBe(true);
    expect(coversVisit([morning], 540, 661)).toBe(false);
    expect(coversVisit([morning], 539, 600)).toBe(false);
  });
});
