/** Amounts that an open month adds for visits of closed ones. In the scope of the unit. */
import { and, asc, eq, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { settlementAdjustment } from "../schema/recovery.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import { placeReached } from "./scope-conditions.ts";

export type AdjustmentRow = typeof settlementAdjustment.$inferSelect;
export type NewAdjustmentRow = typeof settlementAdjustment.$inferInsert;

/** The table refuses what is more than the plan together with what was settled. */
export async function insertAdjustments(unit: Unit, rows: readonly NewAdjustmentRow[]): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(settlementAdjustment).values(piece);
}

/** One adjustment of the scope, locked for the rest of the unit; null when the scope reaches none. */
export async function lockAdjustment(unit: Unit, id: string): Promise<AdjustmentRow | null> {
  const [row] = await unit.orm
    .select()
    .from(settlementAdjustment)
    .where(and(eq(settlementAdjustment.id, id), placeReached(unit, settlementAdjustment)))
    .for("update");
  return row ?? null;
}

export async function updateAdjustment(unit: Unit, id: string, values: Partial<NewAdjustmentRow>): Promise<void> {
  await unit.orm.update(settlementAdjustment).set(values).where(eq(settlementAdjustment.id, id));
}

export type PayableAdjustment = AdjustmentRow & { readonly visitNo: string };

/** Approved and not yet paid, of months before this one, in the order of their numbers. */
export async function listPayableAdjustments(unit: Unit, month: PlainMonth): Promise<PayableAdjustment[]> {
  const rows = await unit.orm
    .select({ adjustment: settlementAdjustment, visitNo: visit.visitNo })
    .from(settlementAdjustment)
    .innerJoin(visit, eq(visit.id, settlementAdjustment.visitId))
    .where(
      and(
        isNotNull(settlementAdjustment.approvedBy),
        isNull(settlementAdjustment.dismissedReason),
        isNull(settlementAdjustment.runId),
        lt(settlementAdjustment.refersToMonth, firstDateOf(month)),
        placeReached(unit, settlementAdjustment),
      ),
    )
    .orderBy(asc(settlementAdjustment.adjustmentNo));
  return rows.map(({ adjustment, visitNo }) => ({ ...adjustment, visitNo }));
}

/** What a run carries to its payments. */
export async function listAdjustmentsOfRun(unit: Unit, runId: string): Promise<PayableAdjustment[]> {
  const rows = await unit.orm
    .select({ adjustment: settlementAdjustment, visitNo: visit.visitNo })
    .from(settlementAdjustment)
    .innerJoin(visit, eq(visit.id, settlementAdjustment.visitId))
    .where(and(eq(settlementAdjustment.runId, runId), placeReached(unit, settlementAdjustment)))
    .orderBy(asc(settlementAdjustment.adjustmentNo));
  return rows.map(({ adjustment, visitNo }) => ({ ...adjustment, visitNo }));
}

/** The run pays them; the table adds them to what is spent. */
export async function payAdjustments(unit: Unit, adjustmentNos: readonly string[], runId: string): Promise<void> {
  for (const piece of piecesOf(adjustmentNos, 1000))
    await unit.orm.update(settlementAdjustment).set({ runId }).where(inArray(settlementAdjustment.adjustmentNo, piece));
}

/** Amounts for evidence that came late, those that wait for a second person first. */
export async function listLateAdjustments(unit: Unit) {
  return unit.orm
    .select({ adjustment: settlementAdjustment, visitNo: visit.visitNo, provider: provider.name })
    .from(settlementAdjustment)
    .innerJoin(visit, eq(visit.id, settlementAdjustment.visitId))
    .innerJoin(provider, eq(provider.id, settlementAdjustment.providerId))
    .where(and(eq(settlementAdjustment.reasonCode, "late-evidence"), placeReached(unit, settlementAdjustment)))
    .orderBy(
      sql`${settlementAdjustment.approvedBy} is not null or ${settlementAdjustment.dismissedReason} is not null`,
      asc(settlementAdjustment.adjustmentNo),
    )
    .limit(500);
}
