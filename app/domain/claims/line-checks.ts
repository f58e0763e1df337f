/**
 * The 16 checks of a claim line, in their fixed order (visit rules 8). Each lists what fails; none decides about
 * money. The first failure names the line, and all failures are kept.
 */
import type { Fen } from "../money/fen.ts";
import { leastFen, subtractFen, timesFen } from "../money/fen.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { addDays, daysBetween } from "../time/plain-date.ts";
import type { FindingFacts } from "../verification/rule-definition.ts";
import { stands } from "../verification/finding-state.ts";
import { countsAsVerified } from "./approval-state.ts";
import type { ClaimFinding, LineFacts } from "./line-facts.ts";
import type { ClaimRuleCode, LineEffect } from "./rejection-reason.ts";
import { CHECK_OF_FINDING, CLAIM_RULES } from "./rejection-reason.ts";

export type LineFailure = {
  readonly check: number;
  readonly code: string;
  readonly effect: LineEffect;
  /** For a cut: what it takes. Null takes whatever is left. */
  readonly cutFen: Fen | null;
  readonly facts: FindingFacts;
};

type Check = (facts: LineFacts) => readonly LineFailure[];

function fail(code: ClaimRuleCode, facts: FindingFacts = {}, cutFen: Fen | null = null): LineFailure {
  return { ...CLAIM_RULES[code], code, cutFen, facts };
}

/**
 * Findings that stand against the visit and are not only counted. A void subtype costs nothing while the visit itself
 * still counts.
 */
export function standingFindings(facts: Pick<LineFacts, "visit">): ClaimFinding[] {
  const findings = facts.visit?.findings ?? [];
  // Most visits have none, and each of the checks asks.
  if (findings.length === 0) return [];
  return findings.filter(
    (finding) =>
      stands(finding.state) &&
      !finding.wouldHave &&
      finding.level !== "info" &&
      finding.code !== "R-OVER-QUOTA" &&
      !(finding.code === "R-DISSATISFIED" && finding.state === "upheld") &&
      !(finding.effect === "subtype_void" && finding.facts.visit_void !== true),
  );
}

/** A standing block or an upheld finding is final at the claim; what can still be closed waits for its cure date. */
function effectOf(finding: ClaimFinding): LineEffect {
  if (finding.state === "upheld") return "reject";
  if (finding.code === "R-CALLBACK-DENIED" || finding.code === "R-COMPLAINT-OPEN") return "pend";
  return finding.level === "block" ? "reject" : "pend_then_reject";
}

function failFor(finding: ClaimFinding, check: number): LineFailure {
  return { check, code: finding.code, effect: effectOf(finding), cutFen: null, facts: finding.facts };
}

const NO_FAILURES: readonly LineFailure[] = [];

/** A check that is nothing but the findings listed for it. */
function findingsOf(check: number): Check {
  return (facts) => {
    const standing = standingFindings(facts);
    if (standing.length === 0) return NO_FAILURES;
    return standing
      .filter((finding) => CHECK_OF_FINDING[finding.code] === check)
      .map((finding) => failFor(finding, check));
  };
}

const ownCheck = (finding: ClaimFinding) => CHECK_OF_FINDING[finding.code] !== undefined;

const visitVerified: Check = (facts) => {
  const { visit } = facts;
  if (visit === null) return [fail("R-CLAIM-NO-VISIT", { date: facts.line.serviceOn })];
  const standing = standingFindings(facts);
  const blocks = standing.filter((finding) => finding.level === "block");
  const named = blocks.filter((finding) => !ownCheck(finding)).map((finding) => failFor(finding, 4));
  if (countsAsVerified(visit.approvalState) || blocks.length > 0) return named;
  if (visit.approvalState === "rejected")
    return [{ ...fail("R-CLAIM-NOT-VERIFIED", { state: "rejected" }), effect: "reject" }];
  const open = standing.map((finding) => finding.code).join(",");
  return [fail("R-CLAIM-NOT-VERIFIED", { state: visit.approvalState, ...(open === "" ? {} : { findings: open }) })];
};

const sameElder: Check = ({ line, visit }) =>
  visit !== null && visit.elderNo !== line.elderNo ? [fail("R-CLAIM-ELDER-MISMATCH")] : [];

const sameDate: Check = ({ line, visit }) => [
  ...(visit !== null && visit.serviceOn !== line.serviceOn
    ? [fail("R-CLAIM-DATE-MISMATCH", { date: visit.serviceOn })]
    : []),
  ...(visit !== null && visit.serviceMonth !== line.month
    ? [fail("R-CLAIM-WRONG-MONTH", { month: visit.serviceMonth })]
    : []),
];

const sameProvider: Check = (facts) => [
  ...(facts.visit !== null && facts.visit.providerCode !== facts.line.providerCode
    ? [fail("R-CLAIM-PROVIDER-MISMATCH")]
    : []),
  ...findingsOf(7)(facts),
];

const priced: Check = (facts) => {
  const { price, visit, line, policy } = facts;
  if (price === null) return [...findingsOf(8)(facts), fail("R-CLAIM-NOT-PRICED", { date: line.serviceOn })];
  const { visit_price_floor_fen: floor, visit_price_cap_fen: cap } = policy.parameters;
  const inBounds = cap !== null && price.priceFen >= BigInt(floor) && price.priceFen <= BigInt(cap);
  const judged = visit === null || visit.kind === "basket";
  return [
    ...findingsOf(8)(facts),
    ...(judged && !inBounds ? [fail("R-PRICE-OUT-OF-BOUNDS", { price: price.priceFen.toString(), floor, cap })] : []),
  ];
};

/** What one visit may cost at most: the contract price, and the planned amount where the visit was planned. */
export function unitPayFen({ price, visit }: Pick<LineFacts, "price" | "visit">): Fen | null {
  return price === null ? null : leastFen(price.priceFen, visit?.plannedFen ?? price.priceFen);
}

const withinQuantityAndPrice: Check = (facts) => {
  const { line } = facts;
  const unitPay = unitPayFen(facts);
  const surplus = Math.max(0, line.quantity - 1);
  return [
    // A line that asks for no money asks for no units too many: there is nothing to cut, and nothing unsaid.
    ...(surplus > 0 && line.unitPriceFen > 0n
      ? [fail("R-CLAIM-UNITS", { asked: line.quantity, verified: 1 }, timesFen(line.unitPriceFen, surplus))]
      : []),
    ...(unitPay !== null && line.quantity > 0 && line.unitPriceFen > unitPay
      ? [
          fail(
            "R-CLAIM-PRICE",
            { asked: line.unitPriceFen.toString(), price: unitPay.toString() },
            subtractFen(line.unitPriceFen, unitPay),
          ),
        ]
      : []),
  ];
};

const withinQuota: Check = ({ visit, quotaPosition, policy }) => {
  if (visit === null || visit.kind !== "basket") return [];
  if (visit.waived) return [fail("visit-waived")];
  const limit = policy.parameters.visits_per_month;
  return quotaPosition !== null && quotaPosition > limit
    ? [fail("R-OVER-QUOTA", { n: quotaPosition, visits_per_month: limit })]
    : [];
};

const claimedOnce: Check = (facts) => [
  ...(facts.otherLiveLine !== null ? [fail("R-CLAIM-DUPLICATE", { other: facts.otherLiveLine })] : []),
  ...((facts.visit?.otherFunds.length ?? 0) > 0
    ? [fail("R-DOUBLE-FUNDED", { funds: facts.visit?.otherFunds.join(",") ?? "" })]
    : []),
  ...findingsOf(13)(facts).filter((failure) => failure.code !== "R-DOUBLE-FUNDED" || !facts.visit?.otherFunds.length),
];

const claimedAfterVisit: Check = ({ line, visit }) =>
  line.claimedOn < (visit?.serviceOn ?? line.serviceOn) ? [fail("R-CLAIM-BEFORE-VISIT")] : [];

const claimedInTime: Check = ({ line, visit, policy, periodIsClosed }) => {
  const limit = policy.parameters.claim_filing_limit_days;
  const late = daysBetween(visit?.serviceOn ?? line.serviceOn, line.claimedOn) > limit;
  return [
    ...(late ? [fail("R-CLAIM-LATE", { claim_filing_limit_days: limit })] : []),
    ...(periodIsClosed ? [fail("R-PERIOD-CLOSED", { month: line.month })] : []),
  ];
};

const nothingOpen: Check = (facts) => {
  const open = standingFindings(facts).filter((finding) => !ownCheck(finding) && finding.level !== "block");
  const upheld = open.filter((finding) => finding.state === "upheld");
  const waiting = open.filter((finding) => finding.state === "open");
  return [
    ...findingsOf(16)(facts),
    ...upheld.map((finding) => failFor(finding, 16)),
    ...(waiting.length > 0
      ? [fail("R-CLAIM-OPEN-EXCEPTION", { codes: waiting.map((finding) => finding.code).join(",") })]
      : []),
    ...(facts.visit?.changedAfterClaim === true ? [fail("R-CHANGED-AFTER-CLAIM")] : []),
    ...(facts.fundsAreShort ? [fail("R-BUDGET-SHORT")] : []),
  ];
};

/** The table of contents of the match: check n stands at index n - 1. */
export const LINE_CHECKS: readonly Check[] = [
  findingsOf(1),
  findingsOf(2),
  findingsOf(3),
  visitVerified,
  sameElder,
  sameDate,
  sameProvider,
  priced,
  withinQuantityAndPrice,
  findingsOf(10),
  withinQuota,
  findingsOf(12),
  claimedOnce,
  claimedAfterVisit,
  claimedInTime,
  nothingOpen,
];

/** Every failing check of a line, in the order of the checks. */
export function failuresOf(facts: LineFacts): LineFailure[] {
  return LINE_CHECKS.flatMap((check) => check(facts));
}

/**
 * The last day on which a failure can still be cured, or null when the line waits without a date or cannot be cured.
 */
export function curableUntil(failure: LineFailure, facts: Pick<LineFacts, "line" | "policy">): PlainDate | null {
  const { cure_no_visit_days, cure_units_days } = facts.policy.parameters;
  if (failure.effect === "pend_then_reject") return addDays(facts.line.claimedOn, cure_no_visit_days);
  if (failure.effect === "cut_back") return addDays(facts.line.claimedOn, cure_units_days);
  return null;
}
