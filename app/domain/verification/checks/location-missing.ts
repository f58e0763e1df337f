import { placeProofs } from "../evidence.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/** No position at check-in or check-out, whatever the cause. Any place proof of the visit clears it (visit rules C). */
export const locationMissing: RuleDefinition = {
  code: "R-LOCATION-MISSING",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  check: (context) => {
    if (placeProofs(context).length > 0) return null;
    for (const event of [context.evidence.checkIn, context.evidence.checkOut]) {
      const cause = event?.body.position.failure ?? null;
      if (event !== null && cause !== null) return { end: event.body.kind, cause };
    }
    return null;
  },
};
