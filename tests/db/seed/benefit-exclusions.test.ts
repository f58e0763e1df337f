import { describe, expect, it } from "vitest";
import { benefitFact, HOME_VISITS } from "#app/domain/entitlement/benefit-overlap.ts";
import { BENEFIT_EXCLUSIONS } from "#db/seed/benefit-exclusions.ts";

describe("the sample table of exclusive benefits", () => {
  it("names two different benefits in each row, in words of both languages, and confirms none", () => {
    for (const { between, zh, en, confirmed } of BENEFIT_EXCLUSIONS) {
      expect(new Set(between.filter((benefit) => benefit !== "")).size).toBe(2);
      expect([zh.length > 0, en.length > 0, confirmed]).toEqual([true, true, false]);
    }
  });
  it("so refuses nobody before the district has answered", () => {
    const open = { from: null, to: null };
    for (const benefit of BENEFIT_EXCLUSIONS.flatMap(({ between }) => between).filter((one) => one !== HOME_VISITS))
      expect(benefitFact({ benefit, ...open }, BENEFIT_EXCLUSIONS).exclusive).toBe(false);
  });
});
