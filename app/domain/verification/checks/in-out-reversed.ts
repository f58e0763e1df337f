import type { RuleDefinition } from "../rule-definition.ts";
import { timeFact } from "../served-time.ts";

/** Check-out is earlier than check-in (visit rules A). */
export const inOutReversed: RuleDefinition = {
  code: "R-IN-OUT-REVERSED",
  level: "fix",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  check: ({ clock: { effectiveInAt, effectiveOutAt } }) =>
    effectiveInAt !== null && effectiveOutAt !== null && effectiveOutAt < effectiveInAt
      ? { in: timeFact(effectiveInAt), out: timeFact(effectiveOutAt) }
      : null,
};
