/** Findings and every step in their life, in the scope of the unit. A finding is never deleted; its steps are only added. */
import { and, asc, eq, exists, inArray, sql } from "drizzle-orm";
import { finding, findingChange } from "../schema/finding.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { IDS_AT_ONCE, isOneOf, piecesOf } from "./batches.ts";
import { visitInScope } from "./visits.ts";

export type FindingRow = typeof finding.$inferSelect;
export type NewFindingRow = typeof finding.$inferInsert;
export type FindingChangeRow = typeof findingChange.$inferSelect;
export type NewFindingChangeRow = typeof findingChange.$inferInsert;

export async function listFindingsOfVisits(unit: Unit, visitIds: readonly string[]): Promise<FindingRow[]> {
  const found: FindingRow[] = [];
  for (const piece of piecesOf(visitIds, IDS_AT_ONCE))
    found.push(
      ...(await unit.orm.select().from(finding).where(isOneOf(finding.visitId, piece)).orderBy(asc(finding.ruleCode))),
    );
  return found;
}

export async function insertFindings(unit: Unit, rows: readonly NewFindingRow[]): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(finding).values(piece);
}

/** Sets columns of one finding. */
export async function updateFinding(unit: Unit, id: string, values: Partial<NewFindingRow>): Promise<void> {
  await unit.orm.update(finding).set(values).where(eq(finding.id, id));
}

/** Sets columns of many findings that share the new values. */
export async function updateFindings(
  unit: Unit,
  ids: readonly string[],
  values: Partial<NewFindingRow>,
): Promise<void> {
  for (const piece of piecesOf(ids, 2000)) await unit.orm.update(finding).set(values).where(inArray(finding.id, piece));
}

export async function insertFindingChanges(unit: Unit, rows: readonly NewFindingChangeRow[]): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(findingChange).values(piece);
}

/** Steps of these findings in the order in which they were taken. */
export async function listFindingChanges(unit: Unit, findingIds: readonly string[]): Promise<FindingChangeRow[]> {
  if (findingIds.length === 0) return [];
  return unit.orm
    .select()
    .from(findingChange)
    .where(inArray(findingChange.findingId, [...findingIds]))
    .orderBy(asc(findingChange.at), asc(findingChange.id));
}

/** One finding of a visit of the scope, locked; null when the scope reaches none. */
export async function lockFinding(unit: Unit, id: string): Promise<FindingRow | null> {
  const [row] = await unit.orm
    .select()
    .from(finding)
    .where(
      and(
        eq(finding.id, id),
        exists(
          unit.orm
            .select({ one: sql`1` })
            .from(visit)
            .where(and(eq(visit.id, finding.visitId), visitInScope(unit))),
        ),
      ),
    )
    .for("update");
  return row ?? null;
}

/** Objections to findings of these visits, oldest first. The caller has asked the scope of the visits. */
export async function listObjections(unit: Unit, visitIds: readonly string[]) {
  if (visitIds.length === 0) return [];
  return unit.orm
    .select({ findingId: findingChange.findingId, note: findingChange.note, at: findingChange.at })
    .from(findingChange)
    .innerJoin(finding, eq(finding.id, findingChange.findingId))
    .where(and(inArray(finding.visitId, [...visitIds]), eq(findingChange.step, "contested")))
    .orderBy(asc(findingChange.at), asc(findingChange.id));
}

export type ObjectionRow = Awaited<ReturnType<typeof listObjections>>[number];
