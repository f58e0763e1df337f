/**
 * Visit debt (欠次): a visit of the month that the elder is owed and that has no place in the plan. It is shown with its reason, and is
 * of its month alone: a debt delivered counts as one of the month's visits.
 */
import type { ElderId, ProviderId } from "../identifiers.ts";
import type { PlainDate } from "../time/plain-date.ts";

/** Stable codes; the words are in messages. */
export const VISIT_DEBT_REASONS = [
  "no_provider",
  "no_qualified_worker",
  "no_acceptable_worker",
  "outside_windows",
  "no_free_worker",
  "no_candidate_day",
  "absent_all_month",
  "contract_ended",
  "holiday_skipped",
  "visit_cancelled",
  "visit_missed",
] as const;

export type VisitDebtReason = (typeof VISIT_DEBT_REASONS)[number];

export type VisitDebt = {
  readonly elderId: ElderId;
  readonly providerId: ProviderId | null;
  /** Place in the month, 1 to visits_per_month. */
  readonly sequence: number;
  /** The date the rule gave; null when no series could be made. */
  readonly originalOn: PlainDate | null;
  readonly reason: VisitDebtReason;
};

export function isVisitDebtReason(text: string): text is VisitDebtReason {
  return (VISIT_DEBT_REASONS as readonly string[]).includes(text);
}
