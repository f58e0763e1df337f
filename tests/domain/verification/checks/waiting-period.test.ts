import { describe, expect, it } from "vitest";
import { waitingPeriod } from "#app/domain/verification/checks/waiting-period.ts";
import { verifyVisit } from "#app/domain/verification/verdict.ts";
import { aContext } from "../verification-builders.ts";

const WAITING = {
  eligibility: { verdict: "waiting" as const, reasons: [{ code: "EL-WAITING-PERIOD", facts: { date: "2026-11-04" } }] },
};

describe("R-WAITING-PERIOD", () => {
  it("fires for a visit before the first day that is paid", () => {
    expect(waitingPeriod.check(aContext({ elder: WAITING }))).toEqual({ date: "2026-11-04" });
  });

  it("is silent for an elder who waits for nothing, and where nobody came", () => {
    expect(waitingPeriod.check(aContext())).toBeNull();
    expect(waitingPeriod.check(aContext({ elder: WAITING, events: [] }))).toBeNull();
  });

  it("acts at the claim: the visit itself is verified", () => {
    const verdict = verifyVisit(aContext({ elder: WAITING }));
    expect(verdict.approvalState).toBe("verified");
    expect(verdict.findings.map(({ code, holds }) => [code, holds])).toEqual([["R-WAITING-PERIOD", false]]);
  });
});
