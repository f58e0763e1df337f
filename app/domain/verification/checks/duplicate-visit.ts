import { isLater, overlaps } from "../other-visits.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { servedTime } from "../served-time.ts";

/**
 * The same care worker recorded two visits of the same elder for the same time: one of the records is too many. Both say so, until one of
 * them is voided (visit rules A).
 */
export const duplicateVisit: RuleDefinition = {
  code: "R-DUPLICATE-VISIT",
  level: "fix",
  effect: "hold_both",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  matter: ["other"],
  check: (context) => {
    const served = servedTime(context);
    if (served === null) return null;
    const { visitId, visitNo, workerIds } = context.visit;
    const twins = context.elderVisits.filter(
      (other) =>
        other.visitId !== visitId && overlaps(served, other) && other.workerIds.some((id) => workerIds.includes(id)),
    );
    const own = { startAt: served.inAt, visitNo };
    const [first] = [...twins].sort((left, right) => (isLater(left, right) ? 1 : -1));
    return first ? { other: first.visitNo, later: isLater(own, first) } : null;
  },
};
