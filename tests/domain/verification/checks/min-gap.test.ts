import { describe, expect, it } from "vitest";
import { minGap } from "#app/domain/verification/checks/min-gap.ts";
import { aContext, anOtherVisit } from "../verification-builders.ts";

describe("R-MIN-GAP", () => {
  it("fires two days after the last visit", () => {
    expect(minGap.check(aContext({ elderVisits: [anOtherVisit("2026-11-01 15:00", "2026-11-01 16:00")] }))).toEqual({
      days: 2,
      min_gap_days: 3,
    });
  });

  it("is silent after three days", () => {
    expect(minGap.check(aContext({ elderVisits: [anOtherVisit("2026-10-31 15:00", "2026-10-31 16:00")] }))).toBeNull();
  });

  it("looks at the order of the visits, so the earlier of two is left alone", () => {
    expect(minGap.check(aContext({ elderVisits: [anOtherVisit("2026-11-04 09:00", "2026-11-04 10:00")] }))).toBeNull();
  });

  it("ignores an event visit", () => {
    expect(
      minGap.check(
        aContext({ elderVisits: [anOtherVisit("2026-11-02 09:00", "2026-11-02 10:00", { kind: "event" })] }),
      ),
    ).toBeNull();
  });
});
