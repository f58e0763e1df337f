import { describe, expect, it } from "vitest";
import { locationDatum } from "#app/domain/verification/checks/location-datum.ts";
import { aFix, checkIn, noFix } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

describe("R-LOCATION-DATUM", () => {
  it("fires for a position without datum", () => {
    expect(locationDatum.check(aContext({ events: [checkIn("2026-11-03 09:00", aFix({ datum: null }))] }))).toEqual({
      end: "check_in",
      source: "gps",
    });
  });

  it("is silent when the datum is named", () => {
    expect(
      locationDatum.check(aContext({ events: [checkIn("2026-11-03 09:00", aFix({ datum: "GCJ-02" }))] })),
    ).toBeNull();
  });

  it("is silent without a position", () => {
    expect(locationDatum.check(aContext({ events: [checkIn("2026-11-03 09:00", noFix)] }))).toBeNull();
  });
});
