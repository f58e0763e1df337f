import type { RuleDefinition } from "../rule-definition.ts";

/** The elder's telephone number is also the number of elders in other homes, more of them than a family has (visit rules D). */
export const sharedContact: RuleDefinition = {
  code: "R-SHARED-CONTACT",
  level: "acknowledge",
  effect: "none",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  check: ({ homesOfNumber, policy }) =>
    homesOfNumber > policy.parameters.shared_phone_elders ? { count: homesOfNumber } : null,
};
