/** What happens because of the time. Run keys are computed, so that two clocks that owe the same run put it in the queue once. */
import { addMonths } from "#app/domain/time/plain-month.ts";
import { localDateOf, localMonthOf, localTimeOf, type Instant } from "#app/domain/time/instant.ts";
import type { JobRequest } from "#app/usecases/jobs/start-job.server.ts";

/** Local hour after which the night's runs are owed; later starts catch up with the same run. */
const NIGHT_RUN_MINUTE = 2 * 60;

/**
 * Runs owed at this moment. Each night every visit of this month and the last is judged again: what nobody recorded, such as a
 * missing check-out, is seen only by looking (rule stage "nightly").
 */
export function dueRuns(now: Instant): JobRequest[] {
  if (localTimeOf(now).minute < NIGHT_RUN_MINUTE) return [];
  const month = localMonthOf(now);
  return [addMonths(month, -1), month].map((subject) => ({
    kind: "verify-month",
    subject,
    input: { month: subject },
    onceKey: localDateOf(now),
  }));
}
