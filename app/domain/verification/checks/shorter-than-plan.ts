import { plannedMinutes } from "../../visits/visit.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { servedTime } from "../served-time.ts";

/** At least the minimum, but well below the plan (visit rules B). */
export const shorterThanPlan: RuleDefinition = {
  code: "R-SHORTER-THAN-PLAN",
  level: "acknowledge",
  effect: "none",
  reach: "planned",
  closedBy: "provider",
  acts: "on_visit",
  check: (context) => {
    const served = servedTime(context);
    if (served === null || context.planned === null) return null;
    const { visit_min_minutes, shorter_than_plan_min } = context.policy.parameters;
    const gap = plannedMinutes(context.planned) - served.minutes;
    return served.minutes >= visit_min_minutes && gap > shorter_than_plan_min ? { gap } : null;
  },
};
