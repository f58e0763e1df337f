import { basketNeeds } from "../../catalogue/service-basket.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/** The typical minutes of what was done (or planned, while nothing is done) do not fill a visit (visit rules E). */
export const basketTooSmall: RuleDefinition = {
  code: "R-BASKET-TOO-SMALL",
  level: "acknowledge",
  effect: "none",
  reach: "basket",
  closedBy: "provider",
  acts: "on_visit",
  check: ({ evidence, planned, catalogue, policy: { parameters } }) => {
    const basket = evidence.subtypesDone.length > 0 ? evidence.subtypesDone : (planned?.subtypes ?? []);
    if (basket.length === 0) return null;
    const { typicalMinutes } = basketNeeds(basket, 0, catalogue);
    return typicalMinutes < parameters.basket_min_minutes
      ? { minutes: typicalMinutes, basket_min_minutes: parameters.basket_min_minutes }
      : null;
  },
};
