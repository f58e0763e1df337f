/**
 * What an edit of "this and following" or "all" would do to a series, date by date, with everything that stands against it. Preview and
 * confirmation both ask here, so that what was shown is what is judged again.
 */
import { maskName } from "#app/domain/access/masking.ts";
import { conflictsOfAll, type OccurrenceConflict } from "#app/domain/matching/series-conflicts.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { blockOf } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { placeVisits } from "#app/domain/scheduling/place-visits.ts";
import { expandDates, expandMonth } from "#app/domain/scheduling/recurrence.ts";
import { withoutEnd } from "#app/domain/scheduling/rule-text.ts";
import { editSeries, type EditedSeries, type SeriesEdit } from "#app/domain/scheduling/series-edit.ts";
import type { MoveReason } from "#app/domain/scheduling/series-exception.ts";
import { compileRule, type Series } from "#app/domain/scheduling/series-occurrences.ts";
import { localTimeOf, type LocalTime } from "#app/domain/time/instant.ts";
import { weekdayOf, type PlainDate } from "#app/domain/time/plain-date.ts";
import { addMonths, firstDateOf, lastDateOf, monthOf } from "#app/domain/time/plain-month.ts";
import { mayMove } from "#app/domain/visits/delivery-state.ts";
import { lockSeries, type SeriesRow } from "#db/repositories/plans.ts";
import { lockSeriesOfVisit, lockVisit, type VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { occurrenceOf, seriesOf } from "./series-rows.ts";
import { loadSurroundingsOf, type FoundSurroundings } from "./visit-surroundings.server.ts";

export type SeriesWish = {
  readonly visitNo: string;
  readonly scope: SeriesEdit["scope"];
  /** Gives the weekday; of the visit's own month. */
  readonly date: PlainDate;
  readonly startMinute: number;
};

export type DecidedDate = EditedSeries["changes"][number] & {
  /** Null where a date was dropped before a visit was made of it. */
  readonly visit: VisitRow | null;
  /** Why it does not stand where the new rule says: the calendar moved it on. */
  readonly reason: MoveReason | null;
  readonly conflicts: readonly OccurrenceConflict[];
  /** All who go to the visit, where it follows the new rule. */
  readonly workerIds: readonly string[];
};

export type DecidedEdit = {
  readonly row: SeriesRow;
  readonly anchor: VisitRow;
  readonly result: EditedSeries;
  readonly dates: readonly DecidedDate[];
  /** Masked. */
  readonly workerName: (workerId: string) => string;
};

async function lockAnchor(
  unit: Unit,
  { visitNo, date }: SeriesWish,
): Promise<{ anchor: VisitRow; visits: VisitRow[] }> {
  const visits = await lockSeriesOfVisit(unit, visitNo);
  const anchor = visits.find((visit) => visit.visitNo === visitNo);
  if (anchor === undefined)
    throw new Refusal((await lockVisit(unit, visitNo)) === null ? "not-found" : "visit-has-no-series");
  if (!mayMove(anchor.deliveryState)) throw new Refusal("visit-cannot-move", { state: anchor.deliveryState });
  if (firstDateOf(monthOf(date)) !== anchor.serviceMonth)
    throw new Refusal("move-leaves-month", { originalOn: occurrenceOf(anchor), movedTo: date });
  return { anchor, visits };
}

/** Begun, over, or its time has come: such a visit stays. A cancelled one is a dropped date and goes with its series. */
function isPinned(unit: Unit, { deliveryState, plannedStart }: VisitRow): boolean {
  if (deliveryState === "cancelled") return false;
  return !mayMove(deliveryState) || plannedStart.getTime() <= unit.now;
}

function editOf(unit: Unit, series: Series, visits: readonly VisitRow[], edit: SeriesEdit): EditedSeries {
  const month = monthOf(edit.anchorOn);
  const open = compileRule({ ...series, rrule: withoutEnd(series.rrule).rrule });
  return editSeries(series, edit, {
    pinned: new Set(visits.filter((visit) => isPinned(unit, visit)).map(occurrenceOf)),
    // A series that began within the month has its full number in the next one.
    perMonth: expandMonth(open, addMonths(month, 1)).length,
    until: lastDateOf(month),
  });
}

/** Where the calendar puts the dates that follow the new rule: days off, absences and closed days move them on (visit rules 2.2). */
function placed(
  result: EditedSeries,
  { surroundings }: FoundSurroundings,
): Map<PlainDate, { on: PlainDate; reason: MoveReason | null }> {
  const { elder, provider, calendar, limits, visits } = surroundings;
  const follows = result.changes.flatMap(({ fate, newOriginalOn }) =>
    fate === "follows" && newOriginalOn !== null ? [newOriginalOn] : [],
  );
  const [month] = follows.map(monthOf);
  if (month === undefined) return new Map();
  const staying = result.changes.flatMap(({ fate, to }) => (fate !== "follows" && to !== null ? [to.date] : []));
  const next = addMonths(month, 1);
  const { placed: found } = placeVisits({
    month,
    occurrences: follows,
    before: [...visits.filter(({ elderId }) => elderId === elder.id).map(({ date }) => date), ...staying],
    after: expandDates(compileRule(result.edited), firstDateOf(next), lastDateOf(next)),
    blocked: (date) => blockOf(elder, provider, date),
    calendar,
    policy: limits.placing,
  });
  return new Map(found.map(({ originalOn, on, reason }) => [originalOn, { on, reason }]));
}

type Following = {
  readonly visit: VisitRow;
  readonly to: LocalTime;
  readonly reason: MoveReason | null;
  readonly found: FoundSurroundings;
};

function judged(unit: Unit, following: readonly Following[]): OccurrenceConflict[][] {
  const [first] = following;
  if (first === undefined) return [];
  const proposals = following.map(({ to, found }) => ({
    date: to.date,
    startMinute: to.minute,
    workers: found.team,
    basket: found.surroundings.basket,
  }));
  return conflictsOfAll(proposals, first.found.surroundings, localTimeOf(unit.now));
}

/**
 * Locks the series and its visits and decides the edit. Refuses "not-found" outside the scope, "visit-has-no-series",
 * "visit-cannot-move" and "occurrence-pinned" once under way or over, "move-leaves-month", and what `editSeries` refuses.
 */
export async function decideSeriesEdit(unit: Unit, wish: SeriesWish): Promise<DecidedEdit> {
  const { anchor, visits } = await lockAnchor(unit, wish);
  const locked = await lockSeries(unit, anchor.seriesId ?? "");
  if (locked === null) throw new Refusal("not-found");
  const { scope, date, startMinute } = wish;
  const edit = { scope, anchorOn: occurrenceOf(anchor), weekday: weekdayOf(date), startMinute };
  const result = editOf(unit, seriesOf(locked.row, locked.exceptions), visits, edit);
  const byDate = new Map(visits.map((visit) => [occurrenceOf(visit), visit]));
  const moving = result.changes.flatMap(({ fate, originalOn }) =>
    fate === "follows" ? (byDate.get(originalOn) ?? []) : [],
  );
  const surroundings = await loadSurroundingsOf(unit, [anchor, ...moving.filter((visit) => visit !== anchor)]);
  const places = placed(result, surroundings(anchor));
  const following = new Map(
    result.changes.flatMap(({ fate, originalOn, newOriginalOn, to }): [PlainDate, Following][] => {
      const visit = byDate.get(originalOn);
      if (fate !== "follows" || visit === undefined || newOriginalOn === null || to === null) return [];
      const place = places.get(newOriginalOn);
      const at = { date: place?.on ?? to.date, minute: to.minute };
      return [[originalOn, { visit, to: at, reason: place?.reason ?? null, found: surroundings(visit) }]];
    }),
  );
  const conflicts = judged(unit, [...following.values()]);
  const conflictsAt = new Map([...following.keys()].map((originalOn, place) => [originalOn, conflicts[place] ?? []]));
  const { workerNames } = surroundings(anchor);
  return {
    row: locked.row,
    anchor,
    result,
    dates: result.changes.map((change): DecidedDate => {
      const found = following.get(change.originalOn);
      return {
        ...change,
        to: found?.to ?? change.to,
        visit: byDate.get(change.originalOn) ?? null,
        reason: found?.reason ?? null,
        conflicts: conflictsAt.get(change.originalOn) ?? [],
        workerIds: found?.found.team.map(({ id }) => id) ?? [],
      };
    }),
    workerName: (workerId) => maskName(workerNames.get(workerId) ?? ""),
  };
}
