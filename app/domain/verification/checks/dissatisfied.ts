import type { RuleDefinition } from "../rule-definition.ts";

/** The elder's side was not satisfied and said so again when asked; the last word counts (visit rules G). */
export const dissatisfied: RuleDefinition = {
  code: "R-DISSATISFIED",
  level: "acknowledge",
  effect: "deduct",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  check: ({ evidence, policy }) => {
    const last = evidence.callbacks.filter(({ body }) => body.said !== undefined).at(-1);
    if (last?.body.said?.dissatisfied !== true) return null;
    return { detail: last.body.detail, deduct_dissatisfied_pct: policy.parameters.deduct_dissatisfied_pct };
  },
};
