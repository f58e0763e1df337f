import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt, timeFact } from "../served-time.ts";

/** A visit that nobody had planned (visit rules E). */
export const unscheduled: RuleDefinition = {
  code: "R-UNSCHEDULED",
  level: "acknowledge",
  effect: "hold",
  reach: "planned",
  closedBy: "street",
  acts: "on_visit",
  check: (context) => {
    const at = startedAt(context);
    return context.planned === null && at !== null ? { start: timeFact(at) } : null;
  },
};
