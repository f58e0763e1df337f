/** What moving a visit writes, whoever decided it: the visit, those who go to it, the exception of its series, the audit row. */
import { movedException, type MoveReason, type SeriesException } from "#app/domain/scheduling/series-exception.ts";
import { asDate, instant, instantAt, localTimeOf, plusMinutes, type LocalTime } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { assignWorkersToVisit, saveSeriesException } from "#db/repositories/visit-changes.ts";
import { updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { tellMoved } from "../messages/tell-visit-change.server.ts";

export type DecidedMove = {
  /** Locked by the caller, who has asked whether it may move there. */
  readonly visit: VisitRow;
  readonly to: LocalTime;
  readonly durationMinutes: number;
  /** All who go to the visit from now on. */
  readonly workerIds: readonly string[];
  /** Those who went before, when others go now. */
  readonly inPlaceOf?: readonly string[];
  /** Why; without it a person decided. */
  readonly reason?: MoveReason;
};

/** The visit's date in its series, as an exception of it. Refuses "move-leaves-month". */
export function exceptionOf(
  { occurrenceOn, plannedStart }: VisitRow,
  to: LocalTime,
  reason: MoveReason = "person_decided",
): SeriesException {
  const originalOn = occurrenceOn === null ? localTimeOf(instant(plannedStart)).date : plainDate(occurrenceOn);
  return movedException(originalOn, to, reason);
}

/**
 * The visit keeps the date of its series that it stands for, however often it moves, so the series keeps its rule.
 * Refuses "move-leaves-month", and "overlaps-another" when a worker stands elsewhere by now.
 */
export async function writeMove(unit: Unit, actor: string, decided: DecidedMove): Promise<void> {
  const { visit, to, durationMinutes, workerIds } = decided;
  const from = localTimeOf(instant(visit.plannedStart));
  const { originalOn, kind, reason } = exceptionOf(visit, to, decided.reason);
  const start = instantAt(to.date, to.minute);
  const times = { plannedStart: asDate(start), plannedEnd: asDate(plusMinutes(start, durationMinutes)) };
  await updateVisits(unit, [visit.id], { ...times, occurrenceOn: originalOn, moveReason: reason });
  await assignWorkersToVisit(unit, { id: visit.id, ...times }, workerIds, actor);
  if (visit.seriesId !== null)
    await saveSeriesException(unit, {
      seriesId: visit.seriesId,
      originalOn,
      kind,
      movedToOn: to.date,
      movedToMinute: to.minute,
      reason,
    });
  await tellMoved(unit, visit, times.plannedStart);
  await insertAuditEvent(unit, actor, {
    chain: `street:${visit.streetId}`,
    action: "visit.move",
    subjectType: "visit",
    subjectId: visit.visitNo,
    facts: {
      fromOn: from.date,
      fromMinute: from.minute,
      toOn: to.date,
      toMinute: to.minute,
      reason,
      ...(decided.inPlaceOf && { teamBefore: decided.inPlaceOf.join(" "), teamAfter: workerIds.join(" ") }),
    },
  });
}
