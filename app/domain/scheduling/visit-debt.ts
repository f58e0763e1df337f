/**
 * Visit debt (欠次): a visit of the month that the elder is owed and that has no place in the plan. It is shown with its reason,
 * offered again every `debt_reoffer_days`, and lapses by `debt_expires`. A debt delivered counts as one of the month's visits.
 */
import type { ElderId, ProviderId } from "../identifiers.ts";
import type { PolicyParameters } from "../policy/policy-version.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { addDays, plainDate } from "../time/plain-date.ts";
import { lastDateOf, monthOf } from "../time/plain-month.ts";

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

/**
 * Last day on which a debt may still be delivered (`debt_expires`, visit rules 2.2): the last day of the month in which it arose, or
 * of the project year, which ends with December.
 */
export function debtLapsesOn(arisenOn: PlainDate, policy: Pick<PolicyParameters, "debt_expires">): PlainDate {
  switch (policy.debt_expires) {
    case "month_end":
      return lastDateOf(monthOf(arisenOn));
    case "project_year_end":
      return plainDate(`${arisenOn.slice(0, 4)}-12-31`);
  }
}

/** The next day on which an open debt is offered again, or null when it lapses before. */
export function nextReofferOn(
  lastOfferedOn: PlainDate,
  lapsesOn: PlainDate,
  policy: Pick<PolicyParameters, "debt_reoffer_days">,
): PlainDate | null {
  const next = addDays(lastOfferedOn, Math.max(1, policy.debt_reoffer_days));
  return next <= lapsesOn ? next : null;
}
