/** What the registry knows of the devices that the works of a bed reported. */
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { RegistryEntry } from "#app/domain/family-beds/device-acceptance.ts";
import { instant } from "#app/domain/time/instant.ts";
import { device, deviceBinding, deviceReading, deviceState, deviceType } from "../schema/device.ts";
import { rowsOf, type Unit } from "../transaction.ts";

type SaidRow = {
  readonly deviceId: string;
  readonly measure: string;
  readonly isTrue: boolean;
  readonly lastMs: number;
};

/** The last time of each measure since the device was hung; one row a measure, however much it said. */
async function listSaid(unit: Unit, deviceIds: readonly string[]): Promise<SaidRow[]> {
  if (deviceIds.length === 0) return [];
  return rowsOf<SaidRow>(
    await unit.orm.execute(sql`
      select r.device_id as "deviceId", m.key as measure, m.value = 'true'::jsonb as "isTrue",
        (extract(epoch from max(r.measured_at)) * 1000)::float8 as "lastMs"
      from ${deviceReading} r
      join ${deviceBinding} b on b.device_id = r.device_id and b.to_at is null and r.measured_at >= b.from_at
      cross join lateral jsonb_each(r.measures) m
      where ${inArray(sql`r.device_id`, [...deviceIds])}
      group by 1, 2, 3`),
  );
}

/** Devices with these numbers or serials, and what those of the elder's home said. Whose home another hangs in is not told. */
export async function listReportedDevices(
  unit: Unit,
  elderId: string,
  serials: readonly string[],
): Promise<RegistryEntry[]> {
  if (serials.length === 0) return [];
  const rows = await unit.orm
    .select({
      id: device.id,
      deviceNo: device.deviceNo,
      externalId: device.externalId,
      measures: deviceType.measures,
      seenAt: deviceState.seenAt,
      boundElderId: deviceBinding.elderId,
    })
    .from(device)
    .innerJoin(deviceType, eq(deviceType.code, device.typeCode))
    .leftJoin(deviceState, eq(deviceState.deviceId, device.id))
    .leftJoin(deviceBinding, and(eq(deviceBinding.deviceId, device.id), isNull(deviceBinding.toAt)))
    .where(or(inArray(device.externalId, [...serials]), inArray(device.deviceNo, [...serials])));
  const here = rows.filter(({ boundElderId }) => boundElderId === elderId).map(({ id }) => id);
  const said = await listSaid(unit, here);
  return rows.map(({ id, seenAt, boundElderId, ...named }) => ({
    ...named,
    ...{ isBoundHere: boundElderId === elderId, seenAt: seenAt === null ? null : instant(seenAt) },
    said: said
      .filter(({ deviceId }) => deviceId === id)
      .map(({ measure, isTrue, lastMs }) => ({ measure, isTrue, lastAt: instant(lastMs) })),
  }));
}
