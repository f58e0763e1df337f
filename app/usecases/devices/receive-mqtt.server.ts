/** A message of the broker: the mapping of its topic reads it; it is stored, or kept aside with the reason, before it is acknowledged. */
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import type { DeviceMapping } from "#app/integrations/devices/mapping-file.ts";
import { mapMessage, mappingForTopic } from "#app/integrations/devices/map-message.ts";
import { payloadText } from "#app/integrations/devices/payload-text.ts";
import type { MqttMessage } from "#app/integrations/devices/mqtt-intake.server.ts";
import { readTopicPattern } from "#app/integrations/devices/topic-pattern.ts";
import { isUnstorable } from "#db/refusals.ts";
import type { Context } from "#db/transaction.ts";
import { ownLanes, type IntakeLanes } from "./intake-lanes.server.ts";
import type { Delivery } from "./delivery.ts";
import { unnamedIn } from "./keep-unknown.server.ts";
import type { FaultPoint, Received } from "./receive-delivery.server.ts";
import { nameDelivery } from "./redelivered.server.ts";

/** What the worker subscribes to. */
export function topicFilters(mappings: readonly DeviceMapping[]): string[] {
  return [...new Set(mappings.flatMap(({ topics }) => topics.map((text) => readTopicPattern(text).filter)))];
}

/**
 * Names the delivery for readings that do not name themselves. What the broker had kept under a topic it gives anew with each subscription:
 * the same text is then the same delivery, or a call for help of last week would be one of today at each start. Of quality of service 1 it
 * says when it gives a message again.
 */
function deliveryNameOf(
  context: Context,
  { topic, retained, delivered }: MqttMessage,
  payload: string,
): Pick<Delivery, "deliveryKey" | "again"> {
  const text = sha256Hex(`${topic}\n${payload}`);
  if (retained) return { deliveryKey: `retained:${text}` };
  if (delivered === undefined) return { deliveryKey: context.newId() };
  const deliveryKey = nameDelivery({ packetId: delivered.packetId, text, id: context.newId() });
  return delivered.again ? { deliveryKey, again: true } : { deliveryKey };
}

export type MqttTools = {
  readonly mappings: readonly DeviceMapping[];
  readonly fault?: FaultPoint;
  /** Left out where this message is stored by itself. */
  readonly lanes?: IntakeLanes;
};

/**
 * @returns null for a message of which no reading came. Rejects where the database did not take it now: it must come again. A message whose values
 * no database takes is kept aside like one that nobody reads, or it would come for ever and stand before all others.
 */
export async function receiveMqtt(
  context: Context,
  { mappings, fault, lanes }: MqttTools,
  message: MqttMessage,
): Promise<Received | null> {
  const { store, keepAside } = lanes ?? ownLanes(context, fault);
  const { topic } = message;
  const mapping = mappingForTopic(mappings, topic);
  const payload = payloadText(message.payload, mapping);
  const aside = async (reason: string) => {
    await keepAside({ channel: "mqtt", topic, vendor: mapping?.vendor ?? null, reason, body: payload });
    return null;
  };
  if (mapping === null) return aside("no-mapping");
  const read = mapMessage(mapping, { topic, payload, receivedAt: context.now });
  const unnamed = unnamedIn(read, { vendor: mapping.vendor, topic, body: payload });
  if (read.failure !== null && unnamed.unnamed === undefined) return aside(read.failure);
  const delivery = { ...deliveryNameOf(context, message, payload), messages: read.messages, ...unnamed };
  try {
    return await store({ channel: "mqtt", ...delivery });
  } catch (thrown) {
    if (!isUnstorable(thrown)) throw thrown;
    return aside("not-storable");
  }
}
