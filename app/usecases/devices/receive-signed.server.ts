/** A request of a device over HTTPS: its token names it, its signature proves it, its vendor's mapping reads it. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import type { DeviceMessage } from "#app/domain/devices/reading.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { deviceCredentials, judgeSignature, tokenHashOf } from "#app/integrations/crypto/device-key.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import type { DeviceMapping } from "#app/integrations/devices/mapping-file.ts";
import { mapMessage } from "#app/integrations/devices/map-message.ts";
import { listBindings, listDevicesByExternal, listDevicesByToken, type DeviceRow } from "#db/repositories/devices.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { ownLanes, type IntakeLanes } from "./intake-lanes.server.ts";
import type { FaultPoint } from "./receive-delivery.server.ts";

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

/**
 * A gateway speaks for what hangs in the same home, and for what nobody has registered yet: that is kept aside and alarms without a home, where
 * refusing it would refuse all that came with it. Any other device speaks for itself alone. @param others names that the sender does not bear
 */
async function speaksFor(unit: Unit, sender: DeviceRow, others: readonly string[]): Promise<boolean> {
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
  return known.every(({ device }) => here.has(device.id));
}

async function mayTell(context: Context, sender: DeviceRow, messages: readonly DeviceMessage[]): Promise<boolean> {
  const names = new Set(messages.map(({ externalId }) => externalId));
  names.delete(sender.externalId);
  return names.size === 0 || inReading(context, (unit) => speaksFor(unit, sender, [...names]));
}

/** Whose tokens these are; null for nobody's. */
export async function findSenders(
  context: Context,
  tokenHashes: readonly string[],
): Promise<readonly (DeviceRow | null)[]> {
  const found = await inReading({ ...context, scope: WHOLE_DISTRICT }, (unit) => listDevicesByToken(unit, tokenHashes));
  const byToken = new Map(found.map((row) => [row.tokenHash, row]));
  return tokenHashes.map((hash) => byToken.get(hash) ?? null);
}

/** The questions that each request asks of the database; a server gathers those of many requests (web/device-lanes). */
export type DeviceLanes = IntakeLanes & {
  readonly findSender: (tokenHash: string) => Promise<DeviceRow | null>;
};

function lanesOfOne(context: Context, fault?: FaultPoint): DeviceLanes {
  return {
    ...ownLanes(context, fault),
    findSender: async (tokenHash) => (await findSenders(context, [tokenHash]))[0] ?? null,
  };
}

export type IntakeTools = {
  readonly crypto: CryptoProvider;
  readonly mappings: readonly DeviceMapping[];
  readonly fault?: FaultPoint;
  /** Left out where this request asks for itself. */
  readonly lanes?: DeviceLanes;
};

/**
 * Stored before it is answered with 200. A request that is played again within the window has the same delivery, and stores nothing twice.
 * 401 "unknown-device", "forged" or "stale" (the answer then bears the server's time); 403 "not-its-own"; 422 with the mapping's reason.
 */
export async function receiveSigned(
  given: Context,
  { crypto, mappings, fault, lanes }: IntakeTools,
  request: SignedRequest,
): Promise<SignedAnswer> {
  const context = { ...given, actor: "system:devices", scope: WHOLE_DISTRICT };
  const { findSender, store, keepAside } = lanes ?? lanesOfOne(context, fault);
  const sender = request.token === null ? null : await findSender(tokenHashOf(request.token));
  if (sender === null || sender.state === "retired") return { status: 401, problem: "unknown-device" };
  const { secret } = deviceCredentials(crypto, sender);
  const judged = judgeSignature(secret, { ...request, now: context.now });
  if (judged !== "genuine") return { status: 401, problem: judged };
  const mapping = mappings.find(({ vendor }) => vendor === sender.vendor);
  if (!mapping) return { status: 422, problem: "no-mapping" };
  const payload = Buffer.from(request.body).toString("utf8");
  const own = { device: sender.externalId };
  const message = {
    ...{ topic: request.topic, payload, receivedAt: context.now, sender: sender.externalId },
    ...(request.topic === null && { levels: own }),
  };
  const read = mapMessage(mapping, message);
  if (read.failure !== null) {
    const { topic } = request;
    await keepAside({ channel: "https", topic, vendor: sender.vendor, reason: read.failure, body: payload });
    return { status: 422, problem: read.failure };
  }
  if (!(await mayTell(context, sender, read.messages))) return { status: 403, problem: "not-its-own" };
  const deliveryKey = sha256Hex(`${sender.id}|${request.timestamp}|${request.signature}`);
  const { accepted, waits, taken } = await store({ channel: "https", deliveryKey, messages: read.messages });
  return { status: 200, accepted, duplicates: taken?.duplicates ?? 0, waits };
}
