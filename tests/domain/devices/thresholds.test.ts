import { expect, it } from "vitest";
import {
  isThresholdName,
  mayBeSet,
  readThresholds,
  thresholdBounds,
  THRESHOLD_NAMES,
  thresholdsOf,
} from "#app/domain/devices/thresholds.ts";

it("an elder's own come before the type's, and null gives the type's back", () => {
  const defaults = readThresholds({ heart_rate_min: 40, heart_rate_max: 120, unknown_name: 3 });
  expect(defaults).toEqual({ heart_rate_min: 40, heart_rate_max: 120 });
  expect(thresholdsOf(defaults, { heart_rate_min: 35, heart_rate_max: null })).toEqual({
    heart_rate_min: 35,
    heart_rate_max: 120,
  });
  expect(readThresholds("nonsense")).toEqual({});
});

it.each(THRESHOLD_NAMES)("%s may be set within its bounds only", (name) => {
  const [least, most] = thresholdBounds(name);
  expect([least - 1, least, most, most + 1, least + 0.5].map((value) => mayBeSet(name, value))).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
  expect(isThresholdName(name)).toBe(true);
});
