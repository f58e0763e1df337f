import { sharedPeriod } from "../../entitlement/benefit-overlap.ts";
import { addDays } from "../../time/plain-date.ts";
import { addMonths, firstDateOf, monthOf } from "../../time/plain-month.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt } from "../served-time.ts";

/**
 * The elder drew a benefit in the month of the visit that may not be drawn beside the visits (visit rules E). A question of the claim: the
 * visit took place and stays verified.
 */
export const benefitOverlap: RuleDefinition = {
  code: "R-BENEFIT-OVERLAP",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "district",
  acts: "at_claim",
  matter: ["benefit"],
  check: (context) => {
    if (startedAt(context) === null) return null;
    const month = monthOf(context.visitOn);
    const days = { from: firstDateOf(month), to: addDays(firstDateOf(addMonths(month, 1)), -1) };
    const drawn = context.elder.benefits.find((one) => one.exclusive && sharedPeriod(one, days) !== null);
    return drawn ? { benefit: drawn.benefit, from: drawn.from, to: drawn.to } : null;
  },
};
