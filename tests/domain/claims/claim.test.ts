import { describe, expect, it } from "vitest";
import {
  CLAIM_STATES,
  CLAIM_TRIGGERS,
  askedFenOf,
  changeClaim,
  mergeDifferences,
  requireDecision,
} from "#app/domain/claims/claim.ts";
import { fen } from "#app/domain/money/fen.ts";

const POSSIBLE = [
  ["open", "submit", "submitted"],
  ["submitted", "return", "open"],
  ["submitted", "approve", "street_approved"],
  ["street_approved", "settle", "settled"],
] as const;

describe("claim", () => {
  it.each(POSSIBLE)("from %s, %s leads to %s", (from, trigger, to) => {
    expect(changeClaim(from, trigger)).toBe(to);
  });

  it("refuses every other change", () => {
    const allowed = new Set(POSSIBLE.map(([from, trigger]) => `${from} ${trigger}`));
    for (const state of CLAIM_STATES)
      for (const trigger of CLAIM_TRIGGERS)
        if (!allowed.has(`${state} ${trigger}`))
          expect(() => changeClaim(state, trigger)).toThrow(`claim-cannot-${trigger}`);
  });

  it("asks quantity times price", () => {
    expect(askedFenOf({ quantity: 4, unitPriceFen: fen(3500) })).toBe(14000n);
  });

  it("adds differences of one code and drops what cancels out", () => {
    const merged = mergeDifferences([
      { code: "b", amountFen: fen(5) },
      { code: "a", amountFen: fen(1) },
      { code: "b", amountFen: fen(2) },
      { code: "c", amountFen: fen(0) },
    ]);
    expect(merged).toEqual([
      { code: "a", amountFen: 1n },
      { code: "b", amountFen: 7n },
    ]);
  });
});

describe("decision on a line", () => {
  const line = { preparedBy: "provider-1", askedFen: fen(3500) };
  const cut = { kind: "cut", by: "street-1", adjustedFen: fen(3000), reason: "RS-REDUCED" } as const;

  it("passes from another person, with a reason and within the asked amount", () => {
    expect(() => requireDecision(cut, line)).not.toThrow();
    expect(() => requireDecision({ kind: "approve", by: "street-1" }, line)).not.toThrow();
    expect(() => requireDecision({ ...cut, adjustedFen: fen(0) }, line)).not.toThrow();
  });

  it.each([
    [{ kind: "approve", by: "provider-1" }, "decision-by-preparer"],
    [{ kind: "refuse", by: "street-1", reason: " " }, "decision-needs-reason"],
    [{ ...cut, adjustedFen: fen(3501) }, "adjusted-above-asked"],
    [{ ...cut, adjustedFen: fen(-1) }, "adjusted-negative"],
  ] as const)("refuses %o", (decision, code) => {
    expect(() => requireDecision(decision, line)).toThrow(code);
  });
});
