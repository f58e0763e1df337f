import { describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { traceChecks, type TraceAmounts } from "#app/domain/reconciliation/trace-checks.ts";

const line: TraceAmounts["line"] = {
  plannedFen: fen(6000),
  verifiedFen: fen(6000),
  askedFen: fen(6000),
  adjustedFen: fen(4500),
  approvedFen: fen(4500),
  differences: [{ code: "R-DISSATISFIED", amountFen: fen(1500) }],
};
const books = {
  payableFen: fen(4500),
  providerApprovedFen: fen(10_500),
  orderedFen: fen(10_500),
  bankFen: fen(10_500),
};
const amounts: TraceAmounts = { line, claimAskedFen: fen(6000), books };

const failing = (changed: Partial<TraceAmounts>) =>
  traceChecks({ ...amounts, ...changed }).flatMap((check) => (check.holds ? [] : [check.code]));

describe("the trace of a visit's money", () => {
  it("holds from claim to bank when every amount agrees", () => {
    expect(traceChecks(amounts)).toHaveLength(6);
    expect(failing({})).toEqual([]);
  });
  it("compares nothing with books and bank before they have said anything", () => {
    expect(traceChecks({ ...amounts, books: null }).map((check) => check.code)).toEqual([
      "claim-equals-line",
      "differences-explain-line",
      "approved-within-amounts",
    ]);
    expect(traceChecks({ ...amounts, books: { ...books, bankFen: null } })).toHaveLength(5);
  });
  it("names the one place where a fen is missing", () => {
    expect(failing({ claimAskedFen: fen(6001) })).toEqual(["claim-equals-line"]);
    expect(failing({ books: { ...books, payableFen: fen(4499) } })).toEqual(["line-equals-journal"]);
    expect(failing({ books: { ...books, providerApprovedFen: fen(10_501) } })).toEqual(["lines-equal-payment"]);
    expect(failing({ books: { ...books, bankFen: fen(10_499) } })).toEqual(["payment-equals-bank"]);
    expect(failing({ line: { ...line, differences: [] } })).toEqual(["differences-explain-line"]);
  });
  it("lets approved reach the least of planned, verified, asked and adjusted, and not pass it", () => {
    for (const key of ["plannedFen", "verifiedFen", "adjustedFen"] as const) {
      expect(failing({ line: { ...line, [key]: fen(4500) } })).toEqual([]);
      expect(failing({ line: { ...line, [key]: fen(4499) } })).toEqual(["approved-within-amounts"]);
    }
  });
});
