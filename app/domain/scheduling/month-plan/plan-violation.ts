/** A hard rule that a plan breaks. Codes are stable; their words are in messages. */
import type { ElderId, WorkerId } from "../../identifiers.ts";
import type { PlainDate } from "../../time/plain-date.ts";

export const PLAN_VIOLATIONS = [
  "worker_overlap",
  "travel_too_tight",
  "outside_availability",
  "on_leave",
  "not_employed",
  "worker_of_other_provider",
  "unqualified",
  "wrong_number_of_workers",
  "refused_worker",
  "sex_not_wanted",
  "day_hours",
  "day_visits",
  "week_hours",
  "lunch_break",
  "outside_windows",
  "elder_blocked",
  "day_off",
  "min_gap",
  "two_visits_on_a_day",
  "outside_month",
  "too_short",
  "count_wrong",
  "sequence_repeated",
  "rule_not_exact",
  "visit_not_in_series",
  "series_date_lost",
  "basket_incomplete",
] as const;

export type PlanViolation = {
  readonly code: (typeof PLAN_VIOLATIONS)[number];
  readonly elderId: ElderId | null;
  readonly workerId: WorkerId | null;
  readonly date: PlainDate | null;
};
