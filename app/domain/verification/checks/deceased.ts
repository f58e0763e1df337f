import { localDateOf } from "../../time/instant.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt } from "../served-time.ts";

/**
 * A visit after death: on a later date, or on the day itself when the hour is unknown or earlier than the start
 * (visit rules E).
 */
export const deceased: RuleDefinition = {
  code: "R-DECEASED",
  level: "block",
  effect: "not_payable_scan_past",
  reach: "all",
  closedBy: "fact",
  acts: "on_visit",
  check: (context) => {
    const { death } = context.elder;
    const at = startedAt(context);
    if (death === null || at === null) return null;
    const after = death.at === null ? localDateOf(at) >= death.on : at >= death.at;
    return after ? { date: death.on } : null;
  },
};
