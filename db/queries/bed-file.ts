/** What a bed's file shows from elsewhere: devices in the home, alerts, and the elder's visits. */
import { asc, desc, eq } from "drizzle-orm";
import { device, deviceBinding, deviceState } from "../schema/device.ts";
import { provider } from "../schema/workforce.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

/** Visits that a file shows. */
const VISITS_MOST = 30;

/** Devices bound to the elder, past ones too, the first first. */
export async function listBedDevices(unit: Unit, elderId: string) {
  return unit.orm
    .select({
      deviceNo: device.deviceNo,
      typeCode: device.typeCode,
      externalId: device.externalId,
      fromAt: deviceBinding.fromAt,
      toAt: deviceBinding.toAt,
      seenAt: deviceState.seenAt,
      batteryPercent: deviceState.batteryPercent,
    })
    .from(deviceBinding)
    .innerJoin(device, eq(device.id, deviceBinding.deviceId))
    .leftJoin(deviceState, eq(deviceState.deviceId, device.id))
    .where(eq(deviceBinding.elderId, elderId))
    .orderBy(asc(deviceBinding.fromAt), asc(device.deviceNo));
}

/** The elder's visits, the last first. */
export async function listBedVisits(unit: Unit, elderId: string) {
  return unit.orm
    .select({
      visitNo: visit.visitNo,
      plannedStart: visit.plannedStart,
      deliveryState: visit.deliveryState,
      provider: provider.name,
    })
    .from(visit)
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .where(eq(visit.elderId, elderId))
    .orderBy(desc(visit.plannedStart))
    .limit(VISITS_MOST);
}
