import { localMonthOf } from "../../time/instant.ts";
import { monthPositions } from "../month-quota.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { servedTime } from "../served-time.ts";

/**
 * The visit is one too many in the month of its start, by start time among the verified visits of this fund. It acts
 * at the claim only: the visit itself stays verified (visit rules 4.2, E).
 */
export const overQuota: RuleDefinition = {
  code: "R-OVER-QUOTA",
  level: "block",
  effect: "not_payable",
  reach: "basket",
  closedBy: "fact",
  acts: "at_claim",
  check: (context) => {
    const served = servedTime(context);
    const { visit, policy } = context;
    if (served === null || visit.waived) return null;
    const month = localMonthOf(served.inAt);
    const others = context.elderVisits.filter(
      (other) =>
        other.visitId !== visit.visitId &&
        other.kind === "basket" &&
        other.fund === visit.fund &&
        localMonthOf(other.startAt) === month,
    );
    const self = { visitNo: visit.visitNo, startAt: served.inAt, verified: true, waived: false };
    const n = monthPositions([...others, self]).get(visit.visitNo) ?? 0;
    const limit = policy.parameters.visits_per_month;
    return n > limit ? { n, visits_per_month: limit } : null;
  },
};
