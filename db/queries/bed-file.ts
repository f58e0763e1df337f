/** What a bed's file shows from elsewhere: devices in the home, alerts, and the elder's visits. */
import { asc, desc, eq } from "drizzle-orm";
import { alert } from "../schema/alert.ts";
import { device, deviceBinding, deviceState } from "../schema/device.ts";
import { provider } from "../schema/workforce.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

/** Visits, and alerts, that a file shows. */
const ROWS_MOST = 30;

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
    .limit(ROWS_MOST);
}

/** Alerts of the elder's home, the last first. */
export async function listBedAlerts(unit: Unit, elderId: string) {
  return unit.orm
    .select({
      alertNo: alert.alertNo,
      kind: alert.kind,
      level: alert.level,
      purpose: alert.purpose,
      raisedAt: alert.raisedAt,
      state: alert.state,
      outcome: alert.outcome,
    })
    .from(alert)
    .where(eq(alert.elderId, elderId))
    .orderBy(desc(alert.raisedAt))
    .limit(ROWS_MOST);
}
