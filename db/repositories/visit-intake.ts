/** What arrives at the edge of a visit: events that no visit could take, and the digits that an elder types on the worker's phone. */
import { eq } from "drizzle-orm";
import { elderVisitPin, visitEventQuarantine } from "../schema/visit-event.ts";
import type { Unit } from "../transaction.ts";

export type VisitPinRow = typeof elderVisitPin.$inferSelect;

/** Keeps what was sent; the same bytes of the same sender once. */
export async function insertQuarantine(unit: Unit, row: typeof visitEventQuarantine.$inferInsert): Promise<void> {
  await unit.orm.insert(visitEventQuarantine).values(row).onConflictDoNothing();
}

/** The elder's digits on record, locked; null when there are none. */
export async function lockVisitPin(unit: Unit, elderId: string): Promise<VisitPinRow | null> {
  const [row] = await unit.orm.select().from(elderVisitPin).where(eq(elderVisitPin.elderId, elderId)).for("update");
  return row ?? null;
}

/** When the elder's digits were set, by whom, and how many tries are left; never the digits. Null when there are none. */
export async function findVisitPin(unit: Unit, elderId: string): Promise<Omit<VisitPinRow, "pinHash"> | null> {
  const { setAt, setBy, triesLeft } = elderVisitPin;
  const [row] = await unit.orm
    .select({ elderId: elderVisitPin.elderId, setAt, setBy, triesLeft })
    .from(elderVisitPin)
    .where(eq(elderVisitPin.elderId, elderId));
  return row ?? null;
}

export async function hasVisitPin(unit: Unit, elderId: string): Promise<boolean> {
  const rows = await unit.orm
    .select({ elderId: elderVisitPin.elderId })
    .from(elderVisitPin)
    .where(eq(elderVisitPin.elderId, elderId));
  return rows.length > 0;
}

/** Sets the digits of an elder, or how many tries are left. */
export async function saveVisitPin(unit: Unit, row: typeof elderVisitPin.$inferInsert): Promise<void> {
  await unit.orm.insert(elderVisitPin).values(row).onConflictDoUpdate({ target: elderVisitPin.elderId, set: row });
}
