import { lacksProofOf } from "../evidence.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/**
 * The visit has ended and nothing proves the place: no position inside the fence, no code, no tag, no device of the
 * home (visit rules C).
 */
export const noPlaceProof: RuleDefinition = {
  code: "R-NO-PLACE-PROOF",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  check: (context) =>
    context.clock.effectiveOutAt !== null && lacksProofOf("place", context)
      ? { proofs_required: context.policy.parameters.proofs_required }
      : null,
};
