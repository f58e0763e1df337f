import type { Instant } from "../../time/instant.ts";
import { localDateOf } from "../../time/instant.ts";
import type { Stay } from "../context.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt } from "../served-time.ts";

function isInside(stay: Stay, at: Instant, on: string): boolean {
  if (stay.kind !== "hospital") return false;
  const admitted = stay.fromAt !== null ? at >= stay.fromAt : stay.from === null || stay.from < on;
  const notDischarged = stay.toAt !== null ? at < stay.toAt : stay.to === null || on < stay.to;
  return admitted && notDischarged;
}

/**
 * A visit inside a hospital stay: between the days of admission and discharge, or inside its hours where they are
 * known (visit rules E).
 */
export const inpatient: RuleDefinition = {
  code: "R-INPATIENT",
  level: "block",
  effect: "not_payable",
  reach: "all",
  closedBy: "fact",
  acts: "on_visit",
  check: (context) => {
    const at = startedAt(context);
    if (at === null) return null;
    const stay = context.elder.stays.find((one) => isInside(one, at, localDateOf(at)));
    return stay ? { from: stay.from, to: stay.to } : null;
  },
};
