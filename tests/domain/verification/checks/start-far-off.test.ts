import { describe, expect, it } from "vitest";
import { startFarOff } from "#app/domain/verification/checks/start-far-off.ts";
import { aContext, aPlan } from "../verification-builders.ts";

describe("R-START-FAR-OFF", () => {
  it("fires 61 minutes after the planned start", () => {
    expect(startFarOff.check(aContext({ in: "10:01", out: "11:05" }))).toEqual({ gap: 61 });
  });

  it("fires 61 minutes before the planned start", () => {
    expect(startFarOff.check(aContext({ in: "07:59" }))).toEqual({ gap: 61 });
  });

  it("is silent at 60 minutes", () => {
    expect(startFarOff.check(aContext({ in: "10:00", out: "11:05" }))).toBeNull();
  });

  it("leaves another date to R-WRONG-DATE", () => {
    expect(
      startFarOff.check(aContext({ planned: aPlan({ start: "2026-11-04 09:00", end: "2026-11-04 10:00" }) })),
    ).toBeNull();
  });
});
