import { expect, it } from "vitest";
import { silenceKey, silenceOf } from "#app/domain/devices/silence.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";

const now = instant("2026-11-15T02:00:00Z");
const limits = { warnMinutes: 30, orderHours: 24 };
const heard = (minutes: number) => ({ seenAt: plusMinutes(now, -minutes), boundAt: plusMinutes(now, -100_000) });

it.each([
  [29.99, "heard"],
  [30, "silent"],
  [24 * 60 - 0.01, "silent"],
  [24 * 60, "order"],
] as const)("a device that spoke %s minutes ago is %s", (minutes, expected) => {
  expect(silenceOf(heard(minutes), now, limits)).toBe(expected);
});

it("a device newly hung has as long as one that spoke then, and one that never spoke is asked for too", () => {
  expect(silenceOf({ seenAt: plusMinutes(now, -5000), boundAt: plusMinutes(now, -10) }, now, limits)).toBe("heard");
  expect(silenceOf({ seenAt: null, boundAt: plusMinutes(now, -24 * 60) }, now, limits)).toBe("order");
});

it("each span of silence has a name of its own", () => {
  expect(silenceKey("d", now)).not.toBe(silenceKey("d", plusMinutes(now, 1)));
});
