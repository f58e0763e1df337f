import { describe, expect, it } from "vitest";
import { actingFor, mayTake, partyOfRole } from "#app/domain/family-beds/acting.ts";
import { BED_STEPS } from "#app/domain/family-beds/lifecycle.ts";
import { isRefusal } from "#app/domain/refusal.ts";

describe("who takes a step", () => {
  it("writes an office's own step as its own", () => {
    expect(actingFor("street_clerk", "pass_street")).toEqual({ party: "street", onBehalf: false });
    expect(actingFor("district_lead", "approve")).toEqual({ party: "district", onBehalf: false });
    expect(actingFor("elder", "apply")).toEqual({ party: "elder", onBehalf: false });
    expect(actingFor("provider_manager", "start_service")).toEqual({ party: "provider", onBehalf: false });
  });

  it("marks what an office writes for an organisation", () => {
    expect(actingFor("street_clerk", "survey")).toEqual({ party: "survey", onBehalf: true });
    expect(actingFor("district_clerk", "accept")).toEqual({ party: "acceptance", onBehalf: true });
    expect(actingFor("operator", "apply")).toEqual({ party: "elder", onBehalf: true });
  });

  it("lets neither office take the other's step", () => {
    const code = (role: "street_lead" | "district_lead", kind: "approve" | "pass_street") => {
      try {
        actingFor(role, kind);
      } catch (thrown) {
        return isRefusal(thrown) ? [thrown.code, thrown.facts["party"]] : null;
      }
      return null;
    };
    expect(code("street_lead", "approve")).toEqual(["bed-party-wrong", "district"]);
    expect(code("district_lead", "pass_street")).toEqual(["bed-party-wrong", "street"]);
  });

  it("gives every step to somebody, and none to a care worker or an auditor", () => {
    const offices = ["street_clerk", "district_clerk"] as const;
    expect(BED_STEPS.filter((kind) => !offices.some((role) => mayTake(role, kind)))).toEqual([]);
    expect(BED_STEPS.filter((kind) => mayTake("care_worker", kind) || mayTake("auditor", kind))).toEqual([]);
    expect(BED_STEPS.filter((kind) => mayTake("operator", kind))).toEqual(["apply", "resubmit", "withdraw"]);
    expect(partyOfRole("finance")).toBeNull();
  });
});
