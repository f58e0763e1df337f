/** Planning runs, allocations and series with their exceptions. */
import { and, arrayContains, asc, desc, eq, getTableColumns, inArray, sql, type SQL } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { allocation, planningRun, seriesException, visitSeries } from "../schema/planning.ts";
import type { Unit } from "../transaction.ts";
import { rowsOf } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import { assertStreetsReached, placeReached } from "./scope-conditions.ts";

export type AllocationRow = typeof allocation.$inferSelect;
export type SeriesRow = typeof visitSeries.$inferSelect;

export async function insertPlanningRun(unit: Unit, row: typeof planningRun.$inferInsert): Promise<void> {
  await unit.orm.insert(planningRun).values(row);
}

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

/** The newest run of a kind for the month, or null. Runs belong to the whole district and name nobody. */
export async function findNewestRun(
  unit: Unit,
  month: PlainMonth,
  kind: "allocation" | "plan",
): Promise<typeof planningRun.$inferSelect | null> {
  const [row] = await unit.orm
    .select()
    .from(planningRun)
    .where(and(eq(planningRun.month, firstDateOf(month)), eq(planningRun.kind, kind)))
    .orderBy(desc(planningRun.createdAt), desc(planningRun.id))
    .limit(1);
  return row ?? null;
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
