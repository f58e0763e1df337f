/** Planning runs, allocations and series with their exceptions. */
import { and, asc, eq, inArray } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { allocation, planningRun, seriesException, visitSeries } from "../schema/planning.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";

export type AllocationRow = typeof allocation.$inferSelect;
export type SeriesRow = typeof visitSeries.$inferSelect;

export async function insertPlanningRun(unit: Unit, row: typeof planningRun.$inferInsert): Promise<void> {
  await unit.orm.insert(planningRun).values(row);
}

/** Replaces the month's allocation of these elders. */
export async function saveAllocations(
  unit: Unit,
  month: PlainMonth,
  rows: readonly (typeof allocation.$inferInsert)[],
): Promise<void> {
  await unit.orm.delete(allocation).where(eq(allocation.month, firstDateOf(month)));
  for (const piece of piecesOf(rows)) await unit.orm.insert(allocation).values(piece);
}

export async function listAllocations(unit: Unit, month: PlainMonth): Promise<AllocationRow[]> {
  return unit.orm
    .select()
    .from(allocation)
    .where(eq(allocation.month, firstDateOf(month)));
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
    .where(eq(visitSeries.month, firstDateOf(month)))
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
        .select()
        .from(seriesException)
        .where(and(inArray(seriesException.seriesId, piece)))),
    );
  return found;
}
