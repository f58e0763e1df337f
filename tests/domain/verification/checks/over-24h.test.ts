import { describe, expect, it } from "vitest";
import { over24Hours } from "#app/domain/verification/checks/over-24h.ts";
import { checkIn, checkOut } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

describe("R-OVER-24H", () => {
  it("fires at 1441 minutes", () => {
    expect(
      over24Hours.check(aContext({ events: [checkIn("2026-11-03 09:00"), checkOut("2026-11-04 09:01")] })),
    ).toEqual({ minutes: 1441, visit_abs_max_minutes: 1440 });
  });

  it("is silent at 1440 minutes", () => {
    expect(
      over24Hours.check(aContext({ events: [checkIn("2026-11-03 09:00"), checkOut("2026-11-04 09:00:59")] })),
    ).toBeNull();
  });
});
