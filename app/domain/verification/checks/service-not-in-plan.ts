import { planInForce } from "../../care-plan/plan-on-file.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/**
 * A performed subtype was not agreed on: neither in the signed plan of the date nor among what this visit was planned for (visit rules
 * E). A visit that nobody planned and that no plan on file speaks of is left to the rules about unplanned visits.
 */
export const serviceNotInPlan: RuleDefinition = {
  code: "R-SERVICE-NOT-IN-PLAN",
  level: "acknowledge",
  effect: "none",
  reach: "planned",
  closedBy: "street",
  acts: "on_visit",
  matter: ["service"],
  check: ({ evidence, elder, planned, visitOn }) => {
    const plan = planInForce(elder.plans, visitOn);
    if (plan === null && planned === null) return null;
    const agreed = new Set([...(plan?.subtypes ?? []), ...(planned?.subtypes ?? [])]);
    const beyond = evidence.subtypesDone.filter((code) => !agreed.has(code));
    return beyond.length > 0 ? { service: beyond.join(",") } : null;
  },
};
