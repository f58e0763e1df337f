/** Allocations and series with their exceptions. */
import { and, arrayContains, asc, eq, getTableColumns, inArray, sql, type SQL } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { allocation, seriesException, visitSeries } from "../schema/planning.ts";
import type { Unit } from "../transaction.ts";
import { rowsOf } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import { assertStreetsReached, placeReached } from "./scope-conditions.ts";

export type AllocationRow = typeof allocation.$inferSelect;
export type SeriesRow = typeof visitSeries.$inferSelect;

/**
 * Makes this unit the only one that allocates or plans the month, until it ends. False means that another one is at it. The lock is the
 * month's own: no row stands for "the plan of a month" that could be locked instead.
 */
export async function claimMonthForPlanning(unit: Unit, month: PlainMonth): Promise<boolean> {
  const found = await unit.orm.execute(
    sql`select pg_try_advisory_xact_lock(hashtext(current_schema()), hashtext(${`plan ${month}`})) as mine`,
  );
  return rowsOf<{ mine: boolean }>(found)[0]?.mine === true;
}

/** Which allocations the scope reaches. */
export function allocationInScope(unit: Unit): SQL {
  return placeReached(unit, allocation);
}

function seriesInScope(unit: Unit): SQL {
  const { worker } = unit.scope;
  return (
    and(
      placeReached(unit, visitSeries),
      worker === "all" ? undefined : arrayContains(visitSeries.workerIds, [worker]),
    ) ?? sql`true`
  );
}

/** Replaces the month's allocation of the scope's streets. Refuses "not-found" for a row of another street. */
export async function saveAllocations(
  unit: Unit,
  month: PlainMonth,
  rows: readonly (typeof allocation.$inferInsert)[],
): Promise<void> {
  assertStreetsReached(
    unit,
    rows.map((row) => row.streetId),
  );
  await unit.orm.delete(allocation).where(and(eq(allocation.month, firstDateOf(month)), allocationInScope(unit)));
  for (const piece of piecesOf(rows)) await unit.orm.insert(allocation).values(piece);
}

/** Gives elders of the scope a provider, in place of one whom they may have; all others keep theirs. */
export async function putAllocations(unit: Unit, rows: readonly (typeof allocation.$inferInsert)[]): Promise<void> {
  assertStreetsReached(
    unit,
    rows.map((row) => row.streetId),
  );
  for (const row of rows) {
    const { elderId: _elder, month: _month, ...values } = row;
    await unit.orm
      .insert(allocation)
      .values(row)
      .onConflictDoUpdate({ target: [allocation.elderId, allocation.month], set: values });
  }
}

export async function listAllocations(unit: Unit, month: PlainMonth): Promise<AllocationRow[]> {
  return unit.orm
    .select()
    .from(allocation)
    .where(and(eq(allocation.month, firstDateOf(month)), allocationInScope(unit)));
}

export async function findAllocation(unit: Unit, elderId: string, month: PlainMonth): Promise<AllocationRow | null> {
  const [row] = await unit.orm
    .select()
    .from(allocation)
    .where(and(eq(allocation.elderId, elderId), eq(allocation.month, firstDateOf(month))));
  return row ?? null;
}

export async function insertSeries(
  unit: Unit,
  rows: readonly (typeof visitSeries.$inferInsert)[],
  exceptions: readonly (typeof seriesException.$inferInsert)[],
): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(visitSeries).values(piece);
  for (const piece of piecesOf(exceptions)) await unit.orm.insert(seriesException).values(piece);
}

export async function listSeries(unit: Unit, month: PlainMonth): Promise<SeriesRow[]> {
  return unit.orm
    .select()
    .from(visitSeries)
    .where(and(eq(visitSeries.month, firstDateOf(month)), seriesInScope(unit)))
    .orderBy(asc(visitSeries.uid));
}

export async function listSeriesExceptions(
  unit: Unit,
  seriesIds: readonly string[],
): Promise<(typeof seriesException.$inferSelect)[]> {
  const found: (typeof seriesException.$inferSelect)[] = [];
  for (const piece of piecesOf(seriesIds, 2000))
    found.push(
      ...(await unit.orm
        .select(getTableColumns(seriesException))
        .from(seriesException)
        .innerJoin(visitSeries, eq(visitSeries.id, seriesException.seriesId))
        .where(and(inArray(seriesException.seriesId, piece), seriesInScope(unit)))),
    );
  return found;
}

export type SeriesExceptionRow = typeof seriesException.$inferSelect;

/** One series of the scope; null when there is none that the scope reaches. */
export async function findSeries(unit: Unit, seriesId: string): Promise<SeriesRow | null> {
  const [row] = await unit.orm
    .select()
    .from(visitSeries)
    .where(and(eq(visitSeries.id, seriesId), seriesInScope(unit)));
  return row ?? null;
}

/** One series of the scope with its exceptions, the series locked; null when there is none that the scope reaches. */
export async function lockSeries(
  unit: Unit,
  seriesId: string,
): Promise<{ row: SeriesRow; exceptions: SeriesExceptionRow[] } | null> {
  const [row] = await unit.orm
    .select()
    .from(visitSeries)
    .where(and(eq(visitSeries.id, seriesId), seriesInScope(unit)))
    .for("update");
  return row ? { row, exceptions: await listSeriesExceptions(unit, [row.id]) } : null;
}

/** Changes a series that the caller has locked, puts these exceptions in place of all it had, and counts the change. */
export async function rewriteSeries(
  unit: Unit,
  seriesId: string,
  values: Partial<Pick<SeriesRow, "rrule" | "startsOn" | "startMinute" | "part">>,
  exceptions: readonly Omit<SeriesExceptionRow, "seriesId">[],
): Promise<void> {
  await unit.orm
    .update(visitSeries)
    .set({ ...values, sequence: sql`${visitSeries.sequence} + 1` })
    .where(eq(visitSeries.id, seriesId));
  await unit.orm.delete(seriesException).where(eq(seriesException.seriesId, seriesId));
  for (const piece of piecesOf(exceptions.map((exception) => ({ ...exception, seriesId }))))
    await unit.orm.insert(seriesException).values(piece);
}

/** Takes away the exception of one date of a series, and counts the series' change. */
export async function deleteSeriesException(unit: Unit, seriesId: string, originalOn: string): Promise<void> {
  await unit.orm
    .delete(seriesException)
    .where(and(eq(seriesException.seriesId, seriesId), eq(seriesException.originalOn, originalOn)));
  await unit.orm
    .update(visitSeries)
    .set({ sequence: sql`${visitSeries.sequence} + 1` })
    .where(eq(visitSeries.id, seriesId));
}

/** The first part number of the elder's month that no series bears. */
export async function freeSeriesPart(unit: Unit, { elderId, month }: SeriesRow): Promise<number> {
  const [row] = await unit.orm
    .select({ largest: sql<number>`max(${visitSeries.part})`.mapWith(Number) })
    .from(visitSeries)
    .where(and(eq(visitSeries.elderId, elderId), eq(visitSeries.month, month)));
  return (row?.largest ?? 0) + 1;
}

/** Takes series with their exceptions out of the plan. The caller has taken their visits out of them, and makes new ones in their place. */
export async function deleteSeries(unit: Unit, seriesIds: readonly string[]): Promise<void> {
  for (const piece of piecesOf(seriesIds, 2000)) {
    await unit.orm.delete(seriesException).where(inArray(seriesException.seriesId, piece));
    await unit.orm.delete(visitSeries).where(inArray(visitSeries.id, piece));
  }
}
