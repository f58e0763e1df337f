import { describe, expect, it } from "vitest";
import {
  debtLapsesOn,
  isVisitDebtReason,
  nextReofferOn,
  VISIT_DEBT_REASONS,
} from "#app/domain/scheduling/visit-debt.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

describe("visit debt", () => {
  it("knows its reasons and no other", () => {
    expect(VISIT_DEBT_REASONS.every(isVisitDebtReason)).toBe(true);
    expect(isVisitDebtReason("because")).toBe(false);
    expect(new Set(VISIT_DEBT_REASONS).size).toBe(VISIT_DEBT_REASONS.length);
  });

  it("lapses at the end of its month, or of the year where policy says so", () => {
    const arisenOn = plainDate("2028-02-17");
    expect(debtLapsesOn(arisenOn, { debt_expires: "month_end" })).toBe("2028-02-29");
    expect(debtLapsesOn(arisenOn, { debt_expires: "project_year_end" })).toBe("2028-12-31");
  });

  it("is offered again after the days of the policy, up to and including the day it lapses", () => {
    const policy = { debt_reoffer_days: 2 };
    const lapsesOn = plainDate("2026-02-28");
    expect(nextReofferOn(plainDate("2026-02-26"), lapsesOn, policy)).toBe("2026-02-28");
    expect(nextReofferOn(plainDate("2026-02-27"), lapsesOn, policy)).toBeNull();
  });

  it("moves on by a day at least, even where policy says none", () => {
    expect(nextReofferOn(plainDate("2026-02-26"), plainDate("2026-02-28"), { debt_reoffer_days: 0 })).toBe(
      "2026-02-27",
    );
  });
});
