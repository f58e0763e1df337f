import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinedWindows, parseWeeklyWindows, weeklyWindowsText } from "#app/domain/imports/cells/windows.ts";
import type { Weekday } from "#app/domain/time/plain-date.ts";
import type { WeeklyWindow } from "#app/domain/time/time-window.ts";

const on = (weekday: number, startMinute: number, endMinute: number): WeeklyWindow => ({
  weekday: weekday as Weekday,
  startMinute,
  endMinute,
});
const days = (weekdays: readonly number[], startMinute: number, endMinute: number) =>
  weekdays.map((weekday) => on(weekday, startMinute, endMinute));

function windowsOf(text: string): WeeklyWindow[] | string {
  const reading = parseWeeklyWindows(text);
  return reading.verdict === "windows" ? reading.windows : `? ${reading.token}`;
}

describe("weekly windows", () => {
  it("are read as offices write them", () => {
    expect(windowsOf("周一至周五 9:00-11:00；周六 14:00-16:00")).toEqual([
      ...days([1, 2, 3, 4, 5], 540, 660),
      on(6, 840, 960),
    ]);
    expect(windowsOf("周一、周三，周五 9：00－11：00,14:00~16:30")).toEqual(
      joinedWindows([...days([1, 3, 5], 540, 660), ...days([1, 3, 5], 840, 990)]),
    );
    expect(windowsOf("周一三五上午")).toEqual(days([1, 3, 5], 480, 720));
    expect(windowsOf("每周二、四下午2点-4点半")).toEqual(days([2, 4], 840, 990));
    expect(windowsOf("每天8:00至20:00")).toEqual(days([1, 2, 3, 4, 5, 6, 7], 480, 1200));
    expect(windowsOf("9:00-11:00")).toEqual(days([1, 2, 3, 4, 5, 6, 7], 540, 660));
    expect(windowsOf("工作日 8点30分-11点；周末全天")).toEqual([
      ...days([1, 2, 3, 4, 5], 510, 660),
      ...days([6, 7], 480, 1080),
    ]);
    expect(windowsOf("星期六到星期一 10-12")).toEqual(joinedWindows(days([6, 7, 1], 600, 720)));
    expect(windowsOf("礼拜天 13:00-24:00")).toEqual([on(7, 780, 1440)]);
    expect(windowsOf("周1至周5 9:00-11:00")).toEqual(days([1, 2, 3, 4, 5], 540, 660));
  });

  it("are joined where they overlap or touch", () => {
    expect(windowsOf("周一 9:00-11:00、11:00-12:00、10:00-11:30；周一 14:00-15:00")).toEqual([
      on(1, 540, 720),
      on(1, 840, 900),
    ]);
  });

  it("name the part that cannot be read", () => {
    expect(windowsOf("周一 9:00-11:00；随时")).toBe("? 随时");
    expect(windowsOf("周一 11:00-9:00")).toBe("? 11:00-9:00");
    expect(windowsOf("周八 9:00-11:00")).toBe("? 周八");
    expect(windowsOf("周一 9:00-25:00")).toBe("? 9:00-25:00");
    expect(windowsOf("周一至周五")).toBe("? 周一至周五");
    expect(windowsOf("周一 9:70-11:00")).toBe("? 9:70-11:00");
  });

  it("come back as written", () => {
    const window = fc
      .tuple(fc.integer({ min: 1, max: 7 }), fc.nat(1430), fc.integer({ min: 1, max: 600 }))
      .map(([weekday, start, length]) => on(weekday, start, Math.min(1440, start + length)));
    fc.assert(
      fc.property(fc.array(window, { minLength: 1, maxLength: 12 }), (windows) => {
        const joined = joinedWindows(windows);
        expect(windowsOf(weeklyWindowsText(joined))).toEqual(joined);
      }),
      { numRuns: 500 },
    );
  });
});
