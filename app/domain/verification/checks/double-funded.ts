import { shareTime } from "../../elders/service-charge.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { servedTime } from "../served-time.ts";

/**
 * Another fund has paid for the same time: a list of that fund names an hour that the visit reaches into, or a visit of the elder at the same
 * time is charged to another fund (visit rules D). The visit stands; one of the charges has to go.
 */
export const doubleFunded: RuleDefinition = {
  code: "R-DOUBLE-FUNDED",
  level: "block",
  effect: "one_line_only",
  reach: "all",
  closedBy: "district",
  acts: "on_visit",
  matter: ["funds"],
  check: (context) => {
    const served = servedTime(context);
    if (served === null) return null;
    const span = { startAt: served.inAt, endAt: served.outAt };
    const { fund, visitId } = context.visit;
    const visits = context.elderVisits.filter((other) => other.visitId !== visitId && other.fund !== fund);
    const shared = [...context.elder.charges, ...visits].filter((other) => shareTime(span, other));
    return shared.length > 0 ? { funds: [...new Set(shared.map((one) => one.fund))].sort().join(",") } : null;
  },
};
