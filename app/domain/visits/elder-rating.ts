/**
 * What an elder says of a visit afterwards. The grades are those of the telephone call-back (满意, 基本满意, 不满意), so that both add up; a
 * rating is the elder's own confirmation that the visit took place. What follows is data of the district, 示例/待确认.
 */
export const RATING_GRADES = ["satisfied", "mostly_satisfied", "dissatisfied"] as const;
export type RatingGrade = (typeof RATING_GRADES)[number];

/** What was not good, in the words of tickets. */
export const RATING_REMARKS = ["late", "too_short", "badly_done", "rude", "took_money", "other"] as const;
export type RatingRemark = (typeof RATING_REMARKS)[number];

/** A visit is asked about for so long. */
export const RATING_DAYS = 30;

/** Remarks in their one order, each once; anything else is left out. */
export function readRemarks(given: readonly string[]): RatingRemark[] {
  return RATING_REMARKS.filter((remark) => given.includes(remark));
}
