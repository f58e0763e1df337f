import { describe, expect, it } from "vitest";
import { POLICY_PARAMETER_NAMES } from "#app/domain/policy/policy-parameters.ts";
import { POLICY_PARAMETER_GROUPS, POLICY_PARAMETERS } from "#db/seed/policy-parameters.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { VERIFICATION_RULES } from "#db/seed/verification-rules.ts";

const entry = (name: string) => POLICY_PARAMETERS.find((one) => one.name === name);

describe("the sample policy", () => {
  it("is marked as not confirmed", () => expect(SAMPLE_POLICY.confirmed).toBe(false));
  it("carries what stands in the district's documents", () =>
    expect(SAMPLE_POLICY.parameters).toMatchObject({
      district_code: "320613",
      min_age_years: 60,
      visits_per_month: 4,
      visit_min_minutes: 60,
      visit_price_floor_fen: 3000,
      target_beds: 400,
      target_person_times: 700,
    }));
  it("stands in for the price cap, the cap of a bed and the rhythm of payment, all unconfirmed", () => {
    expect(SAMPLE_POLICY.parameters).toMatchObject({
      visit_price_cap_fen: 5000,
      bed_cost_cap_fen: 1_000_000,
      settlement_rhythm: "monthly",
    });
    expect(
      ["visit_price_cap_fen", "bed_cost_cap_fen", "settlement_rhythm"].map((name) => entry(name)?.confirmed),
    ).toEqual([false, false, false]);
  });
  it("leaves nothing open", () =>
    expect(POLICY_PARAMETER_NAMES.filter((name) => SAMPLE_POLICY.parameters[name] === null)).toEqual([]));
  it("has a mode for every rule and for nothing else", () =>
    expect(Object.keys(SAMPLE_POLICY.ruleModes)).toEqual(VERIFICATION_RULES.map((rule) => rule.code)));
  it("enforces the rules without which nothing may be paid", () => {
    for (const code of [
      "R-TOO-SHORT",
      "R-OVER-QUOTA",
      "R-NOT-ELIGIBLE",
      "R-DECEASED",
      "R-PRICE-OUT-OF-BOUNDS",
      "R-CLAIM-DUPLICATE",
    ])
      expect([code, SAMPLE_POLICY.ruleModes[code]]).toEqual([code, { mode: "enforce", since: null }]);
  });
  it("only warns where the rule's table says so", () =>
    expect(
      Object.entries(SAMPLE_POLICY.ruleModes)
        .filter(([, { mode }]) => mode !== "enforce")
        .map(([code]) => code),
    ).toEqual(VERIFICATION_RULES.filter((rule) => rule.defaultMode === "warn_only").map((rule) => rule.code)));
});

describe("the list of parameters", () => {
  it("explains every parameter once, in the order of the schema", () => {
    const names = POLICY_PARAMETERS.map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
    expect([...names].sort()).toEqual([...POLICY_PARAMETER_NAMES].sort());
  });
  it.each(POLICY_PARAMETERS.map((one) => [one.name, one] as const))(
    "says in Chinese and English what %s means, its unit and where it comes from",
    (_name, one) => {
      expect(one.meaningZh).toMatch(/[\u4e00-\u9fff]/);
      expect(one.meaningEn).toMatch(/^[\x20-\x7e]+$/);
      expect(one.unit).not.toBe("");
      expect(Object.keys(POLICY_PARAMETER_GROUPS)).toContain(one.group);
      expect(one.confirmed).toBe(one.mark !== "assumed");
      expect(["seed", "public", "assumed"]).toContain(one.mark);
    },
  );
  it("marks eight parameters as the customer's own", () =>
    expect(POLICY_PARAMETERS.filter((one) => one.mark === "seed").map((one) => one.name)).toEqual([
      "min_age_years",
      "require_hukou",
      "require_residence",
      "visit_min_minutes",
      "visits_per_month",
      "visit_price_floor_fen",
      "target_beds",
      "target_person_times",
    ]));
});
