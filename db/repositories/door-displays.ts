/** Screens in elders' homes that show a changing code, and those of their codes that were read at visits. */
import { and, desc, eq, isNull, lt, or } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { doorDisplay, doorDisplayCode } from "../schema/door-code.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { calledOneOf, everAssigned } from "./received-events.ts";

export type DoorDisplayRow = typeof doorDisplay.$inferSelect;

/** The home's screens, the newest first. The caller has found the elder in its scope. */
export async function listDoorDisplays(unit: Unit, elderId: string): Promise<DoorDisplayRow[]> {
  return unit.orm
    .select()
    .from(doorDisplay)
    .where(eq(doorDisplay.elderId, elderId))
    .orderBy(desc(doorDisplay.issuedAt), desc(doorDisplay.id));
}

export async function insertDoorDisplay(unit: Unit, row: typeof doorDisplay.$inferInsert): Promise<void> {
  await unit.orm.insert(doorDisplay).values(row);
}

/** @returns how many it ended: one or none */
export async function endDoorDisplay(unit: Unit, elderId: string, endedBy: string): Promise<number> {
  const rows = await unit.orm
    .update(doorDisplay)
    .set({ endedAt: asDate(unit.now), endedBy })
    .where(and(eq(doorDisplay.elderId, elderId), isNull(doorDisplay.endedAt)))
    .returning({ id: doorDisplay.id });
  return rows.length;
}

/** The screen that was paired with this token and is in use; null when there is none. */
export async function findDoorDisplay(unit: Unit, pairingHash: string): Promise<DoorDisplayRow | null> {
  const [row] = await unit.orm
    .select()
    .from(doorDisplay)
    .where(and(eq(doorDisplay.pairingHash, pairingHash), isNull(doorDisplay.endedAt)));
  return row ?? null;
}

/** Notes that the screen asks, when that was last noted before an instant: a screen asks every minute. */
export async function updateDisplayShown(unit: Unit, id: string, before: Instant): Promise<void> {
  await unit.orm
    .update(doorDisplay)
    .set({ shownAt: asDate(unit.now) })
    .where(and(eq(doorDisplay.id, id), or(isNull(doorDisplay.shownAt), lt(doorDisplay.shownAt, asDate(before)))));
}

/** Screens of the homes of these visits, for visits that the worker was ever assigned to; ended ones too. */
export async function listDisplaysOfVisits(
  unit: Unit,
  workerId: string,
  visitNos: readonly string[],
): Promise<{ readonly visitNo: string; readonly visitId: string; readonly display: DoorDisplayRow }[]> {
  if (visitNos.length === 0) return [];
  return unit.orm
    .select({ visitNo: visit.visitNo, visitId: visit.id, display: doorDisplay })
    .from(visit)
    .innerJoin(doorDisplay, eq(doorDisplay.elderId, visit.elderId))
    .where(and(calledOneOf(visitNos), everAssigned(unit, workerId)));
}

/** Written once, whoever reads the code again. */
export async function insertDisplayCodes(
  unit: Unit,
  rows: readonly (typeof doorDisplayCode.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0)
    await unit.orm
      .insert(doorDisplayCode)
      .values([...rows])
      .onConflictDoNothing();
}
