/**
 * Reasons for not paying a line as asked, where each stands among the 16 checks, and the word of the three-way match
 * it gives the line (visit rules 8). Stable codes; their sentences are in the messages.
 */
export type MatchWord =
  | "matched"
  | "short"
  | "over_plan"
  | "over_quota"
  | "no_evidence"
  | "no_plan"
  | "duplicate"
  | "ineligible"
  | "other_fund"
  | "needs_review";

/** What a failing check does to the line. */
export type LineEffect =
  "reject" | "pend" | "pend_then_reject" | "cut_back" | "move" | "adjusting_line" | "next_period" | "batch_waits";

/** Rules of the claim itself, in the order of the checks. */
export const CLAIM_RULES = {
  "R-CLAIM-NO-VISIT": { check: 4, effect: "pend_then_reject" },
  "R-CLAIM-NOT-VERIFIED": { check: 4, effect: "pend_then_reject" },
  "R-CLAIM-ELDER-MISMATCH": { check: 5, effect: "reject" },
  "R-CLAIM-DATE-MISMATCH": { check: 6, effect: "reject" },
  "R-CLAIM-WRONG-MONTH": { check: 6, effect: "move" },
  "R-CLAIM-PROVIDER-MISMATCH": { check: 7, effect: "reject" },
  "R-CLAIM-NOT-PRICED": { check: 8, effect: "pend" },
  "R-PRICE-OUT-OF-BOUNDS": { check: 8, effect: "pend" },
  "R-CLAIM-UNITS": { check: 9, effect: "cut_back" },
  "R-CLAIM-PRICE": { check: 9, effect: "cut_back" },
  "R-OVER-QUOTA": { check: 11, effect: "reject" },
  "visit-waived": { check: 11, effect: "reject" },
  "R-WAITING-PERIOD": { check: 12, effect: "reject" },
  "R-CLAIM-DUPLICATE": { check: 13, effect: "reject" },
  "R-DOUBLE-FUNDED": { check: 13, effect: "reject" },
  "R-CLAIM-BEFORE-VISIT": { check: 14, effect: "reject" },
  "R-CLAIM-LATE": { check: 15, effect: "reject" },
  "R-PERIOD-CLOSED": { check: 15, effect: "next_period" },
  "R-CLAIM-OPEN-EXCEPTION": { check: 16, effect: "pend" },
  "R-CHANGED-AFTER-CLAIM": { check: 16, effect: "adjusting_line" },
  "R-BUDGET-SHORT": { check: 16, effect: "batch_waits" },
} as const satisfies Readonly<Record<string, { check: number; effect: LineEffect }>>;

export type ClaimRuleCode = keyof typeof CLAIM_RULES;

/**
 * Findings of a visit that have a check of their own; every other standing block is named at check 4, the rest at
 * check 16.
 */
export const CHECK_OF_FINDING: Readonly<Record<string, number>> = {
  "R-PROVIDER-NOT-CONTRACTED": 1,
  "R-SUBCONTRACTED": 1,
  "R-NOT-ELIGIBLE": 2,
  "R-ASSESSMENT-EXPIRED": 2,
  "R-NO-PLAN": 2,
  "R-DECEASED": 3,
  "R-INPATIENT": 3,
  "R-INPATIENT-EDGE": 3,
  "R-IN-INSTITUTION": 3,
  "R-WORKER-NOT-EMPLOYED": 7,
  "R-UNQUALIFIED": 7,
  "R-CREDENTIAL-EXPIRED": 7,
  "R-SERVICE-UNKNOWN": 8,
  "R-MIN-GAP": 10,
  "R-WAITING-PERIOD": 12,
  "R-DOUBLE-FUNDED": 13,
  "R-BENEFIT-OVERLAP": 13,
  "R-COMPLAINT-OPEN": 16,
  "R-CALLBACK-DENIED": 16,
};

const WORDS: Readonly<Record<string, MatchWord>> = {
  "R-TOO-SHORT": "short",
  "R-CLAIM-UNITS": "over_plan",
  "R-CLAIM-PRICE": "over_plan",
  "R-OVER-QUOTA": "over_quota",
  "R-CLAIM-NO-VISIT": "no_evidence",
  "R-CLAIM-NOT-VERIFIED": "no_evidence",
  "R-UNKNOWN-ELDER": "no_evidence",
  "R-NO-PLACE-PROOF": "no_evidence",
  "R-NO-PERSON-PROOF": "no_evidence",
  "R-UNSCHEDULED": "no_plan",
  "R-NO-PLAN": "no_plan",
  "R-CLAIM-DUPLICATE": "duplicate",
  "R-DUPLICATE-VISIT": "duplicate",
  "R-ELDER-OVERLAP": "duplicate",
  "R-WORKER-OVERLAP": "duplicate",
  "R-WAITING-PERIOD": "ineligible",
  "R-WORKER-NOT-EMPLOYED": "ineligible",
  "R-UNQUALIFIED": "ineligible",
  "R-CREDENTIAL-EXPIRED": "ineligible",
  "R-DOUBLE-FUNDED": "other_fund",
  "R-BENEFIT-OVERLAP": "other_fund",
};

/** The word of one code: the table's, else ineligible for checks 1 to 3, else needs_review. */
export function wordOfCode(code: string): MatchWord {
  const word = WORDS[code];
  if (word !== undefined) return word;
  return (CHECK_OF_FINDING[code] ?? 99) <= 3 ? "ineligible" : "needs_review";
}
