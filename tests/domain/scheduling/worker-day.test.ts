import { describe, expect, it } from "vitest";
import type { DayStop } from "#app/domain/scheduling/worker-day.ts";
import {
  addedTravelMinutes,
  fitBetween,
  hasBreakBetween,
  hasLunchBreak,
  withStop,
  workingMinutes,
} from "#app/domain/scheduling/worker-day.ts";
import { limits, pointAt } from "./month-plan/district.ts";

/** One kilometre apart is seven minutes of way. */
const stop = (startMinute: number, endMinute: number, km = 0): DayStop => ({
  startMinute,
  endMinute,
  home: pointAt(0, km),
});

describe("a stop between others", () => {
  const day = [stop(540, 600, 0), stop(660, 720, 2)];

  it("fits when the way there and on is free to the minute", () => {
    expect(fitBetween([stop(540, 600, 0)], stop(607, 667, 1), limits)).toBe("fits");
    expect(fitBetween([stop(540, 600, 0)], stop(606, 666, 1), limits)).toBe("travel_too_tight");
    expect(fitBetween([stop(540, 600, 0)], stop(473, 533, 1), limits)).toBe("fits");
    expect(fitBetween([stop(540, 600, 0)], stop(474, 534, 1), limits)).toBe("travel_too_tight");
  });

  it("may start the minute another ends in the same home, and not a minute earlier", () => {
    expect(fitBetween(day, stop(600, 640, 0), limits)).toBe("fits");
    expect(fitBetween(day, stop(599, 639, 0), limits)).toBe("overlaps");
    expect(fitBetween(day, stop(550, 560, 0), limits)).toBe("overlaps");
  });

  it("adds the way to it and from it instead of past it", () => {
    expect(addedTravelMinutes([], stop(540, 600, 1), limits)).toBe(0);
    expect(addedTravelMinutes([stop(540, 600, 0)], stop(700, 760, 1), limits)).toBe(7);
    // 0 to 2 km is 11 minutes; 0 to 1 and 1 to 2 are 7 each.
    expect(addedTravelMinutes(day, stop(610, 640, 1), limits)).toBe(3);
  });

  it("takes its place by the clock", () => {
    expect(withStop(day, stop(610, 640)).map(({ startMinute }) => startMinute)).toEqual([540, 610, 660]);
    expect(withStop(day, stop(900, 960)).at(-1)?.startMinute).toBe(900);
    expect(day).toHaveLength(2);
  });
});

describe("working time", () => {
  it("is visits and the way between them, and neither waiting nor the way from home", () => {
    expect(workingMinutes([], limits)).toBe(0);
    expect(workingMinutes([stop(540, 600, 5)], limits)).toBe(60);
    expect(workingMinutes([stop(540, 600, 0), stop(900, 990, 1)], limits)).toBe(157);
  });
});

describe("the lunch break", () => {
  it("needs thirty minutes inside 11:00 to 13:30 beside the way", () => {
    expect(hasLunchBreak([stop(540, 680), stop(710, 900)], limits)).toBe(true);
    expect(hasLunchBreak([stop(540, 681), stop(710, 900)], limits)).toBe(false);
    expect(hasLunchBreak([stop(540, 680, 0), stop(716, 900, 1)], limits)).toBe(false);
    expect(hasLunchBreak([stop(540, 680, 0), stop(717, 900, 1)], limits)).toBe(true);
  });

  it("counts only the part of a gap that lies inside the window", () => {
    expect(hasLunchBreak([stop(540, 600), stop(690, 900)], limits)).toBe(true);
    expect(hasLunchBreak([stop(540, 600), stop(689, 900)], limits)).toBe(false);
    expect(hasLunchBreak([stop(540, 780), stop(840, 900)], limits)).toBe(true);
    expect(hasLunchBreak([stop(540, 781), stop(841, 900)], limits)).toBe(false);
  });

  it("is not asked of a day that begins late or ends early", () => {
    expect(hasLunchBreak([], limits)).toBe(true);
    expect(hasLunchBreak([stop(480, 780)], limits)).toBe(true);
    expect(hasLunchBreak([stop(690, 1000)], limits)).toBe(true);
    expect(hasLunchBreak([stop(689, 781)], limits)).toBe(false);
  });

  it("may come before or after the way, but the way is not cut in two", () => {
    // From 13:00 on: break until 13:30, then 20 minutes of way.
    expect(hasBreakBetween(780, 830, 20, limits)).toBe(true);
    // 11:00 lies 15 minutes after the start of the gap: the way of 20 would run into the window from both sides.
    expect(hasBreakBetween(645, 695, 20, limits)).toBe(true);
    expect(hasBreakBetween(645, 694, 20, limits)).toBe(false);
  });
});
