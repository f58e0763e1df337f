import { describe, expect, it } from "vitest";
import { earlyStart } from "#app/domain/verification/checks/early-start.ts";
import { aContext, aPlan } from "../verification-builders.ts";

describe("R-EARLY-START", () => {
  it("fires one minute beyond the silent grace", () => {
    expect(earlyStart.check(aContext({ in: "08:29" }))).toEqual({ gap: 31 });
  });

  it("is silent at the grace", () => {
    expect(earlyStart.check(aContext({ in: "08:30" }))).toBeNull();
  });

  it("is silent without a plan", () => {
    expect(earlyStart.check(aContext({ in: "08:29", planned: null }))).toBeNull();
  });

  it("leaves another date to R-WRONG-DATE", () => {
    expect(
      earlyStart.check(
        aContext({ in: "08:29", planned: aPlan({ start: "2026-11-04 09:00", end: "2026-11-04 10:00" }) }),
      ),
    ).toBeNull();
  });
});
