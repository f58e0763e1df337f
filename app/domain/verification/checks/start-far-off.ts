import { localDateOf, wholeMinutesBetween } from "../../time/instant.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/**
 * Started far from the planned time on the planned date; a move recorded before the start is already in the plan
 * (visit rules B).
 */
export const startFarOff: RuleDefinition = {
  code: "R-START-FAR-OFF",
  level: "acknowledge",
  effect: "hold",
  reach: "planned",
  closedBy: "provider",
  acts: "on_visit",
  check: ({ clock, planned, visitOn, policy: { parameters } }) => {
    if (planned === null || clock.effectiveInAt === null || localDateOf(planned.startAt) !== visitOn) return null;
    const [from, to] =
      planned.startAt < clock.effectiveInAt
        ? [planned.startAt, clock.effectiveInAt]
        : [clock.effectiveInAt, planned.startAt];
    const gap = wholeMinutesBetween(from, to);
    return gap > parameters.start_far_off_min ? { gap } : null;
  },
};
