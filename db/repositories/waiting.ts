/** Elders who wait for a free time, in the order in which they asked. */
import { and, asc, eq, inArray } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { slotWait } from "../schema/waiting.ts";
import type { Unit } from "../transaction.ts";

export type SlotWaitRow = typeof slotWait.$inferSelect;

const STANDING = ["waiting", "offered"];

/** The elder's place in the line of the month; null for who does not wait. */
export async function findWait(unit: Unit, elderId: string, month: PlainMonth): Promise<SlotWaitRow | null> {
  const [row] = await unit.orm
    .select()
    .from(slotWait)
    .where(
      and(eq(slotWait.elderId, elderId), eq(slotWait.month, firstDateOf(month)), inArray(slotWait.state, STANDING)),
    );
  return row ?? null;
}

export async function insertWait(unit: Unit, row: typeof slotWait.$inferInsert): Promise<void> {
  await unit.orm.insert(slotWait).values(row);
}

/** Who waits or has been offered a time, the first to ask first, without what may change, so that each is locked in a unit of its own. */
export async function listWaiting(unit: Unit): Promise<Pick<SlotWaitRow, "id" | "elderId" | "month">[]> {
  return unit.orm
    .select({ id: slotWait.id, elderId: slotWait.elderId, month: slotWait.month })
    .from(slotWait)
    .where(inArray(slotWait.state, STANDING))
    .orderBy(asc(slotWait.askedAt), asc(slotWait.id));
}

/** Null for one that has ended meanwhile. */
export async function lockWait(unit: Unit, id: string): Promise<SlotWaitRow | null> {
  const [row] = await unit.orm
    .select()
    .from(slotWait)
    .where(and(eq(slotWait.id, id), inArray(slotWait.state, STANDING)))
    .for("update");
  return row ?? null;
}

export async function updateWait(unit: Unit, id: string, values: Partial<SlotWaitRow>): Promise<void> {
  await unit.orm.update(slotWait).set(values).where(eq(slotWait.id, id));
}
