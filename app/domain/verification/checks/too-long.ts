import type { RuleDefinition } from "../rule-definition.ts";
import { servedTime } from "../served-time.ts";

/** Long enough to need a look, unless the basket holds a subtype that takes hours by nature (visit rules B). */
export const tooLong: RuleDefinition = {
  code: "R-TOO-LONG",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  check: (context) => {
    const served = servedTime(context);
    const limit = context.policy.parameters.visit_max_minutes_review;
    const basket = [...context.evidence.subtypesDone, ...(context.planned?.subtypes ?? [])];
    const exempt = basket.some((code) => context.catalogue.get(code)?.longVisitExempt === true);
    return served !== null && served.minutes > limit && !exempt
      ? { minutes: served.minutes, visit_max_minutes_review: limit }
      : null;
  },
};
