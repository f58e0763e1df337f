/** A request of a device over HTTPS: its token names it, its signature proves it, its vendor's mapping reads it. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { isCallForHelp } from "#app/domain/devices/measures.ts";
import type { DeviceMessage } from "#app/domain/devices/reading.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { deviceCredentials, judgeSignature, tokenHashOf } from "#app/integrations/crypto/device-key.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import type { DeviceMapping } from "#app/integrations/devices/mapping-file.ts";
import { mapMessage } from "#app/integrations/devices/map-message.ts";
import { payloadText } from "#app/integrations/devices/payload-text.ts";
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
  | {
      readonly status: 200;
      readonly accepted: number;
      readonly duplicates: number;
      readonly waits: boolean;
      /** Names for which the sender does not speak: what was said in them was not taken in, though a call for help was heard. */
      readonly refused?: readonly string[];
    }
  | { readonly status: 401 | 403 | 422; readonly problem: string };

const openBinding = async (unit: Unit, deviceId: string) =>
  (await listBindings(unit, [deviceId])).find(({ binding }) => binding.toAt === null) ?? null;

/**
 * A gateway speaks for what hangs in the same home, and for what nobody has registered yet: that is kept aside and alarms without a home. Any
 * other device speaks for itself alone. @param others names that the sender does not bear @returns those that are not its own
 */
async function notItsOwn(unit: Unit, sender: DeviceRow, others: readonly string[]): Promise<readonly string[]> {
  if (sender.typeCode !== "gateway") return others;
  const home = await openBinding(unit, sender.id);
  if (home === null) return others;
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
  return known.flatMap(({ device }) => (here.has(device.id) ? [] : [device.externalId]));
}

/** What the sender says for itself or for those it speaks for, and what it says in the name of others. */
async function partByName(context: Context, sender: DeviceRow, messages: readonly DeviceMessage[]) {
  const names = new Set(messages.map(({ externalId }) => externalId));
  names.delete(sender.externalId);
  if (names.size === 0) return { own: messages, foreign: [] };
  const others = new Set(await inReading(context, (unit) => notItsOwn(unit, sender, [...names])));
  return {
    own: messages.filter(({ externalId }) => !others.has(externalId)),
    foreign: messages.filter(({ externalId }) => others.has(externalId)),
  };
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
 * 401 "unknown-device", "forged" or "stale" (the answer then bears the server's time); 403 "not-its-own" where all of it is said in the name of
 * others and none of it calls for help; 422 with the mapping's reason.
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
  const payload = payloadText(request.body, mapping);
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
  const { own: messages, foreign } = await partByName(context, sender, read.messages);
  const others = foreign.length === 0 ? {} : { foreign: { sender, messages: foreign } };
  const deliveryKey = sha256Hex(`${sender.id}|${request.timestamp}|${request.signature}`);
  const { accepted, waits, taken } = await store({ channel: "https", deliveryKey, messages, ...others });
  // Refused, a call for help would be signed anew and alarm again, though it is heard.
  const isHeard = messages.length > 0 || foreign.some(({ measures }) => isCallForHelp(measures));
  if (!isHeard) return { status: 403, problem: "not-its-own" };
  const names = [...new Set(foreign.map(({ externalId }) => externalId))];
  return {
    ...{ status: 200, accepted, duplicates: taken?.duplicates ?? 0, waits },
    ...(names.length > 0 && { refused: names }),
  };
}
