import { describe, expect, it } from "vitest";
import { noCheckout } from "#app/domain/verification/checks/no-checkout.ts";
import { aContext } from "../verification-builders.ts";

describe("R-NO-CHECKOUT", () => {
  it("fires 120 minutes after the planned end", () => {
    expect(noCheckout.check(aContext({ out: null, asOf: "2026-11-03 12:00" }))).toEqual({
      elder: "E0001",
      planned_end: "2026-11-03 10:00",
    });
  });

  it("is silent a minute earlier", () => {
    expect(noCheckout.check(aContext({ out: null, asOf: "2026-11-03 11:59" }))).toBeNull();
  });

  it("is silent when the check-out is there", () => {
    expect(noCheckout.check(aContext())).toBeNull();
  });

  it("is silent for a visit that never began", () => {
    expect(noCheckout.check(aContext({ events: [], asOf: "2026-11-04 12:00" }))).toBeNull();
  });

  it("takes an unplanned visit to end after the shortest payable time", () => {
    expect(noCheckout.check(aContext({ out: null, planned: null, asOf: "2026-11-03 12:00" }))).toEqual({
      elder: "E0001",
      planned_end: null,
    });
  });
});
