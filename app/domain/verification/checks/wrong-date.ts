import { localDateOf } from "../../time/instant.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt } from "../served-time.ts";

/** The visit took place on another date than planned without a recorded move (visit rules B). */
export const wrongDate: RuleDefinition = {
  code: "R-WRONG-DATE",
  level: "acknowledge",
  effect: "hold",
  reach: "planned",
  closedBy: "provider",
  acts: "on_visit",
  check: (context) => {
    const at = startedAt(context);
    if (at === null || context.planned === null) return null;
    const plannedOn = localDateOf(context.planned.startAt);
    return localDateOf(at) === plannedOn ? null : { planned_date: plannedOn, date: localDateOf(at) };
  },
};
