import { plusMinutes } from "../../time/instant.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { hasBegun, timeFact } from "../served-time.ts";

/**
 * No check-in an hour (by policy) after the planned start of an accepted visit; a check-in from an offline phone
 * clears it (visit rules B).
 */
export const presumedMissed: RuleDefinition = {
  code: "R-PRESUMED-MISSED",
  level: "acknowledge",
  effect: "not_payable",
  reach: "planned",
  closedBy: "provider",
  acts: "on_visit",
  check: (context) => {
    const { planned, visit, asOf } = context;
    const limit = context.policy.parameters.alert_missed_min;
    if (planned === null || hasBegun(context)) return null;
    if (!["accepted", "en_route", "missed"].includes(visit.deliveryState)) return null;
    return asOf >= plusMinutes(planned.startAt, limit)
      ? { planned_start: timeFact(planned.startAt), alert_missed_min: limit }
      : null;
  },
};
