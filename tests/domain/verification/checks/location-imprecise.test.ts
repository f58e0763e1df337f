import { describe, expect, it } from "vitest";
import { locationImprecise } from "#app/domain/verification/checks/location-imprecise.ts";
import { aFix, checkIn, checkOut } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

describe("R-LOCATION-IMPRECISE", () => {
  it("fires at 101 metres", () => {
    expect(
      locationImprecise.check(aContext({ events: [checkIn("2026-11-03 09:00", aFix({ accuracyM: 101 }))] })),
    ).toEqual({ accuracy: 101, accuracy_poor_m: 100 });
  });

  it("is silent at 100 metres", () => {
    expect(
      locationImprecise.check(aContext({ events: [checkIn("2026-11-03 09:00", aFix({ accuracyM: 100 }))] })),
    ).toBeNull();
  });

  it("is cleared by a precise fix at the other end", () => {
    expect(
      locationImprecise.check(
        aContext({ events: [checkIn("2026-11-03 09:00", aFix({ accuracyM: 500 })), checkOut("2026-11-03 10:05")] }),
      ),
    ).toBeNull();
  });
});
