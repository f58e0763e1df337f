import { describe, expect, it } from "vitest";
import { earlyEnd } from "#app/domain/verification/checks/early-end.ts";
import { aContext, aPlan } from "../verification-builders.ts";

describe("R-EARLY-END", () => {
  it("fires one minute beyond the silent grace", () => {
    expect(earlyEnd.check(aContext({ out: "09:44" }))).toEqual({ gap: 16 });
  });

  it("is silent at the grace", () => {
    expect(earlyEnd.check(aContext({ out: "09:45" }))).toBeNull();
  });

  it("is silent without a plan", () => {
    expect(earlyEnd.check(aContext({ out: "09:44", planned: null }))).toBeNull();
  });

  it("leaves another date to R-WRONG-DATE", () => {
    expect(
      earlyEnd.check(
        aContext({ out: "09:44", planned: aPlan({ start: "2026-11-04 09:00", end: "2026-11-04 10:00" }) }),
      ),
    ).toBeNull();
  });
});
