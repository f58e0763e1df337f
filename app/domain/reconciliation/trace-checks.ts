/**
 * What must agree along the trace of one visit's money, from what was asked to what the bank paid. Each check is a named question with
 * its two amounts. Checks of a stage that has not been reached are left out: an open month has no journal to compare with.
 */
import type { NamedDifference } from "../claims/claim.ts";
import { leastFen, subtractFen, sumFen, type Fen } from "../money/fen.ts";

export type TraceAmounts = {
  readonly line: {
    readonly plannedFen: Fen;
    readonly verifiedFen: Fen;
    readonly askedFen: Fen;
    readonly adjustedFen: Fen | null;
    readonly approvedFen: Fen;
    readonly differences: readonly NamedDifference[];
  };
  /** What the provider's claim asks for the visit. */
  readonly claimAskedFen: Fen;
  /** Null while the books hold nothing of the month. */
  readonly books: {
    /** Owed to the provider by the postings of this visit. */
    readonly payableFen: Fen;
    /** Approved by all lines that the provider's payment covers. */
    readonly providerApprovedFen: Fen;
    readonly orderedFen: Fen;
    /** Null while the bank has not answered. */
    readonly bankFen: Fen | null;
  } | null;
};

export type TraceCheck = {
  readonly code:
    | "claim-equals-line"
    | "differences-explain-line"
    | "approved-within-amounts"
    | "line-equals-journal"
    | "lines-equal-payment"
    | "payment-equals-bank";
  readonly holds: boolean;
  readonly leftFen: Fen;
  readonly rightFen: Fen;
};

const equal = (code: TraceCheck["code"], leftFen: Fen, rightFen: Fen): TraceCheck => ({
  code,
  holds: leftFen === rightFen,
  leftFen,
  rightFen,
});

function boundCheck(line: TraceAmounts["line"]): TraceCheck {
  const { plannedFen, verifiedFen, askedFen, adjustedFen, approvedFen } = line;
  const bound = leastFen(plannedFen, verifiedFen, askedFen, adjustedFen ?? askedFen);
  return { code: "approved-within-amounts", holds: approvedFen <= bound, leftFen: approvedFen, rightFen: bound };
}

/** In the order of the money: claim, line, journal, payment, bank. */
export function traceChecks({ line, claimAskedFen, books }: TraceAmounts): TraceCheck[] {
  const named = sumFen(line.differences.map((one) => one.amountFen));
  return [
    equal("claim-equals-line", claimAskedFen, line.askedFen),
    equal("differences-explain-line", subtractFen(line.askedFen, line.approvedFen), named),
    boundCheck(line),
    ...(books === null
      ? []
      : [
          equal("line-equals-journal", line.approvedFen, books.payableFen),
          equal("lines-equal-payment", books.providerApprovedFen, books.orderedFen),
          ...(books.bankFen === null ? [] : [equal("payment-equals-bank", books.orderedFen, books.bankFen)]),
        ]),
  ];
}
