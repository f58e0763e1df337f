/**
 * The candidate list that a street works through each month: who is in, who is out and why, what has to be done next. Out is who
 * cannot be served as things stand; whoever lacks a paper, an assessment or a place stays in, because the office can do something
 * about it. Persons supported in an institution are put out by the list itself, with the reason on record.
 */
import type { WaitingListKey } from "./waiting-list-keys.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { neverReached } from "../refusal.ts";
import type { EligibilityReason, EligibilityResult } from "./eligibility.ts";

export type Candidate = {
  /** Elder number; decides between equals, so that the order never depends on the order of the rows. */
  readonly elderNo: string;
  readonly result: EligibilityResult;
  /** Grade of the newest assessment, or null. */
  readonly grade: number | null;
  /** Priority class of the hardship list: 1 is served first; null when the elder is in none. */
  readonly priorityClass: number | null;
  readonly approvedOn: PlainDate | null;
  readonly lastContactOn: PlainDate | null;
  /** Flagged, because whoever is served already needs no new place. */
  readonly inService: boolean;
};

/** What the office does next. Stable codes; the words are in app/messages. */
export const NEXT_STEPS = [
  "serve",
  "offer_place",
  "correct_file",
  "merge_files",
  "assess",
  "assess_again",
  "obtain_consent",
  "collect_papers",
  "await_return",
  "await_date",
  "keep_waiting",
  "find_provider",
  "none",
] as const;

export type NextStep = (typeof NEXT_STEPS)[number];

export type ListedCandidate = Candidate & {
  readonly listing: "included" | "excluded";
  readonly reasons: readonly EligibilityReason[];
  readonly nextStep: NextStep;
};

/** The steps that cure a reason, in the order in which an office takes them: a file must be right before anyone is assessed. */
const STEPS: readonly (readonly [code: string, step: NextStep])[] = [
  ["EL-DUPLICATE", "merge_files"],
  ["EL-ID-INVALID", "correct_file"],
  ["EL-CONSENT", "obtain_consent"],
  ["EL-DOCS", "collect_papers"],
  ["EL-NO-ASSESSMENT", "assess"],
  ["EL-ASSESSMENT-EXPIRED", "assess_again"],
  ["EL-INPATIENT", "await_return"],
  ["EL-AWAY", "await_return"],
  ["EL-WAITING-PERIOD", "await_date"],
  ["EL-NO-PROVIDER", "find_provider"],
  ["EL-FULL", "keep_waiting"],
  ["EL-BUDGET", "keep_waiting"],
];

/** The first step that cures something; excluded persons have none, because only they or time can change what excludes them. */
export function nextStepOf({ result, inService }: Pick<Candidate, "result" | "inService">): NextStep {
  if (result.verdict === "not_eligible") return "none";
  if (result.verdict === "eligible") return inService ? "serve" : "offer_place";
  const codes = new Set(result.reasons.map((reason) => reason.code));
  return STEPS.find(([code]) => codes.has(code))?.[1] ?? "none";
}

/** Missing values come last: without a class, an assessment or an approval there is no claim to an earlier place. */
function rankBy(key: WaitingListKey, candidate: Candidate): number | string {
  switch (key) {
    case "priority class":
      return candidate.priorityClass ?? Number.MAX_SAFE_INTEGER;
    case "grade desc":
      return candidate.grade === null ? 1 : -candidate.grade;
    case "approved_at":
      return candidate.approvedOn ?? "9999-12-31";
    default:
      return neverReached(key);
  }
}

/** Compares two candidates by the keys of waiting_list_order, then by elder number. */
export function byWaitingListOrder(order: readonly WaitingListKey[]): (left: Candidate, right: Candidate) => number {
  return (left, right) => {
    for (const key of order) {
      const [before, after] = [rankBy(key, left), rankBy(key, right)];
      if (before !== after) return before < after ? -1 : 1;
    }
    return left.elderNo < right.elderNo ? -1 : left.elderNo > right.elderNo ? 1 : 0;
  };
}

/** The list: included candidates in waiting-list order, then the excluded ones in the same order, each with its reasons. */
export function candidateList(
  candidates: readonly Candidate[],
  waitingListOrder: readonly WaitingListKey[],
): ListedCandidate[] {
  const compare = byWaitingListOrder(waitingListOrder);
  const listed = [...candidates].sort(compare).map((candidate): ListedCandidate => ({
    ...candidate,
    listing: candidate.result.verdict === "not_eligible" ? "excluded" : "included",
    reasons: candidate.result.reasons,
    nextStep: nextStepOf(candidate),
  }));
  return [
    ...listed.filter(({ listing }) => listing === "included"),
    ...listed.filter(({ listing }) => listing === "excluded"),
  ];
}
