/**
 * How long an ability assessment holds. GB/T 42195-2022 asks for a new one at least every 12 months and at once on change;
 * the number of months is policy (assessment_valid_months). A later assessment never reaches back.
 */
import type { AssessmentFact } from "../elders/elder.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { addDays, addMonthsToDate, daysBetween } from "../time/plain-date.ts";

/** The newest assessment made by the date, or null. */
export function newestAssessment<Made extends Pick<AssessmentFact, "assessedOn">>(
  assessments: readonly Made[],
  on: PlainDate,
): Made | null {
  return assessments
    .filter((one) => one.assessedOn <= on)
    .reduce<Made | null>((best, one) => (best === null || one.assessedOn > best.assessedOn ? one : best), null);
}

/**
 * The last day on which an assessment counts. Without a date on the report that is the day before the same day `validMonths` later,
 * so that 12 months from 1 March end with the last of February. A date on the report counts up to that same day: some offices write
 * the anniversary itself. A later one is a slip of the pen or against the standard and is cut.
 */
export function lastValidDay(assessment: Omit<AssessmentFact, "grade">, validMonths: number): PlainDate {
  const anniversary = addMonthsToDate(assessment.assessedOn, validMonths);
  if (assessment.validUntil === null) return addDays(anniversary, -1);
  return assessment.validUntil < anniversary ? assessment.validUntil : anniversary;
}

/** Is a new assessment to be arranged on the date: from `noticeDays` before the last valid day on (assessment_due_notice_days)? */
export function isAssessmentDue(validUntil: PlainDate, on: PlainDate, noticeDays: number): boolean {
  return daysBetween(on, validUntil) <= noticeDays;
}
