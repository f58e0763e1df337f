/** Times that elders at kiosks are looking at. */
import { and, eq, gt, inArray, lte } from "drizzle-orm";
import { asDate } from "#app/domain/time/instant.ts";
import { slotHold } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

export type SlotHoldRow = typeof slotHold.$inferSelect;

/** Live holds of these workers by anybody. */
export async function listHoldsOfWorkers(unit: Unit, workerIds: readonly string[]): Promise<SlotHoldRow[]> {
  if (workerIds.length === 0) return [];
  return unit.orm
    .select()
    .from(slotHold)
    .where(and(inArray(slotHold.workerId, [...workerIds]), gt(slotHold.heldUntil, asDate(unit.now))));
}

/** Gives back whatever an elder held. */
export async function deleteHoldsOf(unit: Unit, elderId: string): Promise<void> {
  await unit.orm.delete(slotHold).where(eq(slotHold.elderId, elderId));
}

/** Holds these times instead of what the elder held before. A time somebody else holds is refused ("overlaps-another"). */
export async function replaceHolds(
  unit: Unit,
  elderId: string,
  rows: readonly (typeof slotHold.$inferInsert)[],
): Promise<void> {
  await deleteHoldsOf(unit, elderId);
  const workerIds = rows.map((row) => row.workerId);
  if (workerIds.length === 0) return;
  await unit.orm
    .delete(slotHold)
    .where(and(inArray(slotHold.workerId, workerIds), lte(slotHold.heldUntil, asDate(unit.now))));
  await unit.orm.insert(slotHold).values([...rows]);
}
