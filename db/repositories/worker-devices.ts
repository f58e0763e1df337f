/** Phones that sign what they send, and the keys to which they seal an elder's digits. */
import { and, desc, eq, exists, ilike, isNull, or, sql, type SQL } from "drizzle-orm";
import type { PublicKeyJwk } from "#app/domain/visits/sync-message.ts";
import { asDate, isoText } from "#app/domain/time/instant.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import { visitPinKey, workerDevice } from "../schema/visit-event.ts";
import { careWorker, provider } from "../schema/workforce.ts";
import { rowsOf, type Unit } from "../transaction.ts";
import { providerReached, streetReached } from "./scope-conditions.ts";

export type DeviceRow = typeof workerDevice.$inferSelect;
export type PinKeyRow = typeof visitPinKey.$inferSelect;

export type DeviceContact = {
  readonly deviceId: string;
  readonly workerId: string;
  readonly publicKey: PublicKeyJwk;
};

/** A device as a batch finds it. */
export type MetDevice = { readonly isRevoked: boolean };

/**
 * Enrols devices that nobody knows, and locks each for the rest of the unit, in the order of their ids: requests of one phone follow one
 * another. A device that is known by another key is not among the answers. @param contacts of different devices
 */
export async function meetDevices(unit: Unit, contacts: readonly DeviceContact[]): Promise<Map<string, MetDevice>> {
  if (contacts.length === 0) return new Map();
  const rows = rowsOf<{ device_id: string; is_revoked: boolean }>(
    await unit.orm.execute(sql`
      insert into ${workerDevice} (device_id, worker_id, public_key, enrolled_at, last_seen_at)
      select given."deviceId", given."workerId", given."publicKey", given.at, given.at
      from (select *, ${isoText(unit.now)}::timestamptz as at from jsonb_to_recordset(${JSON.stringify(contacts)}::text::jsonb)
        as given ("deviceId" uuid, "workerId" uuid, "publicKey" jsonb)) as given
      order by given."deviceId"
      on conflict (device_id) do update set last_seen_at = excluded.last_seen_at
        where worker_device.public_key = excluded.public_key
      returning device_id, revoked_at is not null as is_revoked`),
  );
  return new Map(rows.map((row) => [row.device_id, { isRevoked: row.is_revoked }]));
}

export type WorkersDevice = DeviceRow & {
  readonly workerNo: string;
  readonly workerName: string;
  readonly providerName: string;
};

/** Workers whom the scope reaches: a provider's own, and for a street those who have visited or will visit somebody there. */
function workerReached(unit: Unit): SQL | undefined {
  const visits = exists(
    unit.orm
      .select({ one: sql`1` })
      .from(visitWorker)
      .innerJoin(visit, eq(visit.id, visitWorker.visitId))
      .where(and(eq(visitWorker.workerId, workerDevice.workerId), streetReached(unit, visit.streetId))),
  );
  return and(providerReached(unit, careWorker.providerId), unit.scope.streets === "all" ? undefined : visits);
}

export type DevicesWish = {
  readonly most: number;
  /** Part of the worker's name or number; "" for everybody. */
  readonly text?: string;
  readonly deviceId?: string;
};

/** Devices of the workers whom the scope reaches: those in use first, of each kind the newest first. */
export async function listDevices(unit: Unit, { most, text = "", deviceId }: DevicesWish): Promise<WorkersDevice[]> {
  const part = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await unit.orm
    .select({
      device: workerDevice,
      workerNo: careWorker.workerNo,
      workerName: careWorker.name,
      providerName: provider.name,
    })
    .from(workerDevice)
    .innerJoin(careWorker, eq(careWorker.id, workerDevice.workerId))
    .innerJoin(provider, eq(provider.id, careWorker.providerId))
    .where(
      and(
        workerReached(unit),
        text === "" ? undefined : or(ilike(careWorker.name, part), ilike(careWorker.workerNo, part)),
        deviceId === undefined ? undefined : eq(workerDevice.deviceId, deviceId),
      ),
    )
    .orderBy(sql`${workerDevice.revokedAt} is not null`, desc(workerDevice.lastSeenAt), desc(workerDevice.deviceId))
    .limit(most);
  return rows.map(({ device, ...worker }) => ({ ...device, ...worker }));
}

export async function findDevice(unit: Unit, deviceId: string): Promise<DeviceRow | null> {
  const [row] = await unit.orm.select().from(workerDevice).where(eq(workerDevice.deviceId, deviceId));
  return row ?? null;
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
