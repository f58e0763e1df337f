import { localDateOf, wholeMinutesBetween } from "../../time/instant.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/** Started earlier than planned beyond the silent grace, on the planned date (visit rules B). */
export const earlyStart: RuleDefinition = {
  code: "R-EARLY-START",
  level: "info",
  effect: "none",
  reach: "planned",
  closedBy: "fact",
  acts: "on_visit",
  check: ({ clock, planned, visitOn, policy: { parameters } }) => {
    if (planned === null || clock.effectiveInAt === null || localDateOf(planned.startAt) !== visitOn) return null;
    const gap = wholeMinutesBetween(clock.effectiveInAt, planned.startAt);
    return gap > parameters.start_early_silent_min ? { gap } : null;
  },
};
