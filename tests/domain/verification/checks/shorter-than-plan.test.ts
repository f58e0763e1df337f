import { describe, expect, it } from "vitest";
import { shorterThanPlan } from "#app/domain/verification/checks/shorter-than-plan.ts";
import { aContext, aPlan } from "../verification-builders.ts";

describe("R-SHORTER-THAN-PLAN", () => {
  it("fires at 16 minutes below the plan", () => {
    expect(shorterThanPlan.check(aContext({ out: "10:14", planned: aPlan({ end: "2026-11-03 10:30" }) }))).toEqual({
      gap: 16,
    });
  });

  it("is silent at 15 minutes below the plan", () => {
    expect(shorterThanPlan.check(aContext({ out: "10:15", planned: aPlan({ end: "2026-11-03 10:30" }) }))).toBeNull();
  });

  it("leaves visits below the minimum to R-TOO-SHORT", () => {
    expect(shorterThanPlan.check(aContext({ out: "09:40" }))).toBeNull();
  });
});
