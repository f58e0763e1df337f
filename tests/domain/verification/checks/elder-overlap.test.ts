import { describe, expect, it } from "vitest";
import { elderOverlap } from "#app/domain/verification/checks/elder-overlap.ts";
import { aContext, anOtherVisit } from "../verification-builders.ts";

describe("R-ELDER-OVERLAP", () => {
  it("fires on the later of two visits", () => {
    expect(
      elderOverlap.check(
        aContext({ elderVisits: [anOtherVisit("2026-11-03 08:00", "2026-11-03 09:01", { visitNo: "V0" })] }),
      ),
    ).toEqual({ other: "V0" });
  });

  it("leaves the earlier one alone", () => {
    expect(
      elderOverlap.check(aContext({ elderVisits: [anOtherVisit("2026-11-03 09:30", "2026-11-03 10:40")] })),
    ).toBeNull();
  });

  it("is silent when they only touch", () => {
    expect(
      elderOverlap.check(aContext({ elderVisits: [anOtherVisit("2026-11-03 08:00", "2026-11-03 09:00")] })),
    ).toBeNull();
  });

  it("fires on exactly one of two that start together", () => {
    expect(
      elderOverlap.check(
        aContext({
          visit: { visitNo: "B" },
          elderVisits: [anOtherVisit("2026-11-03 09:00", "2026-11-03 10:05", { visitNo: "A" })],
        }),
      ),
    ).toEqual({ other: "A" });
  });
});
