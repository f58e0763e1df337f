import { describe, expect, it } from "vitest";
import { clockSkew } from "#app/domain/verification/checks/clock-skew.ts";
import { aFix, at, checkIn } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

describe("R-CLOCK-SKEW", () => {
  it("fires beyond five minutes after the offset correction", () => {
    expect(clockSkew.check(aContext({ events: [checkIn("2026-11-03 09:00", aFix(), { skewMs: -300_001 })] }))).toEqual({
      minutes: 5,
    });
  });

  it("is silent at five minutes", () => {
    expect(
      clockSkew.check(aContext({ events: [checkIn("2026-11-03 09:00", aFix(), { skewMs: 300_000 })] })),
    ).toBeNull();
  });

  it("is silent when a wrong clock was put right by its sampled offset", () => {
    expect(
      clockSkew.check(
        aContext({
          events: [
            checkIn("2026-11-03 09:20", aFix(), { serverOffsetMs: -1_200_000, receivedAt: at("2026-11-03 09:00") }),
          ],
        }),
      ),
    ).toBeNull();
  });

  it("notices a clock that runs in the future", () => {
    expect(
      clockSkew.check(
        aContext({
          events: [checkIn("2026-11-03 09:20", aFix(), { skewMs: null, receivedAt: at("2026-11-03 09:00") })],
        }),
      ),
    ).toEqual({ minutes: 20 });
  });
});
