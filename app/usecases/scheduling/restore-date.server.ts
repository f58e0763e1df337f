import { restoreOccurrence } from "#app/domain/scheduling/series-occurrences.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { deleteSeriesException, lockSeries } from "#db/repositories/plans.ts";
import { saveSeriesException } from "#db/repositories/visit-changes.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { exceptionRow, occurrenceOf, seriesOf } from "./series-rows.ts";

/** The date of the series that was dropped with a visit stands again, where the visit stood. The caller holds the visit's lock. */
export async function restoreDate(unit: Unit, visit: VisitRow): Promise<void> {
  const locked = visit.seriesId === null ? null : await lockSeries(unit, visit.seriesId);
  if (locked === null) return;
  const originalOn = occurrenceOf(visit);
  const series = seriesOf(locked.row, locked.exceptions);
  const { exceptions } = restoreOccurrence(series, originalOn, localTimeOf(instant(visit.plannedStart)));
  const moved = exceptions.find((exception) => exception.originalOn === originalOn);
  if (moved === undefined) await deleteSeriesException(unit, locked.row.id, originalOn);
  else {
    const reason = visit.moveReason ?? moved.reason;
    await saveSeriesException(unit, { seriesId: locked.row.id, ...exceptionRow(moved), reason });
  }
}
