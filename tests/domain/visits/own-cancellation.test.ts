import { describe, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import {
  asksHowLong,
  cancelCodeOf,
  isTooClose,
  OWN_CANCEL_REASONS,
  STAY_LENGTHS,
  stayUntil,
} from "#app/domain/visits/own-cancellation.ts";
import { isCancelCode } from "#app/domain/visits/reasons.ts";

describe("calling one's own visit off", () => {
  it("is kept under a code that offices know, whatever the reason", () => {
    expect(OWN_CANCEL_REASONS.map(cancelCodeOf).filter((code) => !isCancelCode(code))).toEqual([]);
  });

  it("asks for how long only who is away", () => {
    expect(OWN_CANCEL_REASONS.filter(asksHowLong)).toEqual(["hospital", "away"]);
  });

  it("counts the stay from the day of the visit, and has no end when nobody knows", () => {
    const from = plainDate("2026-11-24");
    expect(STAY_LENGTHS.map((length) => stayUntil(length, from))).toEqual([
      "2026-12-01",
      "2026-12-08",
      "2026-12-24",
      null,
    ]);
  });

  it("can be done alone until two hours before, and not a minute later", () => {
    const start = instant("2026-11-24T01:00:00Z");
    expect(isTooClose(start, instant("2026-11-23T23:00:00Z"))).toBe(false);
    expect(isTooClose(start, instant("2026-11-23T23:00:01Z"))).toBe(true);
  });
});
