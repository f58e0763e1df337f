/** Devices in elders' homes for tests: registered, hung, and able to speak as their vendor's messages are read. */
import type { DeviceMessage } from "#app/domain/devices/reading.ts";
import type { Measures } from "#app/domain/devices/measures.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { receiveDelivery, type FaultPoint } from "#app/usecases/devices/receive-delivery.server.ts";
import { bindDevice, registerDevice, type DeviceSecrets } from "#app/usecases/devices/register-device.server.ts";
import type { Context } from "#db/transaction.ts";
import { testCrypto } from "./small-district.ts";

export type HungDevice = DeviceSecrets & { readonly deviceNo: string };

/** Registers a device of the generic vendor, its name being its number, and hangs it in a home. */
export async function hangDevice(
  context: Context,
  device: {
    readonly deviceNo: string;
    readonly typeCode: string;
    readonly elderNo: string | null;
    readonly vendor?: string;
  },
): Promise<HungDevice> {
  const { deviceNo, typeCode, elderNo, vendor = "generic" } = device;
  const secrets = await registerDevice(context, testCrypto, { deviceNo, typeCode, vendor, externalId: deviceNo });
  if (elderNo !== null) await bindDevice(context, { deviceNo, elderNo });
  return { ...secrets, deviceNo };
}

export function said(deviceNo: string, measures: Measures, changes: Partial<DeviceMessage> = {}): DeviceMessage {
  return {
    vendor: "generic",
    externalId: deviceNo,
    messageId: null,
    sequence: null,
    deviceAt: null,
    measures,
    firmware: null,
    ...changes,
  };
}

let deliveries = 0;

/** Takes messages in as one delivery of its own. */
export async function say(context: Context, ...messages: DeviceMessage[]) {
  deliveries += 1;
  return receiveDelivery(context, { channel: "https", deliveryKey: `test-${deliveries}`, messages });
}

/** Sizes of the transactions in which deliveries were stored: those of one are answered in one turn. */
export function countBatches(): { readonly batches: readonly number[]; readonly fault: FaultPoint } {
  const batches: number[] = [];
  let turn = 0;
  const fault = (place: string) => {
    if (place !== "alert-after-persist-before-ack") return;
    if (turn === 0) queueMicrotask(() => (turn = 0));
    turn += 1;
    if (turn === 1) batches.push(1);
    else batches[batches.length - 1] = turn;
  };
  return { batches, fault };
}

export const later = (context: Context, seconds: number): Context => ({
  ...context,
  now: (context.now + seconds * 1000) as Instant,
});
