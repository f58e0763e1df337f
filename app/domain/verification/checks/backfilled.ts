import { wholeMinutesBetween } from "../../time/instant.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/**
 * The whole record was made long after the end: nothing was captured while the visit could still be seen (visit rules
 * B).
 */
export const backfilled: RuleDefinition = {
  code: "R-BACKFILLED",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  check: ({ clock, evidence, policy: { parameters } }) => {
    if (clock.effectiveOutAt === null || evidence.firstCapturedAt === null) return null;
    const late = wholeMinutesBetween(clock.effectiveOutAt, evidence.firstCapturedAt);
    return late > parameters.backfill_hours * 60 ? { hours: Math.floor(late / 60) } : null;
  },
};
