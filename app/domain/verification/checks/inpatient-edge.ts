import { localDateOf } from "../../time/instant.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt } from "../served-time.ts";

/**
 * A visit on the day of admission or discharge whose hour is unknown, so that nobody can tell which came first (visit
 * rules E).
 */
export const inpatientEdge: RuleDefinition = {
  code: "R-INPATIENT-EDGE",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  check: (context) => {
    const at = startedAt(context);
    if (at === null) return null;
    const on = localDateOf(at);
    const stay = context.elder.stays.find(
      (one) =>
        one.kind === "hospital" && ((one.from === on && one.fromAt === null) || (one.to === on && one.toAt === null)),
    );
    return stay ? { from: stay.from, to: stay.to } : null;
  },
};
