import { describe, expect, it } from "vitest";
import { auditWindowEndsOn, photosKeptUntil, positionsKeptUntil } from "#app/domain/policy/retention.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";

const parameters = {
  ...SAMPLE_POLICY.parameters,
  claim_filing_limit_days: 60,
  appeal_days: 5,
  appeal_decide_days: 10,
  raw_gps_keep_days: 730,
  keep_photo_years: 2,
};
const month = plainMonth("2026-11");

describe("the evidence of a month", () => {
  it("is needed until the last claim of the month, its appeal and the decision on it", () => {
    expect(auditWindowEndsOn(month, parameters)).toBe("2027-02-13");
  });

  it("is kept in full for the policy's days and years after that", () => {
    expect(positionsKeptUntil(month, parameters)).toBe("2029-02-12");
    expect(positionsKeptUntil(month, { ...parameters, raw_gps_keep_days: 0 })).toBe("2027-02-13");
    expect(photosKeptUntil(month, parameters)).toBe("2029-02-13");
  });
});
