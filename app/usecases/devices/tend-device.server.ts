/** What is done with a device that hangs in a home: exchanged for another one, given new secrets, its work order closed. */
import { ORDER_RESULTS, type OrderResult } from "#app/domain/devices/device-states.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { deviceCredentials, deviceKeyId, tokenHashOf } from "#app/integrations/crypto/device-key.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { updateDevice } from "#db/repositories/devices.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { closeWorkOrder } from "#db/repositories/work-orders.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { bindInUnit, lockDevice, unbindInUnit, type DeviceSecrets } from "./register-device.server.ts";

/**
 * The home gets another device from stock; the old one goes to the workshop. One step: the home is at no time without either.
 * Refuses "not-found", and "device-not-ready" where the old one hangs nowhere or the new one is not in stock.
 */
export async function replaceDevice(
  context: Context,
  wish: { readonly deviceNo: string; readonly byDeviceNo: string },
): Promise<void> {
  await inTransaction(context, async (unit) => {
    const elderId = await unbindInUnit(unit, context.actor, { deviceNo: wish.deviceNo, reason: "swapped" });
    const [elder] = elderId === null ? [] : await listEldersById(unit, [elderId]);
    if (elder === undefined) throw new Refusal("not-found");
    await bindInUnit(unit, context.actor, { deviceNo: wish.byDeviceNo, elderNo: elder.elderNo });
  });
}

/**
 * New token and secret; from this moment the old ones are refused. They are told once, to be put into the device.
 * Refuses "not-found", and "device-not-ready" for a device out of use.
 */
export async function rotateDeviceToken(
  context: Context,
  crypto: CryptoProvider,
  deviceNo: string,
): Promise<DeviceSecrets> {
  return inTransaction(context, async (unit) => {
    const device = await lockDevice(unit, deviceNo);
    if (device.state === "retired") throw new Refusal("device-not-ready", { state: device.state });
    const named = { id: device.id, keyId: deviceKeyId(crypto), tokenVersion: device.tokenVersion + 1 };
    const { token, secret } = deviceCredentials(crypto, named);
    const { keyId, tokenVersion } = named;
    await updateDevice(unit, device.id, { keyId, tokenVersion, tokenHash: tokenHashOf(token) });
    await insertAuditEvent(unit, context.actor, {
      chain: "devices",
      action: "device.rotate-token",
      subjectType: "device",
      subjectId: device.id,
      facts: { version: tokenVersion },
    });
    return { token, secretHex: Buffer.from(secret).toString("hex") };
  });
}

/** Whether a word is a result of a work order. */
export function isOrderResult(text: string): text is OrderResult {
  return (ORDER_RESULTS as readonly string[]).includes(text);
}

/** What came of going there. Refuses "not-found" for an order that is closed or out of scope. */
export async function closeDeviceOrder(
  context: Context,
  { orderNo, result }: { readonly orderNo: number; readonly result: OrderResult },
): Promise<void> {
  await inTransaction(context, async (unit) => {
    if (!(await closeWorkOrder(unit, orderNo, { by: context.actor, result }))) throw new Refusal("not-found");
    await insertAuditEvent(unit, context.actor, {
      chain: "devices",
      action: "device.close-order",
      subjectType: "work-order",
      subjectId: String(orderNo),
      facts: { result },
    });
  });
}
