/** Occurrences of faults at kiosks: when each began, whether the people on the spot could be told, when it was mended. */
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Fault } from "#app/domain/kiosk/device-faults.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { kioskFault } from "../schema/kiosk.ts";
import type { Unit } from "../transaction.ts";

export type KioskFaultRow = typeof kioskFault.$inferSelect;

/** Faults of these kiosks that are not mended, the oldest first. */
export async function listOpenFaults(unit: Unit, deviceIds: readonly string[]): Promise<KioskFaultRow[]> {
  if (deviceIds.length === 0) return [];
  return unit.orm
    .select()
    .from(kioskFault)
    .where(and(inArray(kioskFault.deviceId, [...deviceIds]), isNull(kioskFault.mendedAt)))
    .orderBy(asc(kioskFault.beganAt), asc(kioskFault.code));
}

export async function insertFault(unit: Unit, row: typeof kioskFault.$inferInsert): Promise<void> {
  await unit.orm.insert(kioskFault).values(row);
}

export async function updateFaultsMended(unit: Unit, deviceId: string, faults: readonly Fault[]): Promise<void> {
  if (faults.length === 0) return;
  await unit.orm
    .update(kioskFault)
    .set({ mendedAt: asDate(unit.now) })
    .where(and(eq(kioskFault.deviceId, deviceId), inArray(kioskFault.code, [...faults]), isNull(kioskFault.mendedAt)));
}
