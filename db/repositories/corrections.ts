/** Corrections of a visit's times that one person asks for and another decides. The caller has asked the scope of the visit. */
import { and, asc, eq } from "drizzle-orm";
import { visitCorrection } from "../schema/finding.ts";
import type { Unit } from "../transaction.ts";

export type CorrectionRow = typeof visitCorrection.$inferSelect;

export async function insertCorrection(unit: Unit, row: typeof visitCorrection.$inferInsert): Promise<void> {
  await unit.orm.insert(visitCorrection).values(row);
}

/** Corrections of a visit in the order in which they were asked for. */
export async function listCorrections(unit: Unit, visitId: string): Promise<CorrectionRow[]> {
  return unit.orm
    .select()
    .from(visitCorrection)
    .where(eq(visitCorrection.visitId, visitId))
    .orderBy(asc(visitCorrection.requestedAt), asc(visitCorrection.id));
}

/** One correction of this visit, locked; null when there is none. */
export async function lockCorrection(unit: Unit, visitId: string, id: string): Promise<CorrectionRow | null> {
  const [row] = await unit.orm
    .select()
    .from(visitCorrection)
    .where(and(eq(visitCorrection.visitId, visitId), eq(visitCorrection.id, id)))
    .for("update");
  return row ?? null;
}

export async function updateCorrection(unit: Unit, id: string, values: Partial<CorrectionRow>): Promise<void> {
  await unit.orm.update(visitCorrection).set(values).where(eq(visitCorrection.id, id));
}
