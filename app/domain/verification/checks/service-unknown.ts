import type { RuleDefinition } from "../rule-definition.ts";

/** A performed subtype is not in the catalogue in force on the date (visit rules A). */
export const serviceUnknown: RuleDefinition = {
  code: "R-SERVICE-UNKNOWN",
  level: "fix",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  matter: ["service"],
  check: ({ evidence, catalogue, visitOn }) => {
    const unknown = evidence.subtypesDone.filter((code) => !catalogue.has(code));
    return unknown.length > 0 ? { service: unknown.join(","), date: visitOn } : null;
  },
};
