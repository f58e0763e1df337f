import type { RuleDefinition } from "../rule-definition.ts";

/** The visit has ended and no subtype is marked as done (visit rules A). */
export const serviceMissing: RuleDefinition = {
  code: "R-SERVICE-MISSING",
  level: "fix",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  check: ({ clock, evidence }) =>
    clock.effectiveOutAt !== null && evidence.subtypesDone.length === 0
      ? { refused: evidence.services.filter((service) => service.refused).length }
      : null,
};
