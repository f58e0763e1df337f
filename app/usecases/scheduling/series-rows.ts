/** Between stored rows of a series and the series that the rules know. */
import type { MoveReason, SeriesException } from "#app/domain/scheduling/series-exception.ts";
import type { Series } from "#app/domain/scheduling/series-occurrences.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import type { SeriesExceptionRow, SeriesRow } from "#db/repositories/plans.ts";
import type { VisitRow } from "#db/repositories/visits.ts";

/** The date of its series that a visit stands for. */
export function occurrenceOf({
  occurrenceOn,
  plannedStart,
}: Pick<VisitRow, "occurrenceOn" | "plannedStart">): PlainDate {
  return occurrenceOn === null ? localDateOf(instant(plannedStart)) : plainDate(occurrenceOn);
}

function exceptionOfRow({ originalOn, movedToOn, movedToMinute, reason }: SeriesExceptionRow): SeriesException {
  const date = plainDate(originalOn);
  if (movedToOn === null) return { kind: "dropped", originalOn: date, reason };
  const movedTo = { date: plainDate(movedToOn), minute: movedToMinute ?? 0 };
  return { kind: "moved", originalOn: date, movedTo, reason: reason as MoveReason };
}

export function seriesOf(row: SeriesRow, exceptions: readonly SeriesExceptionRow[]): Series {
  const start = { date: plainDate(row.startsOn), minute: row.startMinute };
  return { rrule: row.rrule, start, exceptions: exceptions.map(exceptionOfRow) };
}

export function exceptionRow(exception: SeriesException): Omit<SeriesExceptionRow, "seriesId"> {
  const movedTo = exception.kind === "moved" ? exception.movedTo : null;
  const { originalOn, kind, reason } = exception;
  return { originalOn, kind, reason, movedToOn: movedTo?.date ?? null, movedToMinute: movedTo?.minute ?? null };
}
