import { localDateOf, wholeMinutesBetween } from "../../time/instant.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { servedTime } from "../served-time.ts";

/**
 * More visits or hours of one care worker on one day than the district's work-order limit; the whole day is looked at
 * (visit rules D).
 */
export const workerLoad: RuleDefinition = {
  code: "R-WORKER-LOAD",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  check: (context) => {
    const served = servedTime(context);
    if (served === null) return null;
    const { worker_day_visits_max, worker_day_hours_max } = context.policy.parameters;
    for (const workerId of context.visit.workerIds) {
      const others = context.workerVisits.filter(
        (other) =>
          other.visitId !== context.visit.visitId &&
          other.workerIds.includes(workerId) &&
          localDateOf(other.startAt) === context.visitOn,
      );
      const visits = others.length + 1;
      const minutes = others.reduce(
        (sum, other) => sum + wholeMinutesBetween(other.startAt, other.endAt),
        served.minutes,
      );
      if (visits > worker_day_visits_max || minutes > worker_day_hours_max * 60)
        return { visits, hours: Math.round(minutes / 6) / 10 };
    }
    return null;
  },
};
