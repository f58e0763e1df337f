/**
 * 人次 of the project year (domain reference 2, rule 8): one person who has had so many visits that count. The year is the calendar year
 * [assumed]; how many visits make one and how many persons the district promised are the policy's.
 */
import type { PolicyParameters } from "../policy/policy-parameters.ts";

/** Visits of a person that count, in this project year and of them in the month of today. */
export type YearOfVisits = { readonly countedInYear: number; readonly countedInMonth: number };

export type YearTerms = Pick<PolicyParameters, "project_year_visit_target" | "visits_per_month">;

const MONTHS_OF_YEAR = 12;

/** Visits that may still count until the year ends: the month's own that are left, and all of each month after it. @param month 1 to 12 */
export function stillPossible(
  { countedInMonth }: YearOfVisits,
  month: number,
  { visits_per_month }: YearTerms,
): number {
  return Math.max(0, visits_per_month - countedInMonth) + (MONTHS_OF_YEAR - month) * visits_per_month;
}

export type PersonTime = {
  readonly standing: "reached" | "under_way" | "out_of_reach";
  /** Visits until this person counts. */
  readonly missing: number;
  readonly possible: number;
};

/** Where a person stands. Exactly the visits of the policy are enough; who misses as many as are possible is still under way. */
export function personTime(visits: YearOfVisits, month: number, terms: YearTerms): PersonTime {
  const missing = Math.max(0, terms.project_year_visit_target - visits.countedInYear);
  const possible = stillPossible(visits, month, terms);
  const standing = missing === 0 ? "reached" : missing <= possible ? "under_way" : "out_of_reach";
  return { standing, missing, possible };
}
