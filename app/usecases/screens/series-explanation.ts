/** The stored explanation of a series as screens show it. */
import { maskName } from "#app/domain/access/masking.ts";
import type { SeriesReason } from "#app/domain/scheduling/month-plan/month-plan.ts";

type Colleagues = ReadonlyMap<string, { readonly workerNo: string; readonly name: string }>;

/** The stored explanation with names in place of ids. A worker who has left the provider since is told by a dash. */
export function explainedSeries(stored: unknown, colleagues: Colleagues) {
  const reason = stored as Partial<SeriesReason>;
  return {
    chosenFor: reason.chosenFor ?? [],
    workers: (reason.workers ?? []).map(({ workerId, verdict, reason: why, familiarVisits, cost }) => ({
      workerNo: colleagues.get(workerId)?.workerNo ?? "",
      name: maskName(colleagues.get(workerId)?.name ?? "—"),
      verdict,
      reason: why,
      familiarVisits,
      cost: cost === null ? null : Math.round(cost),
    })),
    weekdays: (reason.weekdays ?? []).map(({ weekday, verdict, reason: why, displaced }) => ({
      weekday,
      verdict,
      reason: why,
      displaced,
    })),
  };
}
