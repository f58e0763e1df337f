/** Slips that wait to be shown or printed. Whose a slip is, is asked by the use case: a kiosk has no scope of streets. */
import { and, eq, gt, lte } from "drizzle-orm";
import { asDate } from "#app/domain/time/instant.ts";
import { kioskSession } from "../schema/access.ts";
import { elder } from "../schema/elder.ts";
import { kioskSlip } from "../schema/kiosk.ts";
import type { Unit } from "../transaction.ts";

export type SlipRow = typeof kioskSlip.$inferSelect;

export async function insertSlip(unit: Unit, row: typeof kioskSlip.$inferInsert): Promise<void> {
  await unit.orm.insert(kioskSlip).values(row);
}

/** Forgets what nobody fetched in time. */
export async function deleteEndedSlips(unit: Unit): Promise<void> {
  await unit.orm.delete(kioskSlip).where(lte(kioskSlip.endsAt, asDate(unit.now)));
}

/** Forgets an elder's slips: the wipe. */
export async function deleteSlipsOf(unit: Unit, elderId: string): Promise<void> {
  await unit.orm.delete(kioskSlip).where(eq(kioskSlip.elderId, elderId));
}

/** A slip that still counts, with the name and sex of whose it is; null when there is none. */
export async function findSlip(unit: Unit, id: string) {
  const [row] = await unit.orm
    .select({ slip: kioskSlip, name: elder.name, sex: elder.sex })
    .from(kioskSlip)
    .leftJoin(elder, eq(elder.id, kioskSlip.elderId))
    .where(and(eq(kioskSlip.id, id), gt(kioskSlip.endsAt, asDate(unit.now))));
  return row ?? null;
}

export async function updateSlipPrinted(unit: Unit, id: string): Promise<void> {
  await unit.orm
    .update(kioskSlip)
    .set({ printedAt: asDate(unit.now) })
    .where(eq(kioskSlip.id, id));
}

/** The paired kiosk at which the elder stands now; null for none. An elder is at one kiosk at a time. */
export async function findDeviceOfElder(unit: Unit, elderId: string): Promise<string | null> {
  const [row] = await unit.orm
    .select({ deviceId: kioskSession.deviceId })
    .from(kioskSession)
    .where(eq(kioskSession.elderId, elderId));
  return row?.deviceId ?? null;
}
