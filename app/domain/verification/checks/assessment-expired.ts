import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt } from "../served-time.ts";

/** No ability assessment is valid on the date; a later one does not reach back (visit rules E). */
export const assessmentExpired: RuleDefinition = {
  code: "R-ASSESSMENT-EXPIRED",
  level: "block",
  effect: "not_payable",
  reach: "all",
  closedBy: "district",
  acts: "on_visit",
  check: (context) => {
    const expired = context.elder.eligibility.reasons.find((reason) => reason.code === "EL-ASSESSMENT-EXPIRED");
    return expired && startedAt(context) !== null ? { ...expired.facts } : null;
  },
};
