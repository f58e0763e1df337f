import { isLater, overlaps } from "../other-visits.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { servedTime } from "../served-time.ts";

/**
 * One elder, two visits at the same time: the later one does not count. Two workers on one visit are one visit (visit
 * rules D).
 */
export const elderOverlap: RuleDefinition = {
  code: "R-ELDER-OVERLAP",
  level: "block",
  effect: "later_not_payable",
  reach: "all",
  closedBy: "district",
  acts: "on_visit",
  matter: ["other"],
  check: (context) => {
    const served = servedTime(context);
    if (served === null) return null;
    const clash = context.elderVisits.filter(
      (other) =>
        other.visitId !== context.visit.visitId &&
        overlaps(served, other) &&
        isLater({ startAt: served.inAt, visitNo: context.visit.visitNo }, other),
    );
    return clash.length > 0
      ? {
          other: clash
            .map((other) => other.visitNo)
            .sort()
            .join(","),
        }
      : null;
  },
};
