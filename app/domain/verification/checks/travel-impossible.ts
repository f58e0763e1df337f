import { travelBetween } from "../other-visits.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/**
 * The way between two visits of one worker would need an impossible speed; both visits are held (visit rules D, 7.4).
 */
export const travelImpossible: RuleDefinition = {
  code: "R-TRAVEL-IMPOSSIBLE",
  level: "block",
  effect: "hold_both",
  reach: "all",
  closedBy: "district",
  acts: "on_visit",
  matter: ["other"],
  check: (context) => {
    const leg = travelBetween(context).find((one) => one.impossible);
    return leg
      ? {
          other: leg.other,
          distance: Math.round(leg.distanceM),
          gap: Math.floor(leg.gapMinutes),
          speed: leg.speedKmh === null ? null : Math.round(leg.speedKmh),
        }
      : null;
  },
};
