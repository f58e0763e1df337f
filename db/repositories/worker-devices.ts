/** Phones that sign what they send, and the keys to which they seal an elder's digits. */
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { PublicKeyJwk } from "#app/domain/visits/sync-message.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { visitPinKey, workerDevice } from "../schema/visit-event.ts";
import { careWorker } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

export type DeviceRow = typeof workerDevice.$inferSelect;
export type PinKeyRow = typeof visitPinKey.$inferSelect;

export type DeviceContact = {
  readonly deviceId: string;
  readonly workerId: string;
  readonly publicKey: PublicKeyJwk;
};

/**
 * Enrols a device that nobody knows, and locks it for the rest of the unit: requests of one phone follow one another. Null when the
 * device is known by another key.
 */
export async function meetDevice(unit: Unit, contact: DeviceContact): Promise<DeviceRow | null> {
  const lastSeenAt = asDate(unit.now);
  const [row] = await unit.orm
    .insert(workerDevice)
    .values({ ...contact, enrolledAt: lastSeenAt, lastSeenAt })
    .onConflictDoUpdate({
      target: workerDevice.deviceId,
      set: { lastSeenAt },
      setWhere: sql`${workerDevice.publicKey} = excluded.public_key`,
    })
    .returning();
  return row ?? null;
}

/** Devices of the workers that the scope's provider employs, newest first. */
export async function listDevices(unit: Unit): Promise<(DeviceRow & { readonly workerNo: string })[]> {
  const { provider } = unit.scope;
  const rows = await unit.orm
    .select({ device: workerDevice, workerNo: careWorker.workerNo })
    .from(workerDevice)
    .innerJoin(careWorker, eq(careWorker.id, workerDevice.workerId))
    .where(provider === "all" ? undefined : eq(careWorker.providerId, provider))
    .orderBy(desc(workerDevice.enrolledAt));
  return rows.map(({ device, workerNo }) => ({ ...device, workerNo }));
}

/** From now on. @returns false when it was revoked before */
export async function revokeDevice(unit: Unit, deviceId: string, revokedBy: string): Promise<boolean> {
  const rows = await unit.orm
    .update(workerDevice)
    .set({ revokedAt: asDate(unit.now), revokedBy })
    .where(and(eq(workerDevice.deviceId, deviceId), isNull(workerDevice.revokedAt)))
    .returning({ id: workerDevice.deviceId });
  return rows.length === 1;
}

/** The key that phones are given; null before the first. */
export async function findPinKeyInUse(unit: Unit): Promise<PinKeyRow | null> {
  const [row] = await unit.orm
    .select()
    .from(visitPinKey)
    .where(isNull(visitPinKey.retiredAt))
    .orderBy(desc(visitPinKey.madeAt), desc(visitPinKey.keyId))
    .limit(1);
  return row ?? null;
}

export async function listPinKeys(unit: Unit): Promise<PinKeyRow[]> {
  return unit.orm.select().from(visitPinKey);
}

export async function insertPinKey(unit: Unit, row: typeof visitPinKey.$inferInsert): Promise<void> {
  await unit.orm.insert(visitPinKey).values(row);
}
