import { describe, expect, it } from "vitest";
import { backfilled } from "#app/domain/verification/checks/backfilled.ts";
import { aFix, at, checkIn, checkOut, correction } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

const BY_HAND = (when: string) => [
  correction({ field: "check_in_at", to: "2026-11-03 09:00" }, { when }),
  correction({ field: "check_out_at", to: "2026-11-03 10:05" }, { when }),
];

describe("R-BACKFILLED", () => {
  it("fires when everything was entered more than 24 hours after the end", () => {
    expect(backfilled.check(aContext({ events: BY_HAND("2026-11-04 10:06") }))).toEqual({ hours: 24 });
  });

  it("is silent when it was entered within 24 hours", () => {
    expect(backfilled.check(aContext({ events: BY_HAND("2026-11-04 10:05") }))).toBeNull();
  });

  it("is silent when the phone captured in time and only sent late", () => {
    expect(
      backfilled.check(
        aContext({
          events: [
            checkIn("2026-11-03 09:00", aFix(), { receivedAt: at("2026-11-06 09:00") }),
            checkOut("2026-11-03 10:05", aFix(), { receivedAt: at("2026-11-06 09:00") }),
          ],
        }),
      ),
    ).toBeNull();
  });
});
