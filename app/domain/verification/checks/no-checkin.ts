import type { RuleDefinition } from "../rule-definition.ts";
import { timeFact } from "../served-time.ts";

/** The visit has an end or tasks but no check-in; nothing is refused for it (visit rules A). */
export const noCheckin: RuleDefinition = {
  code: "R-NO-CHECKIN",
  level: "fix",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  check: ({ clock, evidence, planned, elder }) =>
    clock.effectiveInAt === null && (clock.effectiveOutAt !== null || evidence.services.length > 0)
      ? { elder: elder.elderNo, planned_start: timeFact(planned?.startAt ?? null) }
      : null,
};
