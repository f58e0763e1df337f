/** Why a visit has its time and its care worker: its series' stored explanation, and why it stands elsewhere than its series says. */
import { Refusal } from "#app/domain/refusal.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { findSeries } from "#db/repositories/plans.ts";
import { findVisit } from "#db/repositories/visits.ts";
import { listWorkersWithFacts } from "#db/repositories/workforce.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { explainedSeries } from "./series-explanation.ts";

/** Refuses "not-found" for a visit outside the scope. */
export async function explainVisit(context: Context, visitNo: string) {
  return inReading(context, async (unit) => {
    const visit = await findVisit(unit, visitNo);
    if (visit === null) throw new Refusal("not-found");
    const series = visit.seriesId === null ? null : await findSeries(unit, visit.seriesId);
    const staff = series === null ? [] : await listWorkersWithFacts(unit);
    const colleagues = new Map(staff.map(({ worker }) => [worker.id, worker]));
    const stoodOn = visit.occurrenceOn === null ? null : plainDate(visit.occurrenceOn);
    return {
      reason: series === null ? null : explainedSeries(series.explanation, colleagues),
      moveReason: visit.moveReason,
      /** The date of the series, when the visit stands on another one. */
      movedFrom: stoodOn === localDateOf(instant(visit.plannedStart)) ? null : stoodOn,
    };
  });
}
