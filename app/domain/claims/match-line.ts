/**
 * The three-way match of one claim line: plan, evidence, claim (visit rules 8). Pay is the least of the three under
 * the caps, and whatever is not paid is named. One pure function serves preview, claim, close and audit.
 */
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, leastFen, subtractFen } from "../money/fen.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { countsAsVerified } from "./approval-state.ts";
import type { ClaimLine, NamedDifference } from "./claim.ts";
import { askedFenOf, mergeDifferences } from "./claim.ts";
import { dissatisfactionDeduction } from "./deduction.ts";
import type { LineFailure } from "./line-checks.ts";
import { curableUntil, failuresOf, standingFindings, unitPayFen } from "./line-checks.ts";
import type { LineFacts } from "./line-facts.ts";
import type { MatchWord } from "./rejection-reason.ts";
import { wordOfCode } from "./rejection-reason.ts";

export type LineOutcome =
  | { readonly kind: "accepted" }
  | { readonly kind: "cut_back"; readonly code: string }
  | { readonly kind: "pended"; readonly code: string; readonly until: PlainDate | null }
  | { readonly kind: "rejected"; readonly code: string };

export type MatchedLine = {
  readonly line: ClaimLine;
  readonly visitNo: string | null;
  readonly outcome: LineOutcome;
  readonly word: MatchWord;
  readonly failures: readonly LineFailure[];
  readonly plannedFen: Fen;
  readonly verifiedFen: Fen;
  readonly askedFen: Fen;
  readonly adjustedFen: Fen | null;
  /** What is paid once a cure window has passed without a corrected line; equals approved for a final line. */
  readonly proposedFen: Fen;
  readonly approvedFen: Fen;
  /** Sum is always asked minus approved. */
  readonly differences: readonly NamedDifference[];
  readonly priceVersion: string | null;
  readonly policyVersion: string;
};

type Ruling = "reject" | "pend" | "cut" | "cut_pending";

/** What one failure means today: cure windows still open let it wait, a reviewer's decision ends the wait for a cut. */
function rulingOf(failure: LineFailure, facts: LineFacts): Ruling {
  const until = curableUntil(failure, facts);
  const open = until !== null && facts.asOf <= until;
  switch (failure.effect) {
    case "reject":
      return "reject";
    case "pend_then_reject":
      return open ? "pend" : "reject";
    case "cut_back":
      return open && (facts.decision === null || facts.decision.kind === "hold") ? "cut_pending" : "cut";
    case "pend":
    case "move":
    case "adjusting_line":
    case "next_period":
    case "batch_waits":
      return "pend";
  }
}

type Tally = { leftFen: Fen; readonly taken: NamedDifference[] };

function take(tally: Tally, code: string, amountFen: Fen): void {
  const amount = leastFen(amountFen, tally.leftFen);
  if (amount <= 0n) return;
  tally.taken.push({ code, amountFen: amount });
  tally.leftFen = subtractFen(tally.leftFen, amount);
}

/**
 * Cuts take their part and full failures the rest, in the order of the checks; then the deduction, then the reviewer.
 */
function tallyLine(facts: LineFacts, failures: readonly LineFailure[]): Tally {
  const tally: Tally = { leftFen: askedFenOf(facts.line), taken: [] };
  for (const failure of failures) {
    const ruling = rulingOf(failure, facts);
    take(
      tally,
      failure.code,
      ruling === "cut" || ruling === "cut_pending" ? (failure.cutFen ?? ZERO_FEN) : tally.leftFen,
    );
  }
  const deduction = dissatisfactionDeduction(tally.leftFen, facts.visit?.findings ?? [], facts.policy.parameters);
  if (deduction) take(tally, deduction.code, deduction.amountFen);
  const { decision } = facts;
  if (decision?.kind === "cut" && decision.adjustedFen < tally.leftFen)
    take(tally, decision.reason, subtractFen(tally.leftFen, decision.adjustedFen));
  if (decision?.kind === "refuse" || decision?.kind === "hold") take(tally, decision.reason, tally.leftFen);
  return tally;
}

function outcomeOf(facts: LineFacts, failures: readonly LineFailure[], tally: Tally): LineOutcome {
  const ruled = failures.map((failure) => ({ failure, ruling: rulingOf(failure, facts) }));
  const first = (...rulings: Ruling[]) => ruled.find((one) => rulings.includes(one.ruling))?.failure;
  const rejecting = first("reject");
  if (rejecting) return { kind: "rejected", code: rejecting.code };
  if (facts.decision?.kind === "refuse") return { kind: "rejected", code: facts.decision.reason };
  const waiting = first("pend", "cut_pending");
  if (waiting) return { kind: "pended", code: waiting.code, until: curableUntil(waiting, facts) };
  if (facts.decision?.kind === "hold") return { kind: "pended", code: facts.decision.reason, until: null };
  const cut = tally.taken[0];
  return cut ? { kind: "cut_back", code: cut.code } : { kind: "accepted" };
}

/**
 * The word of the first failing check. A visit that is not verified is named by the finding that holds it, where one
 * does.
 */
function wordOf(facts: LineFacts, failures: readonly LineFailure[], outcome: LineOutcome): MatchWord {
  const [first] = failures;
  if (!first) return outcome.kind === "accepted" ? "matched" : "needs_review";
  const holding = first.code === "R-CLAIM-NOT-VERIFIED" ? standingFindings(facts)[0] : undefined;
  return wordOfCode(holding?.code ?? first.code);
}

/** Matches one line. Reads the facts and nothing else; the same facts give the same line. */
export function matchLine(facts: LineFacts): MatchedLine {
  const failures = failuresOf(facts);
  const tally = tallyLine(facts, failures);
  const outcome = outcomeOf(facts, failures, tally);
  const paysNow = outcome.kind === "accepted" || outcome.kind === "cut_back";
  const proposedFen = tally.leftFen;
  if (!paysNow && outcome.kind === "pended") take(tally, outcome.code, tally.leftFen);
  const verified = facts.visit !== null && countsAsVerified(facts.visit.approvalState);
  return {
    line: facts.line,
    visitNo: facts.visit?.visitNo ?? null,
    outcome,
    word: wordOf(facts, failures, outcome),
    failures,
    plannedFen: facts.visit === null ? ZERO_FEN : (facts.visit.plannedFen ?? facts.price?.priceFen ?? ZERO_FEN),
    verifiedFen: verified ? (unitPayFen(facts) ?? ZERO_FEN) : ZERO_FEN,
    askedFen: askedFenOf(facts.line),
    adjustedFen: facts.decision?.kind === "cut" ? facts.decision.adjustedFen : null,
    proposedFen,
    approvedFen: paysNow ? tally.leftFen : ZERO_FEN,
    differences: mergeDifferences(tally.taken),
    priceVersion: facts.price?.priceVersion ?? null,
    policyVersion: facts.policy.id,
  };
}
