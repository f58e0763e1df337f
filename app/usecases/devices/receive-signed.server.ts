/** A request of a device over HTTPS: its token names it, its signature proves it, its vendor's mapping reads it. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import type { DeviceMessage } from "#app/domain/devices/reading.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { deviceCredentials, judgeSignature, tokenHashOf } from "#app/integrations/crypto/device-key.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import type { DeviceMapping } from "#app/integrations/devices/mapping-file.ts";
import { mapMessage } from "#app/integrations/devices/map-message.ts";
import { findDeviceByToken, listBindings, listDevicesByExternal, type DeviceRow } from "#db/repositories/devices.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { keepUnreadable, receiveDelivery, type FaultPoint } from "./receive-delivery.server.ts";

export type SignedRequest = {
  readonly token: string | null;
  readonly timestamp: string;
  readonly signature: string;
  readonly body: Uint8Array;
  /** Where a vendor's cloud passes MQTT messages on. */
  readonly topic: string | null;
};

export type SignedAnswer =
  | { readonly status: 200; readonly accepted: number; readonly duplicates: number; readonly waits: boolean }
  | { readonly status: 401 | 403 | 422; readonly problem: string };

const openBinding = async (unit: Unit, deviceId: string) =>
  (await listBindings(unit, [deviceId])).find(({ binding }) => binding.toAt === null) ?? null;

/** A device speaks for itself; a gateway for what hangs in the same home. */
async function speaksFor(unit: Unit, sender: DeviceRow, messages: readonly DeviceMessage[]): Promise<boolean> {
  const others = [...new Set(messages.map(({ externalId }) => externalId))].filter(
    (name) => name !== sender.externalId,
  );
  if (others.length === 0) return true;
  if (sender.typeCode !== "gateway") return false;
  const home = await openBinding(unit, sender.id);
  if (home === null) return false;
  const known = await listDevicesByExternal(unit, sender.vendor, others);
  const bindings = await listBindings(
    unit,
    known.map(({ device }) => device.id),
  );
  const here = new Set(
    bindings
      .filter(({ binding }) => binding.toAt === null && binding.elderId === home.binding.elderId)
      .map(({ binding }) => binding.deviceId),
  );
  return known.length === others.length && known.every(({ device }) => here.has(device.id));
}

/**
 * Stored before it is answered with 200. A request that is played again within the window has the same delivery, and stores nothing twice.
 * 401 "unknown-device", "forged" or "stale" (the answer then bears the server's time); 403 "not-its-own"; 422 with the mapping's reason.
 */
export async function receiveSigned(
  given: Context,
  {
    crypto,
    mappings,
    fault,
  }: { readonly crypto: CryptoProvider; readonly mappings: readonly DeviceMapping[]; readonly fault?: FaultPoint },
  request: SignedRequest,
): Promise<SignedAnswer> {
  const context = { ...given, actor: "system:devices", scope: WHOLE_DISTRICT };
  const { token } = request;
  const sender =
    token === null ? null : await inReading(context, (unit) => findDeviceByToken(unit, tokenHashOf(token)));
  if (sender === null || sender.state === "retired") return { status: 401, problem: "unknown-device" };
  const { secret } = deviceCredentials(crypto, sender);
  const judged = judgeSignature(secret, { ...request, now: context.now });
  if (judged !== "genuine") return { status: 401, problem: judged };
  const mapping = mappings.find(({ vendor }) => vendor === sender.vendor);
  const payload = Buffer.from(request.body).toString("utf8");
  if (!mapping) return { status: 422, problem: "no-mapping" };
  const own = request.topic === null ? { device: sender.externalId } : undefined;
  const read = mapMessage(mapping, {
    topic: request.topic,
    payload,
    receivedAt: context.now,
    ...(own && { levels: own }),
  });
  if (read.failure !== null) {
    await keepUnreadable(context, {
      channel: "https",
      topic: request.topic,
      vendor: sender.vendor,
      reason: read.failure,
      body: payload,
    });
    return { status: 422, problem: read.failure };
  }
  if (!(await inReading(context, (unit) => speaksFor(unit, sender, read.messages))))
    return { status: 403, problem: "not-its-own" };
  const deliveryKey = sha256Hex(`${sender.id}|${request.timestamp}|${request.signature}`);
  const { accepted, waits, taken } = await receiveDelivery(
    context,
    { channel: "https", deliveryKey, messages: read.messages },
    fault,
  );
  return { status: 200, accepted, duplicates: taken?.duplicates ?? 0, waits };
}
