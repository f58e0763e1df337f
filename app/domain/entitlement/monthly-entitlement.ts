/**
 * What an elder may get in a month. An elder who is eligible (or only paused, as in hospital) on any day of the month is entitled
 * to the month's visits; each visit is judged again on its own date, so nothing is paid for a day that does not hold.
 */
import type { ElderFacts } from "../elders/elder.ts";
import type { PolicyVersion } from "../policy/policy-version.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import { datesOf } from "../time/plain-month.ts";
import type { EligibilityResult } from "./eligibility.ts";
import { assessEligibility } from "./eligibility.ts";

export type MonthlyEntitlement = {
  /** The result that explains the month: the first eligible day's, else the first day's. */
  readonly result: EligibilityResult;
  readonly visitsAllowed: number;
};

/**
 * Judges the first day; when that is not eligible, the days on which facts change (a birthday, an assessment, a discharge)
 * may still open the month, so every day is asked until one is eligible.
 */
export function monthlyEntitlement(facts: ElderFacts, month: PlainMonth, policy: PolicyVersion): MonthlyEntitlement {
  const days = datesOf(month);
  const results = [];
  for (const day of days) {
    const result = assessEligibility(facts, day, policy);
    if (result.verdict === "eligible") return { result, visitsAllowed: policy.parameters.visits_per_month };
    results.push(result);
  }
  const first = results[0] as EligibilityResult;
  return { result: first, visitsAllowed: 0 };
}
