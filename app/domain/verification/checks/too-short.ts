import type { RuleDefinition } from "../rule-definition.ts";
import { servedTime } from "../served-time.ts";

/**
 * Below the shortest payable visit. Seconds are cut off and never rounded up: 59 min 59 s is 59 (visit rules B, 7.2).
 */
export const tooShort: RuleDefinition = {
  code: "R-TOO-SHORT",
  level: "block",
  effect: "not_payable",
  reach: "basket",
  closedBy: "fact",
  acts: "on_visit",
  check: (context) => {
    const served = servedTime(context);
    const least = context.policy.parameters.visit_min_minutes;
    return served !== null && served.minutes < least ? { minutes: served.minutes, visit_min_minutes: least } : null;
  },
};
