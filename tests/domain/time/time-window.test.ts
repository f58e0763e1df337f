import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MinuteWindow } from "#app/domain/time/time-window.ts";
import { clockText, intersectWindows, windowsOverlap } from "#app/domain/time/time-window.ts";

const nine: MinuteWindow = { startMinute: 540, endMinute: 600 };

describe("windows of a day", () => {
  it("do not overlap when they touch, and do by one minute", () => {
    expect(windowsOverlap(nine, { startMinute: 600, endMinute: 660 })).toBe(false);
    expect(windowsOverlap(nine, { startMinute: 599, endMinute: 660 })).toBe(true);
    expect(intersectWindows(nine, { startMinute: 600, endMinute: 660 })).toBeNull();
    expect(intersectWindows(nine, { startMinute: 570, endMinute: 700 })).toEqual({ startMinute: 570, endMinute: 600 });
  });
  it("have a common part exactly when they overlap, whichever is named first", () => {
    const window = fc
      .tuple(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 600 }))
      .map(([startMinute, minutes]) => ({ startMinute, endMinute: Math.min(1440, startMinute + minutes) }));
    fc.assert(
      fc.property(window, window, (left, right) => {
        expect(windowsOverlap(left, right)).toBe(intersectWindows(left, right) !== null);
        expect(intersectWindows(left, right)).toEqual(intersectWindows(right, left));
      }),
    );
  });
  it.each([
    [0, "00:00"],
    [545, "09:05"],
    [1440, "24:00"],
  ])("show minute %s as %s", (minute, text) => expect(clockText(minute)).toBe(text));
});
