/** What an elder lets the care worker know beforehand: few things, chosen and never typed, so that nothing private is written down beside a visit. */

/** At most four stand on one screen. */
export const VISIT_REMARKS = ["ring_first", "speak_loudly", "has_dog", "wheelchair"] as const;
export type VisitRemark = (typeof VISIT_REMARKS)[number];

/** The known ones among these, each once, in the order in which they are offered. */
export function visitRemarksOf(given: readonly string[]): VisitRemark[] {
  return VISIT_REMARKS.filter((remark) => given.includes(remark));
}
