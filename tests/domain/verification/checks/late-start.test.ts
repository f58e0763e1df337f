import { describe, expect, it } from "vitest";
import { lateStart } from "#app/domain/verification/checks/late-start.ts";
import { aContext, aPlan } from "../verification-builders.ts";

describe("R-LATE-START", () => {
  it("fires one minute beyond the silent grace", () => {
    expect(lateStart.check(aContext({ in: "09:16" }))).toEqual({ gap: 16 });
  });

  it("is silent at the grace", () => {
    expect(lateStart.check(aContext({ in: "09:15" }))).toBeNull();
  });

  it("is silent without a plan", () => {
    expect(lateStart.check(aContext({ in: "09:16", planned: null }))).toBeNull();
  });

  it("leaves another date to R-WRONG-DATE", () => {
    expect(
      lateStart.check(
        aContext({ in: "09:16", planned: aPlan({ start: "2026-11-04 09:00", end: "2026-11-04 10:00" }) }),
      ),
    ).toBeNull();
  });
});
