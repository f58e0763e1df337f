import type { RuleDefinition } from "../rule-definition.ts";

/** More than one check-in or check-out of one device; the fold picks one of each (visit rules A). */
export const extraEvents: RuleDefinition = {
  code: "R-EXTRA-EVENTS",
  level: "info",
  effect: "none",
  reach: "all",
  closedBy: "fact",
  acts: "on_visit",
  check: ({ evidence }) => (evidence.extraClockEvents > 0 ? { count: evidence.extraClockEvents } : null),
};
