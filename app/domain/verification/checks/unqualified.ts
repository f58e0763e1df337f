import { basketNeeds } from "../../catalogue/service-basket.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { lackingSubtypes } from "../worker-fit.ts";

/**
 * Nobody who came has ever held what a performed subtype needs: the subtype is void, and the visit too if it was
 * medical or the rest does not fill a visit (visit rules F).
 */
export const unqualified: RuleDefinition = {
  code: "R-UNQUALIFIED",
  level: "block",
  effect: "subtype_void",
  reach: "all",
  closedBy: "fact",
  acts: "on_visit",
  check: (context) => {
    const lacking = lackingSubtypes(context).filter((one) => !one.heldBefore);
    if (lacking.length === 0) return null;
    const lost = new Set(lacking.map((one) => one.code));
    const rest = context.evidence.subtypesDone.filter((code) => !lost.has(code));
    const { typicalMinutes } = basketNeeds(rest, 0, context.catalogue);
    const tooLittle = context.visit.kind === "basket" && typicalMinutes < context.policy.parameters.basket_min_minutes;
    return {
      service: [...lost].join(","),
      q: [...new Set(lacking.map((one) => one.needed))].join(","),
      visit_void: context.visit.kind === "medical" || rest.length === 0 || tooLittle,
    };
  },
};
