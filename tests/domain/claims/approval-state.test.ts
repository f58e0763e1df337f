import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  APPROVAL_STATES,
  APPROVAL_TRIGGERS,
  approvalAfterVerdict,
  approvalAtCutOff,
  changeApproval,
  countsAsVerified,
} from "#app/domain/claims/approval-state.ts";

const POSSIBLE = [
  ["none", "check", "checking"],
  ["checking", "question", "in_violation"],
  ["verified", "question", "in_violation"],
  ["in_violation", "clear", "checking"],
  ["checking", "verify", "verified"],
  ["checking", "reject", "rejected"],
  ["in_violation", "reject", "rejected"],
  ["verified", "lock", "locked"],
  ["rejected", "uphold-appeal", "checking"],
] as const;

describe("approval state", () => {
  it.each(POSSIBLE)("from %s, %s leads to %s", (from, trigger, to) => {
    expect(changeApproval(from, trigger)).toBe(to);
  });

  it("refuses every other change, so nothing leaves locked", () => {
    const allowed = new Set(POSSIBLE.map(([from, trigger]) => `${from} ${trigger}`));
    for (const state of APPROVAL_STATES)
      for (const trigger of APPROVAL_TRIGGERS)
        if (!allowed.has(`${state} ${trigger}`))
          expect(() => changeApproval(state, trigger)).toThrow(`approval-cannot-${trigger}`);
  });

  it("counts verified and locked visits as verified", () => {
    expect(APPROVAL_STATES.filter(countsAsVerified)).toEqual(["verified", "locked"]);
  });

  it("reaches every verdict through the table, except from rejected and locked", () => {
    const states = fc.constantFrom(...APPROVAL_STATES);
    const verdicts = fc.constantFrom("checking" as const, "in_violation" as const, "verified" as const);
    fc.assert(
      fc.property(states, verdicts, (state, verdict) => {
        const fixed = state === "rejected" || state === "locked";
        expect(approvalAfterVerdict(state, verdict)).toBe(fixed ? state : verdict);
      }),
    );
  });

  it("rejects at the cut-off what a block holds or what was not cured in time, and nothing else", () => {
    expect(approvalAtCutOff("in_violation", { hasBlock: true, cureHasPassed: false })).toBe("rejected");
    expect(approvalAtCutOff("in_violation", { hasBlock: false, cureHasPassed: true })).toBe("rejected");
    expect(approvalAtCutOff("in_violation", { hasBlock: false, cureHasPassed: false })).toBe("in_violation");
    expect(approvalAtCutOff("verified", { hasBlock: true, cureHasPassed: true })).toBe("verified");
  });
});
