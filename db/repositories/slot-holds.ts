/** Times that elders at kiosks are looking at. */
import { and, eq, gt, inArray, lte } from "drizzle-orm";
import { HOLD_MINUTES } from "#app/domain/kiosk/month-places.ts";
import { asDate, plusMinutes } from "#app/domain/time/instant.ts";
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

/** A time that is kept longer than anybody looks at one was freed for somebody who waits, and stays until it is booked. */
const looked = (unit: Unit) => lte(slotHold.heldUntil, asDate(plusMinutes(unit.now, HOLD_MINUTES)));

/** Gives back what an elder looked at; what is kept for who waits stays. */
export async function deleteHoldsOf(unit: Unit, elderId: string): Promise<void> {
  await unit.orm.delete(slotHold).where(and(eq(slotHold.elderId, elderId), looked(unit)));
}

/** Gives back everything that an elder held, also what was kept while waiting. */
export async function deleteAllHoldsOf(unit: Unit, elderId: string): Promise<void> {
  await unit.orm.delete(slotHold).where(eq(slotHold.elderId, elderId));
}

/** Holds these times instead of what the elder looked at before. A time somebody else holds is refused ("overlaps-another"). */
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
  const own = await unit.orm
    .select()
    .from(slotHold)
    .where(and(eq(slotHold.elderId, elderId), inArray(slotHold.workerId, workerIds)));
  // What is kept for this elder already needs no second hold, which would stand in the first one's way.
  const fresh = rows.filter(
    (row) =>
      !own.some(
        (held) =>
          held.workerId === row.workerId && held.plannedStart < row.plannedEnd && row.plannedStart < held.plannedEnd,
      ),
  );
  if (fresh.length > 0) await unit.orm.insert(slotHold).values(fresh);
}
