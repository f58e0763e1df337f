/**
 * What the broker gives again after a connection was lost between the commit and its acknowledgement. A call for help without a name of its
 * own is named by its delivery; given again it gets the name that it was stored by, and is that press (SAME_PRESS in domain/devices/reading).
 */
import { isCallForHelp } from "#app/domain/devices/measures.ts";
import { SAME_PRESS } from "#app/domain/devices/reading.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { listDeliveryNames } from "#db/repositories/device-readings.ts";
import type { Unit } from "#db/transaction.ts";
import { everyReading, type Delivery } from "./delivery.ts";

type DeliveryName = {
  readonly packetId: number;
  /** Digest of topic and text. */
  readonly text: string;
  /** Tells it from every other of the same packet identifier and text. */
  readonly id: string;
};

export function nameDelivery({ packetId, text, id }: DeliveryName): string {
  return `mqtt:${packetId}:${text}@${id}`;
}

/** A delivery's name within the name of a reading or of the cause of an alert. */
const NAME = /(mqtt:\d+:[0-9a-f]{64}@)([0-9a-f-]{36})/;

const repeatable = (delivery: Delivery) =>
  delivery.again === true &&
  everyReading(delivery).some(({ messageId, measures }) => messageId === null && isCallForHelp(measures));

/**
 * Deliveries under the names by which they were stored the first time, where they were. @returns all, in their order
 * @param deviceIds devices of the registry that they come from
 */
export async function nameRedelivered(
  unit: Unit,
  deliveries: readonly Delivery[],
  deviceIds: readonly string[],
): Promise<readonly Delivery[]> {
  const beginnings = deliveries.filter(repeatable).flatMap(({ deliveryKey }) => NAME.exec(deliveryKey)?.[1] ?? []);
  if (beginnings.length === 0) return deliveries;
  const since = plusMinutes(unit.now, -SAME_PRESS.redeliveredMinutes);
  const stored = new Map(
    (await listDeliveryNames(unit, beginnings, { since, deviceIds })).flatMap((name) => {
      const [whole, beginning] = NAME.exec(name) ?? [];
      return whole === undefined || beginning === undefined ? [] : [[beginning, whole] as const];
    }),
  );
  return deliveries.map((one) => {
    const name = repeatable(one) ? stored.get(NAME.exec(one.deliveryKey)?.[1] ?? "") : undefined;
    return name === undefined ? one : { ...one, deliveryKey: one.deliveryKey.replace(NAME, name) };
  });
}
