import { expect, it } from "vitest";
import { isVisitDebtReason, VISIT_DEBT_REASONS } from "#app/domain/scheduling/visit-debt.ts";

it("knows the reasons of visit debt and no other", () => {
  expect(VISIT_DEBT_REASONS.every(isVisitDebtReason)).toBe(true);
  expect(isVisitDebtReason("because")).toBe(false);
  expect(new Set(VISIT_DEBT_REASONS).size).toBe(VISIT_DEBT_REASONS.length);
});
