import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { locationOutside } from "#app/domain/verification/checks/location-outside.ts";
import { HOME, aFix, anEvent, checkIn, checkOut } from "../../visits/visit-builders.ts";
import { ALWAYS, aContext } from "../verification-builders.ts";

describe("R-LOCATION-OUTSIDE", () => {
  it("fires at 301.7 metres with 100 metres accuracy", () => {
    expect(
      locationOutside.check(
        aContext({ events: [checkIn("2026-11-03 09:00", aFix({ longitude: 120.8632, accuracyM: 100 }))] }),
      ),
    ).toEqual({ end: "check_in", distance: 302, allowed: 300 });
  });

  it("is silent at 200.2 metres with 5 metres accuracy", () => {
    expect(
      locationOutside.check(
        aContext({ events: [checkIn("2026-11-03 09:00", aFix({ latitude: 32.0118, accuracyM: 5 }))] }),
      ),
    ).toBeNull();
  });

  it("fires for a check-out far away even when the check-in was at home", () => {
    expect(
      locationOutside.check(
        aContext({ events: [checkIn("2026-11-03 09:00"), checkOut("2026-11-03 10:05", aFix({ latitude: 32.02 }))] }),
      ),
    ).toEqual({ end: "check_out", distance: 1112, allowed: 210 });
  });

  it("is cleared by the door code of the home", () => {
    expect(
      locationOutside.check(
        aContext({
          events: [
            checkIn("2026-11-03 09:00", aFix({ latitude: 32.02 })),
            anEvent({ kind: "nfc_tap", codeHash: "home-code" }, "2026-11-03 09:01"),
          ],
        }),
      ),
    ).toBeNull();
  });

  it("knows the elder's second address in its period", () => {
    expect(
      locationOutside.check(
        aContext({
          events: [checkIn("2026-11-03 09:00", aFix({ latitude: 32.02 }))],
          elder: {
            addresses: [
              { ...HOME, datum: "WGS-84", period: ALWAYS },
              {
                latitude: 32.02,
                longitude: 120.86,
                datum: "WGS-84",
                period: { from: plainDate("2026-11-01"), to: plainDate("2026-11-30") },
              },
            ],
          },
        }),
      ),
    ).toBeNull();
  });
});
