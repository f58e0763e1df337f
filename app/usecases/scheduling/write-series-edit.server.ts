/** What an edit of a series writes: its row, or its ended row and a new one, the exceptions, the visits and who goes to them, audit rows. */
import type { SeriesEdit } from "#app/domain/scheduling/series-edit.ts";
import { movedException } from "#app/domain/scheduling/series-exception.ts";
import { inOrder, type Series } from "#app/domain/scheduling/series-occurrences.ts";
import { asDate, instant, instantAt, localTimeOf, plusMinutes, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { freeSeriesPart, insertSeries, rewriteSeries } from "#db/repositories/plans.ts";
import { assignWorkersToVisit, releaseWorkers } from "#db/repositories/visit-changes.ts";
import { updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import type { DecidedDate, DecidedEdit } from "./decide-series-edit.server.ts";
import { exceptionRow } from "./series-rows.ts";
import { stepAside } from "./step-aside.server.ts";

/** The series' own exceptions and those by which the calendar moved a date on. */
function exceptionsOf({ result, dates }: DecidedEdit) {
  const byCalendar = dates.flatMap(({ newOriginalOn, to, reason }) =>
    newOriginalOn !== null && to !== null && reason !== null ? [movedException(newOriginalOn, to, reason)] : [],
  );
  return inOrder([...result.edited.exceptions, ...byCalendar]).map(exceptionRow);
}

const ruleColumns = ({ rrule, start }: Series) => ({ rrule, startsOn: start.date, startMinute: start.minute });

/**
 * The id of the series that holds the changed dates. An ended series leaves its part number to the new one, because the next month is
 * planned after the series of that part.
 */
async function writeSeries(unit: Unit, decided: DecidedEdit): Promise<string> {
  const { row, result } = decided;
  if (result.ended === null) {
    await rewriteSeries(unit, row.id, ruleColumns(result.edited), exceptionsOf(decided));
    return row.id;
  }
  const part = await freeSeriesPart(unit, row);
  await rewriteSeries(unit, row.id, { rrule: result.ended.rrule, part }, result.ended.exceptions.map(exceptionRow));
  const id = unit.newId();
  await insertSeries(
    unit,
    [{ ...row, id, uid: `${id}@bedside`, sequence: 0, ...ruleColumns(result.edited) }],
    exceptionsOf(decided).map((exception) => ({ ...exception, seriesId: id })),
  );
  return id;
}

type Moved = DecidedDate & { readonly visit: VisitRow; readonly to: NonNullable<DecidedDate["to"]> };

const isMoved = (date: DecidedDate): date is Moved =>
  date.fate === "follows" && date.visit !== null && date.to !== null;

async function moveVisits(unit: Unit, actor: string, dates: readonly Moved[]): Promise<void> {
  await releaseWorkers(
    unit,
    dates.map(({ visit }) => visit.id),
  );
  await stepAside(unit, dates);
  for (const { visit, to, workerIds } of dates) {
    const minutes = wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd));
    const start = instantAt(to.date, to.minute);
    const times = { plannedStart: asDate(start), plannedEnd: asDate(plusMinutes(start, minutes)) };
    await updateVisits(unit, [visit.id], times);
    await assignWorkersToVisit(unit, { id: visit.id, ...times }, workerIds, actor);
  }
}

/** A visit bears the date of its series from now on: the new rule's, and none when the rule has no date for it. */
async function relinkVisits(unit: Unit, seriesId: string, dates: readonly DecidedDate[]): Promise<void> {
  for (const { visit, fate, newOriginalOn, reason } of dates) {
    if (visit === null || fate === "untouched") continue;
    const lost = newOriginalOn === null;
    const kept = fate === "kept" || fate === "pinned" ? (visit.moveReason ?? "person_decided") : visit.moveReason;
    await updateVisits(unit, [visit.id], {
      seriesId: lost ? null : seriesId,
      occurrenceOn: lost ? visit.occurrenceOn : newOriginalOn,
      moveReason: fate === "follows" ? reason : kept,
    });
  }
}

async function writeAudit(
  unit: Unit,
  actor: string,
  { anchor, dates }: DecidedEdit,
  scope: SeriesEdit["scope"],
): Promise<void> {
  for (const { visit, to } of dates.filter(isMoved)) {
    const from = localTimeOf(instant(visit.plannedStart));
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
        scope,
        by: anchor.visitNo,
      },
    });
  }
}

/** The caller has decided the edit in this unit and found nothing against it. Refuses "overlaps-another" when a worker stands elsewhere. */
export async function writeSeriesEdit(
  unit: Unit,
  actor: string,
  { decided, scope }: { readonly decided: DecidedEdit; readonly scope: SeriesEdit["scope"] },
): Promise<void> {
  const seriesId = await writeSeries(unit, decided);
  await moveVisits(unit, actor, decided.dates.filter(isMoved));
  await relinkVisits(unit, seriesId, decided.dates);
  await writeAudit(unit, actor, decided, scope);
}
