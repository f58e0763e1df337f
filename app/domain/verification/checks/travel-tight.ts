import { travelBetween } from "../other-visits.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/**
 * Too little time since the worker's previous visit for the way between the two homes, though not impossible (visit
 * rules D, 7.4).
 */
export const travelTight: RuleDefinition = {
  code: "R-TRAVEL-TIGHT",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  matter: ["other"],
  check: (context) => {
    const tight = travelBetween(context).find(
      (leg) => leg.direction === "from_previous" && leg.gapMinutes < leg.neededMinutes && !leg.impossible,
    );
    return tight
      ? { other: tight.other, distance: Math.round(tight.distanceM), gap: Math.floor(tight.gapMinutes) }
      : null;
  },
};
