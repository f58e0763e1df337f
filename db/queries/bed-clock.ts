/** Facts for the subsidy clock of beds: stays away from home, and on which days the devices of a home were heard. */
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { deviceBinding, deviceReading, device } from "../schema/device.ts";
import { elderAbsence } from "../schema/elder.ts";
import type { Unit } from "../transaction.ts";

/** Stays in hospital or an institution, the first first. */
export async function listStaysOfElder(unit: Unit, elderId: string) {
  return unit.orm
    .select({ kind: elderAbsence.kind, fromOn: elderAbsence.fromOn, toOn: elderAbsence.toOn })
    .from(elderAbsence)
    .where(and(eq(elderAbsence.elderId, elderId), inArray(elderAbsence.kind, ["hospital", "institution"])))
    .orderBy(asc(elderAbsence.fromOn));
}

export type HeardDevice = {
  readonly deviceNo: string;
  readonly fromAt: Date;
  readonly toAt: Date | null;
  /** Days of the district's calendar on which it measured something, YYYY-MM-DD. */
  readonly heardOn: readonly string[];
};

const measuredDay = sql<string>`(${deviceReading.measuredAt} at time zone 'Asia/Shanghai')::date::text`;

/** Devices bound to an elder, past ones too, with the days on which each was heard while it hung there. */
export async function listHeardDays(unit: Unit, elderId: string): Promise<HeardDevice[]> {
  const bound = await unit.orm
    .select({ id: device.id, deviceNo: device.deviceNo, fromAt: deviceBinding.fromAt, toAt: deviceBinding.toAt })
    .from(deviceBinding)
    .innerJoin(device, eq(device.id, deviceBinding.deviceId))
    .where(eq(deviceBinding.elderId, elderId))
    .orderBy(asc(deviceBinding.fromAt), asc(device.deviceNo));
  if (bound.length === 0) return [];
  const ids = bound.map((one) => one.id);
  const heard = await unit.orm
    .selectDistinct({ deviceId: deviceReading.deviceId, day: measuredDay })
    .from(deviceReading)
    .where(inArray(deviceReading.deviceId, ids));
  return bound.map(({ id, deviceNo, fromAt, toAt }) => ({
    ...{ deviceNo, fromAt, toAt },
    heardOn: heard
      .filter((one) => one.deviceId === id)
      .map((one) => one.day)
      .sort(),
  }));
}
