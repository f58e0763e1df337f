import type { RuleDefinition } from "../rule-definition.ts";
import { servedTime } from "../served-time.ts";

/** Longer than any visit can be, usually a forgotten check-out (visit rules A). */
export const over24Hours: RuleDefinition = {
  code: "R-OVER-24H",
  level: "fix",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  check: (context) => {
    const served = servedTime(context);
    const limit = context.policy.parameters.visit_abs_max_minutes;
    return served !== null && served.minutes > limit ? { minutes: served.minutes, visit_abs_max_minutes: limit } : null;
  },
};
