/** Visits that verification reads together: all of some elders, those of their workers near them, those just before. In the scope of the unit. */
import { and, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import { visitInScope, type VisitRow } from "./visits.ts";

/** All visits of some elders in a month, in the scope. */
export async function listVisitsOfElders(
  unit: Unit,
  month: PlainMonth,
  elderIds: readonly string[],
): Promise<VisitRow[]> {
  const found: VisitRow[] = [];
  for (const piece of piecesOf(elderIds, 2000))
    found.push(
      ...(await unit.orm
        .select()
        .from(visit)
        .where(and(eq(visit.serviceMonth, firstDateOf(month)), inArray(visit.elderId, piece), visitInScope(unit)))),
    );
  return found.sort((left, right) => (left.visitNo < right.visitNo ? -1 : 1));
}

/** Visits of some elders that start in a half-open span, in the scope: those before a month, for the gap to its first ones. */
export async function listVisitsOfEldersIn(
  unit: Unit,
  elderIds: readonly string[],
  span: { readonly from: Instant; readonly to: Instant },
): Promise<VisitRow[]> {
  const found: VisitRow[] = [];
  for (const piece of piecesOf(elderIds, 2000))
    found.push(
      ...(await unit.orm
        .select()
        .from(visit)
        .where(
          and(
            inArray(visit.elderId, piece),
            gte(visit.plannedStart, asDate(span.from)),
            lt(visit.plannedStart, asDate(span.to)),
            visitInScope(unit),
          ),
        )),
    );
  return found;
}

/** Other visits of the workers of these visits within a day, in the scope: what an overlap or a way between two homes may lie with. */
export async function listVisitsNear(unit: Unit, visitIds: readonly string[]): Promise<VisitRow[]> {
  const found = new Map<string, VisitRow>();
  const [own, near] = [alias(visitWorker, "own"), alias(visitWorker, "near")];
  for (const piece of piecesOf(visitIds, 2000)) {
    const ofWorkers = unit.orm
      .select({ id: near.visitId })
      .from(own)
      .innerJoin(
        near,
        and(
          eq(near.workerId, own.workerId),
          sql`${near.plannedStart} between ${own.plannedStart} - interval '1 day' and ${own.plannedStart} + interval '1 day'`,
        ),
      )
      .where(and(inArray(own.visitId, piece), eq(own.released, false), eq(near.released, false)));
    const rows = await unit.orm
      .select()
      .from(visit)
      .where(and(inArray(visit.id, ofWorkers), visitInScope(unit)));
    for (const row of rows) found.set(row.id, row);
  }
  return [...found.values()].sort((left, right) => (left.visitNo < right.visitNo ? -1 : 1));
}
