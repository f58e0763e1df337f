/** Money found wrongly paid: proposals, and what a second person made of them. In the scope of the unit. */
import { and, eq } from "drizzle-orm";
import { clawback } from "../schema/claim.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import { placeReached } from "./scope-conditions.ts";

export type ClawbackRow = typeof clawback.$inferSelect;
export type NewClawbackRow = typeof clawback.$inferInsert;

/** Adds proposals; a paid line that was brought up before, also one that was dismissed, is not brought up again. @returns how many were new */
export async function proposeClawbacks(unit: Unit, rows: readonly NewClawbackRow[]): Promise<number> {
  let added = 0;
  for (const piece of piecesOf(rows))
    added += (await unit.orm.insert(clawback).values(piece).onConflictDoNothing().returning({ id: clawback.id }))
      .length;
  return added;
}

/** One clawback of the scope, locked for the rest of the unit; null when the scope reaches none. */
export async function lockClawback(
  unit: Unit,
  id: string,
): Promise<(ClawbackRow & { readonly visitNo: string }) | null> {
  const [row] = await unit.orm
    .select({ clawback, visitNo: visit.visitNo })
    .from(clawback)
    .innerJoin(visit, eq(visit.id, clawback.visitId))
    .where(and(eq(clawback.id, id), placeReached(unit, clawback)))
    .for("update", { of: clawback });
  return row ? { ...row.clawback, visitNo: row.visitNo } : null;
}

export async function updateClawback(unit: Unit, id: string, values: Partial<NewClawbackRow>): Promise<void> {
  await unit.orm.update(clawback).set(values).where(eq(clawback.id, id));
}
