import { describe, expect, it } from "vitest";
import { presumedMissed } from "#app/domain/verification/checks/presumed-missed.ts";
import { aContext } from "../verification-builders.ts";

describe("R-PRESUMED-MISSED", () => {
  it("fires 60 minutes after the planned start of an accepted visit", () => {
    expect(
      presumedMissed.check(aContext({ events: [], visit: { deliveryState: "accepted" }, asOf: "2026-11-03 10:00" })),
    ).toEqual({ planned_start: "2026-11-03 09:00", alert_missed_min: 60 });
  });

  it("is silent at 59 minutes", () => {
    expect(
      presumedMissed.check(aContext({ events: [], visit: { deliveryState: "accepted" }, asOf: "2026-11-03 09:59" })),
    ).toBeNull();
  });

  it("is cleared by a late check-in", () => {
    expect(presumedMissed.check(aContext({ out: null, visit: { deliveryState: "missed" } }))).toBeNull();
  });

  it("says nothing about a cancelled visit", () => {
    expect(presumedMissed.check(aContext({ events: [], visit: { deliveryState: "cancelled" } }))).toBeNull();
  });
});
