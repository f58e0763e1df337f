/** Visits that verification reads together: all of some elders, those of their workers near them, those just before. In the scope of the unit. */
import { and, asc, eq, gte, inArray, lt, not, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { isOneOf, piecesOf } from "./batches.ts";
import { goesOrCame } from "./scope-conditions.ts";
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
        .where(and(eq(visit.serviceMonth, firstDateOf(month)), isOneOf(visit.elderId, piece), visitInScope(unit)))),
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
            isOneOf(visit.elderId, piece),
            gte(visit.plannedStart, asDate(span.from)),
            lt(visit.plannedStart, asDate(span.to)),
            visitInScope(unit),
          ),
        )),
    );
  return found;
}

/** Which visits the workers of these visits have within a day of them. @param without visits that are not asked for */
function visitsOfTheirWorkers(unit: Unit, visitIds: readonly string[], without: readonly string[] = []) {
  const [own, near] = [alias(visitWorker, "own"), alias(visitWorker, "near")];
  return unit.orm
    .select({ id: near.visitId })
    .from(own)
    .innerJoin(
      near,
      and(
        eq(near.workerId, own.workerId),
        sql`${near.plannedStart} between ${own.plannedStart} - interval '1 day' and ${own.plannedStart} + interval '1 day'`,
      ),
    )
    .where(
      and(
        isOneOf(own.visitId, visitIds),
        goesOrCame(own),
        goesOrCame(near),
        without.length === 0 ? undefined : not(isOneOf(near.visitId, without)),
      ),
    );
}

/** Visits beside these of their workers within a day, in the scope: what an overlap or a way between two homes may lie with. */
export async function listVisitsNear(unit: Unit, visitIds: readonly string[]): Promise<VisitRow[]> {
  const found = new Map<string, VisitRow>();
  for (const piece of piecesOf(visitIds, 2000)) {
    const rows = await unit.orm
      .select()
      .from(visit)
      .where(and(inArray(visit.id, visitsOfTheirWorkers(unit, piece, visitIds)), visitInScope(unit)));
    for (const row of rows) found.set(row.id, row);
  }
  return [...found.values()].sort((left, right) => (left.visitNo < right.visitNo ? -1 : 1));
}

/**
 * These visits, all others of their elders in the same months, and all others of their workers within a day: what may change
 * when one of them changes.
 */
export async function listVisitsBeside(unit: Unit, visitIds: readonly string[]): Promise<VisitRow[]> {
  if (visitIds.length === 0) return [];
  const self = alias(visit, "self");
  const ofElders = unit.orm
    .select({ id: visit.id })
    .from(self)
    .innerJoin(visit, and(eq(visit.elderId, self.elderId), eq(visit.serviceMonth, self.serviceMonth)))
    .where(isOneOf(self.id, visitIds));
  const ofWorkers = visitsOfTheirWorkers(unit, visitIds);
  return unit.orm
    .select()
    .from(visit)
    .where(and(or(inArray(visit.id, ofElders), inArray(visit.id, ofWorkers)), visitInScope(unit)))
    .orderBy(asc(visit.visitNo));
}
