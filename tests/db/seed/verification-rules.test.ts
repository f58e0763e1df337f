import { describe, expect, it } from "vitest";
import { POLICY_PARAMETER_NAMES } from "#app/domain/policy/policy-parameters.ts";
import words from "#app/messages/rules.json" with { type: "json" };
import { RULE_GROUPS, VERIFICATION_RULES } from "#db/seed/verification-rules.ts";

const rule = (code: string) => VERIFICATION_RULES.find((one) => one.code === code);

describe("the verification rules", () => {
  it("are 92, each code once, in eight groups", () => {
    expect(VERIFICATION_RULES).toHaveLength(92);
    expect(new Set(VERIFICATION_RULES.map((one) => one.code)).size).toBe(92);
    expect(
      Object.keys(RULE_GROUPS).map((group) => VERIFICATION_RULES.filter((one) => one.group === group).length),
    ).toEqual([12, 15, 11, 10, 14, 7, 5, 18]);
  });
  it("have words for every rule, with the same group and level", () => {
    const known: Readonly<Record<string, { readonly group: string; readonly level: string }>> = words;
    expect(Object.keys(known).sort()).toEqual(VERIFICATION_RULES.map((one) => one.code).sort());
    for (const { code, group, level } of VERIFICATION_RULES)
      expect([code, known[code]]).toMatchObject([code, { group, level }]);
  });
  it("are measured by parameters that exist", () => {
    for (const { code, parameters } of VERIFICATION_RULES)
      expect([code, parameters.filter((name) => !POLICY_PARAMETER_NAMES.includes(name))]).toEqual([code, []]);
    expect(rule("R-TOO-SHORT")?.parameters).toEqual(["visit_min_minutes"]);
    expect(rule("R-OVER-QUOTA")?.parameters).toEqual(["visits_per_month", "month_timezone", "visit_month_rule"]);
  });
  it("take every value from its list", () => {
    const values = {
      scope: ["visit", "worker_day", "elder_month", "pattern", "claim_line"],
      appliesTo: ["all", "basket", "planned"],
      stage: ["plan", "live", "submit", "nightly", "callback", "claim", "after_payment"],
      level: ["block", "fix", "acknowledge", "info"],
      defaultMode: ["off", "warn_only", "enforce"],
      whoClears: ["provider", "street", "district", "operator", "none"],
      basis: ["seed", "public", "assumed"],
    } as const;
    for (const one of VERIFICATION_RULES)
      for (const key of Object.keys(values) as (keyof typeof values)[])
        expect([one.code, key, (values[key] as readonly string[]).includes(one[key])]).toEqual([one.code, key, true]);
  });
  it("judge the month and the claim line outside the single visit", () => {
    expect(rule("R-OVER-QUOTA")).toMatchObject({ scope: "elder_month", stage: "claim", appliesTo: "basket" });
    expect(rule("R-CLAIM-DUPLICATE")).toMatchObject({ scope: "claim_line", level: "block", payEffect: "reject" });
  });
});
