import { plusMinutes } from "../../time/instant.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { hasBegun, timeFact } from "../served-time.ts";

/**
 * No check-out two hours (by policy) after the planned end. An unplanned visit is taken to end after the shortest
 * payable time (visit rules A).
 */
export const noCheckout: RuleDefinition = {
  code: "R-NO-CHECKOUT",
  level: "fix",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  check: (context) => {
    const { clock, planned, elder, asOf } = context;
    const { visit_min_minutes, checkout_missing_after_min } = context.policy.parameters;
    if (!hasBegun(context) || clock.effectiveOutAt !== null) return null;
    const endAt =
      planned?.endAt ?? (clock.effectiveInAt === null ? null : plusMinutes(clock.effectiveInAt, visit_min_minutes));
    if (endAt === null || asOf < plusMinutes(endAt, checkout_missing_after_min)) return null;
    return { elder: elder.elderNo, planned_end: timeFact(planned?.endAt ?? null) };
  },
};
