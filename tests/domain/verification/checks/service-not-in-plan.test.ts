import { describe, expect, it } from "vitest";
import { serviceNotInPlan } from "#app/domain/verification/checks/service-not-in-plan.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { aContext, aPlan } from "../verification-builders.ts";

const plan = (from: string, to: string | null, subtypes: string[] = ["LC04"]) => ({
  version: 1,
  from: plainDate(from),
  to: to === null ? null : plainDate(to),
  signedOn: plainDate(from),
  subtypes,
});
const done = ["LC04", "LC07"];

describe("R-SERVICE-NOT-IN-PLAN", () => {
  it("fires for what neither the signed plan nor the planned visit holds", () => {
    expect(serviceNotInPlan.check(aContext({ subtypes: done }))).toEqual({ service: "LC07" });
    const elder = { plans: [plan("2026-01-01", null, ["LC01"])] };
    expect(serviceNotInPlan.check(aContext({ subtypes: done, elder }))).toEqual({ service: "LC07" });
    expect(serviceNotInPlan.check(aContext({ subtypes: done, elder, planned: null }))).toEqual({
      service: "LC04,LC07",
    });
  });

  it("is silent when the signed plan of the date or the planned visit holds it", () => {
    const signed = { plans: [plan("2026-01-01", null, done)] };
    expect(serviceNotInPlan.check(aContext({ subtypes: done, elder: signed, planned: null }))).toBeNull();
    expect(serviceNotInPlan.check(aContext({ subtypes: done, planned: aPlan({ subtypes: done }) }))).toBeNull();
  });

  it("takes nothing from a plan that no longer holds", () => {
    const elder = { plans: [plan("2026-01-01", "2026-11-02", done)] };
    expect(serviceNotInPlan.check(aContext({ subtypes: done, elder }))).toEqual({ service: "LC07" });
  });

  it("leaves an unplanned visit of an elder without plans on file to other rules", () =>
    expect(serviceNotInPlan.check(aContext({ subtypes: done, planned: null }))).toBeNull());
});
