import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt } from "../served-time.ts";

/**
 * The visit took place before the first day on which the approved elder's visits are paid (visit rules H). A question of the claim: the visit
 * took place and stays verified; its line is refused.
 */
export const waitingPeriod: RuleDefinition = {
  code: "R-WAITING-PERIOD",
  level: "block",
  effect: "reject",
  reach: "all",
  closedBy: "fact",
  acts: "at_claim",
  check: (context) => {
    const waiting = context.elder.eligibility.reasons.find((reason) => reason.code === "EL-WAITING-PERIOD");
    return waiting && startedAt(context) !== null ? { ...waiting.facts } : null;
  },
};
