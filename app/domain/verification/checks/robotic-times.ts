import type { FindingFacts, RuleDefinition } from "../rule-definition.ts";
import { durationSpreadMin, evenRunOf, startsOnItsMinute, type RecordedVisit } from "../worker-month.ts";
import type { VerificationContext } from "../context.ts";

type Limits = VerificationContext["policy"]["parameters"];

const WHOLE_PERCENT = 100;

function evenness(visits: readonly RecordedVisit[], visitNo: string, limits: Limits): string[] {
  const run = evenRunOf(visits, visitNo);
  const spread = durationSpreadMin(visits);
  const starts = startsOnItsMinute(visits, visitNo);
  const isMany = visits.length >= limits.robotic_min_visits;
  return [
    ...(run !== null && run.visits >= limits.robotic_run ? [`${run.visits} x ${run.minutes} min`] : []),
    ...(spread !== null && spread.visits >= limits.robotic_min_visits && spread.minutes < limits.robotic_stdev_min
      ? [`σ ${spread.minutes.toFixed(1)} min / ${spread.visits}`]
      : []),
    ...(starts !== null && isMany && starts.starts / visits.length >= limits.robotic_minute_share / WHOLE_PERCENT
      ? [`:${String(starts.minute).padStart(2, "0")} ${starts.starts}/${visits.length}`]
      : []),
  ];
}

/**
 * Durations or starts of one care worker's month that are too even: a row of equally long visits, hardly any spread, or nearly all starts
 * on one minute of the hour (visit rules D). Nothing is held: more of these visits are drawn for the sample.
 */
export const roboticTimes: RuleDefinition = {
  code: "R-ROBOTIC-TIMES",
  level: "acknowledge",
  effect: "raise_sampling",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  check: ({ workerMonth, visit, policy }): FindingFacts | null => {
    const found = visit.workerIds.flatMap((workerId) =>
      evenness(
        workerMonth.filter((one) => one.workerId === workerId),
        visit.visitNo,
        policy.parameters,
      ),
    );
    return found.length > 0 ? { detail: found.join("; ") } : null;
  },
};
