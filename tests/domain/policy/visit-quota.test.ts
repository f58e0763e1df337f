import { describe, expect, it } from "vitest";
import { visitQuota } from "#app/domain/policy/visit-quota.ts";

describe("the visits of a month", () => {
  it.each([
    [true, true, 4],
    [true, false, 4],
    [false, true, 0],
    [false, false, 4],
  ])("policy for bed holders %s, family bed %s: %s", (bed_holders_get_visits, holdsBed, visits) =>
    expect(visitQuota({ visits_per_month: 4, bed_holders_get_visits }, holdsBed)).toBe(visits),
  );
});
