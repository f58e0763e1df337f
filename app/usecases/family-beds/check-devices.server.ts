/** The devices that the works of a bed reported, held against the registry at this moment. */
import { checkDevices, type DeviceCheck } from "#app/domain/family-beds/device-acceptance.ts";
import { listReportedDevices } from "#db/queries/bed-devices.ts";
import type { Unit } from "#db/transaction.ts";
import type { BedRecord } from "./bed-record.server.ts";

/** One check a reported device; none before the works are reported. @param heardMinutes policy device_offline_warn_min */
export async function checkBedDevices(
  unit: Unit,
  { row, bed }: Pick<BedRecord, "row" | "bed">,
  heardMinutes: number,
): Promise<DeviceCheck[]> {
  const reported = bed.works?.devices ?? [];
  const serials = reported.map(({ serial }) => serial);
  const registry = await listReportedDevices(unit, row.elderId, serials);
  return checkDevices(reported, registry, { now: unit.now, heardMinutes });
}
