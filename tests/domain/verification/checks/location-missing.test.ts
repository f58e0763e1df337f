import { describe, expect, it } from "vitest";
import { locationMissing } from "#app/domain/verification/checks/location-missing.ts";
import { checkIn, checkOut, noFix } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

describe("R-LOCATION-MISSING", () => {
  it("fires with the stored cause", () => {
    expect(locationMissing.check(aContext({ events: [checkIn("2026-11-03 09:00", noFix)] }))).toEqual({
      end: "check_in",
      cause: "indoor_no_signal",
    });
  });

  it("is cleared by any place proof of the visit", () => {
    expect(
      locationMissing.check(aContext({ events: [checkIn("2026-11-03 09:00"), checkOut("2026-11-03 10:05", noFix)] })),
    ).toBeNull();
  });

  it("is silent when both positions are there", () => {
    expect(locationMissing.check(aContext())).toBeNull();
  });
});
