import type { OtherVisit } from "../context.ts";
import { overlaps } from "../other-visits.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { servedTime } from "../served-time.ts";

/**
 * One care worker, two visits at the same time. A declared household visit may share the hour where the policy allows
 * it (visit rules D).
 */
export const workerOverlap: RuleDefinition = {
  code: "R-WORKER-OVERLAP",
  level: "block",
  effect: "hold_both",
  reach: "all",
  closedBy: "district",
  acts: "on_visit",
  matter: ["other"],
  check: (context) => {
    const served = servedTime(context);
    if (served === null) return null;
    const { visit, policy } = context;
    const sharesTheHour = (other: OtherVisit) =>
      policy.parameters.household_group_visit &&
      visit.householdGroupId !== null &&
      other.householdGroupId === visit.householdGroupId;
    const clash = context.workerVisits.filter(
      (other) =>
        other.visitId !== visit.visitId &&
        other.workerIds.some((id) => visit.workerIds.includes(id)) &&
        overlaps(served, other) &&
        !sharesTheHour(other),
    );
    return clash.length > 0
      ? {
          other: clash
            .map((other) => other.visitNo)
            .sort()
            .join(","),
        }
      : null;
  },
};
