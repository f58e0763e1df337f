import { describe, expect, it } from "vitest";
import { CHECK_OF_FINDING, CLAIM_RULES, wordOfCode } from "#app/domain/claims/rejection-reason.ts";
import table from "#db/seed/verification-rules.json" with { type: "json" };

describe("reasons of a claim line", () => {
  const rows = new Map(table.map((row) => [row.code, row]));

  it.each(Object.entries(CLAIM_RULES).filter(([, rule]) => rule.check !== 11 && rule.check !== 13))(
    "%s has the effect of its row",
    (code, rule) => {
      expect(rule.effect).toBe(rows.get(code)?.pay_effect);
    },
  );

  it("cover every rule of the claim in the district's list", () => {
    const listed = table.filter((row) => row.scope === "claim_line").map((row) => row.code);
    expect(listed.filter((code) => !(code in CLAIM_RULES))).toEqual([]);
  });

  it("name only findings that exist", () => {
    expect(Object.keys(CHECK_OF_FINDING).filter((code) => !rows.has(code))).toEqual([]);
  });

  it.each([
    ["R-TOO-SHORT", "short"],
    ["R-CLAIM-UNITS", "over_plan"],
    ["R-CLAIM-PRICE", "over_plan"],
    ["R-OVER-QUOTA", "over_quota"],
    ["R-CLAIM-NO-VISIT", "no_evidence"],
    ["R-CLAIM-NOT-VERIFIED", "no_evidence"],
    ["R-NO-PERSON-PROOF", "no_evidence"],
    ["R-UNSCHEDULED", "no_plan"],
    ["R-CLAIM-DUPLICATE", "duplicate"],
    ["R-WORKER-OVERLAP", "duplicate"],
    ["R-ELDER-OVERLAP", "duplicate"],
    ["R-PROVIDER-NOT-CONTRACTED", "ineligible"],
    ["R-NOT-ELIGIBLE", "ineligible"],
    ["R-DECEASED", "ineligible"],
    ["R-WAITING-PERIOD", "ineligible"],
    ["R-CREDENTIAL-EXPIRED", "ineligible"],
    ["R-DOUBLE-FUNDED", "other_fund"],
    ["R-MANUAL-TIME", "needs_review"],
    ["R-MIN-GAP", "needs_review"],
  ])("%s is said as %s", (code, word) => {
    expect(wordOfCode(code)).toBe(word);
  });
});
