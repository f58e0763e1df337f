/**
 * What an elder may get in a calendar month. Whoever is eligible on some day of the month is entitled to the month's visits, all of
 * them: absences do not reduce the number, they block days, and each visit is judged again on its own date, so that nothing is paid
 * for a day that does not hold. Whoever is only paused on every day (in hospital from the first to the last) has no day to be
 * visited on and gets none.
 */
import type { ElderFacts } from "../elders/elder.ts";
import type { PolicyVersion } from "../policy/policy-version.ts";
import { visitQuota } from "../policy/visit-quota.ts";
import type { DatePeriod, PlainDate } from "../time/plain-date.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import { datesOf } from "../time/plain-month.ts";
import type { EligibilityResult } from "./eligibility.ts";
import { assessEligibility } from "./eligibility.ts";

export type MonthlyEntitlement = {
  /** The result that explains the month: the first eligible day's, else the first day's. */
  readonly result: EligibilityResult;
  /** Visits the month allows under this elder's policy, 0 when no day is eligible. */
  readonly visitsAllowed: number;
};

/** Days in a row on which an elder cannot be visited, first and last day included, with the result of the first of them. */
export type ClosedPeriod = DatePeriod & {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly result: EligibilityResult;
};

/**
 * Judges the month. The first day may fail and a later one open the month (a birthday, a new assessment, a discharge), so days are
 * asked in order until one is eligible.
 */
export function monthlyEntitlement(facts: ElderFacts, month: PlainMonth, policy: PolicyVersion): MonthlyEntitlement {
  const [first, ...others] = datesOf(month);
  const onFirst = assessEligibility(facts, first as PlainDate, policy);
  const visitsAllowed = visitQuota(policy.parameters, facts.holdsFamilyBed ?? false);
  if (onFirst.verdict === "eligible") return { result: onFirst, visitsAllowed };
  for (const day of others) {
    const result = assessEligibility(facts, day, policy);
    if (result.verdict === "eligible") return { result, visitsAllowed };
  }
  return { result: onFirst, visitsAllowed: 0 };
}

/**
 * The days of a month on which a visit would not be payable, as periods in order: before a 60th birthday, during a stay, from a death
 * on, after an assessment or an aid status has run out. Neighbouring days belong together while their reasons are the same.
 */
export function closedPeriods(facts: ElderFacts, month: PlainMonth, policy: PolicyVersion): ClosedPeriod[] {
  const periods: ClosedPeriod[] = [];
  let before = "";
  for (const day of datesOf(month)) {
    const result = assessEligibility(facts, day, policy);
    const codes = result.reasons.map((reason) => reason.code).join();
    const last = periods.at(-1);
    if (last && codes !== "" && codes === before) periods[periods.length - 1] = { ...last, to: day };
    else if (codes !== "") periods.push({ from: day, to: day, result });
    before = codes;
  }
  return periods;
}
