import { judgeEnd, placeProofsBesidePosition } from "../evidence.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/**
 * A fix too rough to say much. A precise fix inside the fence, or a code, tag or device of the home clears it (visit
 * rules C).
 */
export const locationImprecise: RuleDefinition = {
  code: "R-LOCATION-IMPRECISE",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  check: (context) => {
    const ends = [context.evidence.checkIn, context.evidence.checkOut].filter((event) => event !== null);
    const limit = context.policy.parameters.accuracy_poor_m;
    const precise = ends.some(
      (event) => (event.body.position.fix?.accuracyM ?? Infinity) <= limit && judgeEnd(event, context)?.inside === true,
    );
    if (precise || placeProofsBesidePosition(context).length > 0) return null;
    const worst = Math.max(0, ...ends.map((event) => event.body.position.fix?.accuracyM ?? 0));
    return worst > limit ? { accuracy: Math.ceil(worst), accuracy_poor_m: limit } : null;
  },
};
