/** Devices, whose home they hang in, and where they stand. */
import { and, asc, count, desc, eq, isNull, sql } from "drizzle-orm";
import type { DeviceState } from "#app/domain/devices/device-states.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { device, deviceBinding, deviceState, deviceType, elderThreshold } from "../schema/device.ts";
import { elder } from "../schema/elder.ts";
import type { Unit } from "../transaction.ts";
import { isOneOf, isOneOfTexts } from "./batches.ts";
import { streetReached } from "./scope-conditions.ts";

export type DeviceRow = typeof device.$inferSelect;
export type BindingRow = typeof deviceBinding.$inferSelect;
export type DeviceStateRow = typeof deviceState.$inferSelect;

export async function listDeviceTypes(unit: Unit) {
  return unit.orm.select().from(deviceType).orderBy(asc(deviceType.position));
}

export async function insertDevice(unit: Unit, row: typeof device.$inferInsert): Promise<void> {
  await unit.orm.insert(device).values(row);
  await unit.orm.insert(deviceState).values({ deviceId: row.id });
}

/** Devices by their tokens' digests; a token of none is left out. */
export async function listDevicesByToken(unit: Unit, tokenHashes: readonly string[]): Promise<DeviceRow[]> {
  return unit.orm.select().from(device).where(isOneOfTexts(device.tokenHash, tokenHashes));
}

export async function findDevice(unit: Unit, deviceNo: string, lock = false): Promise<DeviceRow | null> {
  const wanted = unit.orm.select().from(device).where(eq(device.deviceNo, deviceNo));
  const [row] = await (lock ? wanted.for("update") : wanted);
  return row ?? null;
}

/** Devices of one vendor by the names its messages use. */
export async function listDevicesByExternal(unit: Unit, vendor: string, externalIds: readonly string[]) {
  if (externalIds.length === 0) return [];
  return unit.orm
    .select({ device, thresholds: deviceType.thresholds })
    .from(device)
    .innerJoin(deviceType, eq(deviceType.code, device.typeCode))
    .where(and(eq(device.vendor, vendor), isOneOfTexts(device.externalId, externalIds)))
    .orderBy(asc(device.id));
}

/** Locked in the order of ids, so that two messages of one device follow each other. */
export async function lockDeviceStates(unit: Unit, deviceIds: readonly string[]): Promise<DeviceStateRow[]> {
  if (deviceIds.length === 0) return [];
  return unit.orm
    .select()
    .from(deviceState)
    .where(isOneOf(deviceState.deviceId, deviceIds))
    .orderBy(asc(deviceState.deviceId))
    .for("update");
}

/** One statement and one parameter, however many devices. */
export async function updateDeviceStates(unit: Unit, states: readonly DeviceStateRow[]): Promise<void> {
  if (states.length === 0) return;
  await unit.orm.execute(sql`
    update device_state set seen_at = r."seenAt", measured_at = r."measuredAt", firmware = r.firmware,
      battery_percent = r."batteryPercent", in_bed = r."inBed", in_bed_since = r."inBedSince", moved_at = r."movedAt",
      door_open = r."doorOpen", door_since = r."doorSince", "values" = r."values"
    from jsonb_to_recordset(${JSON.stringify(states)}::jsonb)
      as r("deviceId" uuid, "seenAt" timestamptz, "measuredAt" timestamptz, firmware text, "batteryPercent" smallint,
           "inBed" boolean, "inBedSince" timestamptz, "movedAt" timestamptz, "doorOpen" boolean, "doorSince" timestamptz,
           "values" jsonb)
    where device_state.device_id = r."deviceId"`);
}

export async function updateDevice(
  unit: Unit,
  id: string,
  values: Partial<Pick<DeviceRow, "state" | "retiredAt" | "keyId" | "tokenHash" | "tokenVersion">>,
): Promise<void> {
  await unit.orm.update(device).set(values).where(eq(device.id, id));
}

/** Every binding of these devices with the street of the home, the newest first. */
export async function listBindings(unit: Unit, deviceIds: readonly string[]) {
  if (deviceIds.length === 0) return [];
  return unit.orm
    .select({ binding: deviceBinding, streetId: elder.streetId })
    .from(deviceBinding)
    .innerJoin(elder, eq(elder.id, deviceBinding.elderId))
    .where(isOneOf(deviceBinding.deviceId, deviceIds))
    .orderBy(desc(deviceBinding.fromAt));
}

export async function insertBinding(unit: Unit, row: typeof deviceBinding.$inferInsert): Promise<void> {
  await unit.orm.insert(deviceBinding).values(row);
}

/** @returns the binding that ended; null when the device hung nowhere */
export async function endBinding(
  unit: Unit,
  deviceId: string,
  ended: { readonly by: string; readonly reason: string },
): Promise<BindingRow | null> {
  const [row] = await unit.orm
    .update(deviceBinding)
    .set({ toAt: asDate(unit.now), endedBy: ended.by, endReason: ended.reason })
    .where(and(eq(deviceBinding.deviceId, deviceId), isNull(deviceBinding.toAt)))
    .returning();
  return row ?? null;
}

/** Own thresholds of these elders: the newest row of each name. */
export async function listOwnThresholds(unit: Unit, elderIds: readonly string[]) {
  if (elderIds.length === 0) return [];
  return unit.orm
    .selectDistinctOn([elderThreshold.elderId, elderThreshold.name], {
      elderId: elderThreshold.elderId,
      name: elderThreshold.name,
      value: elderThreshold.value,
    })
    .from(elderThreshold)
    .where(isOneOf(elderThreshold.elderId, elderIds))
    .orderBy(elderThreshold.elderId, elderThreshold.name, desc(elderThreshold.setAt), desc(elderThreshold.id));
}

export async function insertThreshold(unit: Unit, row: typeof elderThreshold.$inferInsert): Promise<void> {
  await unit.orm.insert(elderThreshold).values(row);
}

/** Every device that hangs in a home now, with all that the watch asks of it. */
export async function listBoundDevices(unit: Unit) {
  return unit.orm
    .select({
      device: { id: device.id, deviceNo: device.deviceNo, typeCode: device.typeCode },
      state: deviceState,
      binding: { elderId: deviceBinding.elderId, fromAt: deviceBinding.fromAt },
      streetId: elder.streetId,
      thresholds: deviceType.thresholds,
    })
    .from(deviceBinding)
    .innerJoin(device, eq(device.id, deviceBinding.deviceId))
    .innerJoin(deviceState, eq(deviceState.deviceId, device.id))
    .innerJoin(deviceType, eq(deviceType.code, device.typeCode))
    .innerJoin(elder, eq(elder.id, deviceBinding.elderId))
    .where(and(isNull(deviceBinding.toAt), streetReached(unit, elder.streetId)))
    .orderBy(asc(device.deviceNo));
}

/** How many devices of each type are in each state. */
export async function countDevices(unit: Unit) {
  return unit.orm
    .select({ typeCode: device.typeCode, state: sql<DeviceState>`${device.state}`, devices: count() })
    .from(device)
    .groupBy(device.typeCode, device.state);
}
