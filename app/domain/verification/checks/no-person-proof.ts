import { plusMinutes } from "../../time/instant.ts";
import { lacksProofOf } from "../evidence.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/**
 * Nobody on the elder's side has confirmed the visit by the deadline; until then the visit is being checked (visit
 * rules C).
 */
export const noPersonProof: RuleDefinition = {
  code: "R-NO-PERSON-PROOF",
  level: "fix",
  effect: "hold",
  reach: "all",
  closedBy: "operator",
  acts: "on_visit",
  check: (context) => {
    const endedAt = context.clock.effectiveOutAt;
    const hours = context.policy.parameters.person_proof_deadline_hours;
    if (endedAt === null || context.asOf < plusMinutes(endedAt, hours * 60)) return null;
    return lacksProofOf("person", context) ? { person_proof_deadline_hours: hours } : null;
  },
};
