/** Who sits at which seat of the operations centre. That one operator has one seat, and one seat one operator, the table's indexes hold. */
import { and, asc, eq, isNull, lt } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { seatPresence } from "../schema/centre.ts";
import type { Unit } from "../transaction.ts";

export type SeatRow = typeof seatPresence.$inferSelect;

/** Ends the stays whose screens were not heard of since then. @returns who they were */
export async function endSilentSeats(unit: Unit, heardBefore: Instant): Promise<SeatRow[]> {
  return unit.orm
    .update(seatPresence)
    .set({ toAt: asDate(unit.now), endedFor: "timed_out" })
    .where(and(isNull(seatPresence.toAt), lt(seatPresence.seenAt, asDate(heardBefore))))
    .returning();
}

/** Refuses "seat-taken" for a seat with somebody at it and "seat-has-one" for somebody who sits elsewhere. */
export async function insertSeat(unit: Unit, row: Pick<SeatRow, "seatNo" | "login" | "state">): Promise<void> {
  const now = asDate(unit.now);
  await unit.orm.insert(seatPresence).values({ ...row, id: unit.newId(), stateSince: now, fromAt: now, seenAt: now });
}

/** Where this operator sits now, locked for the rest of the unit; null for nobody's. */
export async function lockSeatOf(unit: Unit, login: string): Promise<SeatRow | null> {
  const [row] = await unit.orm
    .select()
    .from(seatPresence)
    .where(and(eq(seatPresence.login, login), isNull(seatPresence.toAt)))
    .for("update");
  return row ?? null;
}

export async function updateSeat(
  unit: Unit,
  id: string,
  values: Partial<Pick<SeatRow, "state" | "stateSince" | "seenAt" | "toAt" | "endedFor">>,
): Promise<void> {
  await unit.orm.update(seatPresence).set(values).where(eq(seatPresence.id, id));
}

/** Everybody who sits somewhere, by seat. */
export async function listSeats(unit: Unit): Promise<SeatRow[]> {
  return unit.orm.select().from(seatPresence).where(isNull(seatPresence.toAt)).orderBy(asc(seatPresence.seatNo));
}
