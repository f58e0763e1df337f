import { planInForce } from "../../care-plan/plan-on-file.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt } from "../served-time.ts";

/**
 * No signed plan of the elder holds on the date (visit rules E). It is asked where plans of the elder are on file: of an elder whose plan
 * lies on paper only, nobody can say whether it holds.
 */
export const noPlan: RuleDefinition = {
  code: "R-NO-PLAN",
  level: "block",
  effect: "not_payable",
  reach: "planned",
  closedBy: "fact",
  acts: "on_visit",
  check: (context) => {
    const { elder, visitOn } = context;
    if (elder.plans.length === 0 || startedAt(context) === null) return null;
    return planInForce(elder.plans, visitOn) === null ? { date: visitOn } : null;
  },
};
