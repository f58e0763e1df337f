/** A message of the broker: the mapping of its topic reads it; it is stored, or kept aside with the reason, before it is acknowledged. */
import type { DeviceMapping } from "#app/integrations/devices/mapping-file.ts";
import { mapMessage, mappingForTopic } from "#app/integrations/devices/map-message.ts";
import type { MqttMessage } from "#app/integrations/devices/mqtt-intake.server.ts";
import { readTopicPattern } from "#app/integrations/devices/topic-pattern.ts";
import type { Context } from "#db/transaction.ts";
import { keepUnreadable, receiveDelivery, type FaultPoint, type Received } from "./receive-delivery.server.ts";

/** What the worker subscribes to. */
export function topicFilters(mappings: readonly DeviceMapping[]): string[] {
  return [...new Set(mappings.flatMap(({ topics }) => topics.map((text) => readTopicPattern(text).filter)))];
}

/** @returns null for a message that was kept aside */
export async function receiveMqtt(
  context: Context,
  { mappings, fault }: { readonly mappings: readonly DeviceMapping[]; readonly fault?: FaultPoint },
  { topic, payload }: MqttMessage,
): Promise<Received | null> {
  const mapping = mappingForTopic(mappings, topic);
  const unreadable = {
    channel: "mqtt",
    topic: topic.slice(0, 500),
    vendor: mapping?.vendor ?? null,
    body: payload,
  } as const;
  if (mapping === null) {
    await keepUnreadable(context, { ...unreadable, reason: "no-mapping" });
    return null;
  }
  const read = mapMessage(mapping, { topic, payload, receivedAt: context.now });
  if (read.failure !== null) {
    await keepUnreadable(context, { ...unreadable, reason: read.failure });
    return null;
  }
  // The broker cannot tell a repeated delivery apart; its readings are told apart by their own names.
  return receiveDelivery(context, { channel: "mqtt", deliveryKey: context.newId(), messages: read.messages }, fault);
}
