/**
 * What must be true before a month may be closed (month close, step 5). Each check is a named question to the data
 * with its two amounts; a close with a failing check stops.
 */
import type { MatchedLine } from "../claims/match-line.ts";
import { foldBalances, ledgerSums, totalFen } from "../ledger/balance.ts";
import type { Journal } from "../ledger/journal.ts";
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, addFen, fen, leastFen, subtractFen, sumFen } from "../money/fen.ts";
import type { PaymentOrder } from "./month-close.ts";

export type CloseCheck = {
  readonly code:
    | "one-line-per-visit"
    | "approved-within-each-amount"
    | "differences-explain-all"
    | "paid-lines-have-price"
    | "lines-equal-journals"
    | "journals-equal-payments"
    | "funds-cover-lines"
    | "books-are-balanced"
    | "suspense-is-empty";
  readonly holds: boolean;
  readonly leftFen: Fen;
  readonly rightFen: Fen;
};

export type CloseCheckFacts = {
  readonly lines: readonly MatchedLine[];
  /** The journals, or what they turn over in fewer postings. */
  readonly journals: Iterable<Pick<Journal, "postings">>;
  readonly orders: readonly PaymentOrder[];
  /** Netted amounts of providers that get no order because nothing is left to pay. */
  readonly nettedWithoutOrderFen: Fen;
  /** Amounts of closed months that this one pays. */
  readonly lateFen: Fen;
  /** What no fund has money for. */
  readonly uncoveredFen: Fen;
};

const equal = (code: CloseCheck["code"], leftFen: Fen, rightFen: Fen): CloseCheck => ({
  code,
  holds: leftFen === rightFen,
  leftFen,
  rightFen,
});

/** Counts are shown as amounts of whole units, so that every check reads alike: left must equal right. */
const none = (code: CloseCheck["code"], violations: number): CloseCheck => equal(code, fen(violations), ZERO_FEN);

function paysTooMuch(line: MatchedLine): boolean {
  const { plannedFen, verifiedFen, askedFen, adjustedFen, approvedFen } = line;
  return approvedFen > leastFen(plannedFen, verifiedFen, askedFen, adjustedFen ?? askedFen);
}

function isUnexplained(line: MatchedLine): boolean {
  return line.askedFen - line.approvedFen !== sumFen(line.differences.map((one) => one.amountFen));
}

/** What the checks ask of the lines, counted line by line: the lines themselves need not stay, nor the numbers of visits that come no more. */
export class LineTally {
  readonly #paid = new Set<string>();
  paidTwice = 0;
  paidTooMuch = 0;
  unexplained = 0;
  paidWithoutPrice = 0;
  approvedFen: Fen = ZERO_FEN;

  /** @param key names the visit, where many are counted by one of them */
  add(line: MatchedLine, key: string = line.visitNo ?? line.line.lineNo): void {
    this.approvedFen = addFen(this.approvedFen, line.approvedFen);
    if (paysTooMuch(line)) this.paidTooMuch += 1;
    if (isUnexplained(line)) this.unexplained += 1;
    if (line.approvedFen <= 0n) return;
    if (this.#paid.has(key)) this.paidTwice += 1;
    this.#paid.add(key);
    if (line.priceVersion === null) this.paidWithoutPrice += 1;
  }

  /** No line of a visit that came so far comes any more. */
  endPage(): void {
    this.#paid.clear();
  }
}

/** All checks, in the order in which they are shown. */
export function closeChecks({ lines, ...facts }: CloseCheckFacts): CloseCheck[] {
  const tally = new LineTally();
  for (const line of lines) tally.add(line);
  return talliedChecks(tally, facts);
}

/** The same checks of lines that were counted one by one. */
export function talliedChecks(tally: LineTally, facts: Omit<CloseCheckFacts, "lines">): CloseCheck[] {
  const { journals, orders } = facts;
  const balances = foldBalances(journals);
  const payableFen = totalFen(balances, { code: "provider.payable" });
  const ordered = sumFen([...orders.flatMap((one) => [one.orderedFen, one.nettedFen]), facts.nettedWithoutOrderFen]);
  const unbalanced = [...ledgerSums(balances).values()].filter((sum) => sum !== 0n).length;
  return [
    none("one-line-per-visit", tally.paidTwice),
    none("approved-within-each-amount", tally.paidTooMuch),
    none("differences-explain-all", tally.unexplained),
    none("paid-lines-have-price", tally.paidWithoutPrice),
    equal(
      "lines-equal-journals",
      subtractFen(addFen(tally.approvedFen, facts.lateFen), facts.uncoveredFen),
      payableFen,
    ),
    equal("journals-equal-payments", payableFen, ordered),
    equal("funds-cover-lines", facts.uncoveredFen, ZERO_FEN),
    none("books-are-balanced", unbalanced),
    equal("suspense-is-empty", totalFen(balances, { code: "suspense" }), ZERO_FEN),
  ];
}

/** True when the month may be closed. */
export function mayClose(checks: readonly CloseCheck[]): boolean {
  return checks.every((check) => check.holds);
}
