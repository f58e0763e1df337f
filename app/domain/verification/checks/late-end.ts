import { localDateOf, wholeMinutesBetween } from "../../time/instant.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/** Ended later than planned beyond the silent grace, on the planned date (visit rules B). */
export const lateEnd: RuleDefinition = {
  code: "R-LATE-END",
  level: "info",
  effect: "none",
  reach: "planned",
  closedBy: "fact",
  acts: "on_visit",
  check: ({ clock, planned, visitOn, policy: { parameters } }) => {
    if (planned === null || clock.effectiveOutAt === null || localDateOf(planned.startAt) !== visitOn) return null;
    const gap = wholeMinutesBetween(planned.endAt, clock.effectiveOutAt);
    return gap > parameters.end_late_silent_min ? { gap } : null;
  },
};
