import { judgeEnd, placeProofsBesidePosition } from "../evidence.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/**
 * Checked in or out too far from every address of the elder. A code, tag or device of the home clears it (visit rules
 * C, 7.1).
 */
export const locationOutside: RuleDefinition = {
  code: "R-LOCATION-OUTSIDE",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  check: (context) => {
    if (placeProofsBesidePosition(context).length > 0) return null;
    for (const event of [context.evidence.checkIn, context.evidence.checkOut]) {
      const result = judgeEnd(event, context);
      if (event !== null && result?.inside === false)
        return { end: event.body.kind, distance: Math.ceil(result.distanceM), allowed: Math.floor(result.allowedM) };
    }
    return null;
  },
};
