/** Devices of a demonstration's home [示例]: their numbers, what they say when nothing is the matter, and how they are hung and tested. */
import { pressedMeasures } from "#app/domain/family-beds/device-acceptance.ts";
import type { Measures } from "#app/domain/devices/measures.ts";
import type { DeviceMessage } from "#app/domain/devices/reading.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listDeviceTypes } from "#db/repositories/devices.ts";
import type { Unit } from "#db/transaction.ts";
import { openDrillInUnit } from "../alerts/handle-alert.server.ts";
import { bindInUnit, registerInUnit } from "../devices/register-device.server.ts";
import { storeReadings } from "../devices/store-readings.server.ts";

/** Marks a device's number as one of the demonstration. */
export const DEVICE_MARK = "示例-";

/** The serial that a vendor's messages, and the report of the works, call a device by. */
export function demoSerial(elderNo: string, typeCode: string): string {
  return `SL-${elderNo.slice(-5)}-${typeCode.slice(0, 2).toUpperCase()}`;
}

export const deviceNoOf = (serial: string): string => `${DEVICE_MARK}${serial}`;

/** What a device of this type says when nothing is the matter. */
export function calmMeasures(typeCode: string, seed: string): Measures {
  const random = seededRandom(seed);
  if (typeCode === "sleep_mattress")
    return { in_bed: true, heart_rate: 62 + random.below(12), breath_rate: 14 + random.below(4) };
  return typeCode === "infrared" ? { motion: true } : { heartbeat: true };
}

/** A message of the demonstration's vendor. */
export function demoMessage(serial: string, measures: Measures, deviceAt: DeviceMessage["deviceAt"] = null) {
  return {
    ...{ vendor: "generic", externalId: serial, messageId: null, sequence: null },
    ...{ deviceAt, measures, firmware: "1.0.3" },
  } satisfies DeviceMessage;
}

export type HungHome = {
  readonly elderNo: string;
  readonly devices: readonly { readonly kind: string; readonly serial: string }[];
};

type Who = { readonly actor: string; readonly crypto: CryptoProvider };

async function measuresByType(unit: Unit): Promise<ReadonlyMap<string, readonly string[]>> {
  return new Map((await listDeviceTypes(unit)).map(({ code, measures }) => [code, measures]));
}

/** As works do it before acceptance: registered, hung, and each tested; what calls for help is pressed as an announced test. */
export async function hangAndTest(unit: Unit, { actor, crypto }: Who, { elderNo, devices }: HungHome): Promise<void> {
  const types = await measuresByType(unit);
  const messages: DeviceMessage[] = [];
  for (const { kind, serial } of devices) {
    const deviceNo = deviceNoOf(serial);
    await registerInUnit(unit, { actor, crypto }, { deviceNo, typeCode: kind, vendor: "generic", externalId: serial });
    await bindInUnit(unit, actor, { deviceNo, elderNo });
    const [pressed] = pressedMeasures(types.get(kind) ?? []);
    if (pressed !== undefined) await openDrillInUnit(unit, actor, deviceNo);
    messages.push(demoMessage(serial, pressed === undefined ? calmMeasures(kind, serial) : { [pressed]: true }));
  }
  await storeReadings(unit, "system:devices", { channel: "https", deliveryKey: `hung:${elderNo}`, messages });
}

const HEARD_AT_MINUTE = 8 * 60;

/** A word of each device on each of these mornings, taken in at once as a buffer is. */
export async function hearDaily(
  unit: Unit,
  { elderNo, devices }: HungHome,
  { from, to }: { readonly from: PlainDate; readonly to: PlainDate },
): Promise<void> {
  const messages: DeviceMessage[] = [];
  for (let on = from; on <= to; on = addDays(on, 1))
    for (const { kind, serial } of devices)
      messages.push(demoMessage(serial, calmMeasures(kind, `${serial}|${on}`), instantAt(on, HEARD_AT_MINUTE)));
  if (messages.length > 0)
    await storeReadings(unit, "system:devices", { channel: "https", deliveryKey: `heard:${elderNo}:${to}`, messages });
}
