/**
 * A delivery of devices, from HTTPS or MQTT. Calls for help and short deliveries are taken in at once; a long buffer is stored as it is,
 * acknowledged, and taken in by turns, so that two thousand devices that come back at once do not stand before one that calls for help.
 */
import { isCallForHelp } from "#app/domain/devices/measures.ts";
import type { DeviceMessage } from "#app/domain/devices/reading.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { insertInbox, insertQuarantine, takeInbox } from "#db/repositories/device-readings.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { storeReadings, type Delivery, type Taken } from "./store-readings.server.ts";

/** Deliveries up to this long are taken in at once. */
export const SHORT_DELIVERY = 8;

/** Named places at which tests end the process (reliability design 17.1). */
export type FaultPoint = (name: string) => void;

export type Received = { readonly accepted: number; readonly waits: boolean; readonly taken: Taken | null };

const ACTOR = "system:devices";

/** Stored when this returns. Calls for help of a long delivery are taken in now, the rest waits. */
export async function receiveDelivery(
  given: Context,
  delivery: Delivery,
  fault: FaultPoint = () => {},
): Promise<Received> {
  const context = { ...given, actor: ACTOR, scope: WHOLE_DISTRICT };
  const { messages } = delivery;
  if (messages.length === 0) return { accepted: 0, waits: false, taken: null };
  const isLong = messages.length > SHORT_DELIVERY;
  const urgent = isLong ? messages.filter(({ measures }) => isCallForHelp(measures)) : messages;
  const taken = await inTransaction(context, async (unit) => {
    const now =
      urgent.length === 0
        ? null
        : await storeReadings(unit, context.actor, {
            ...delivery,
            deliveryKey: `${delivery.deliveryKey}:now`,
            messages: urgent,
          });
    if (isLong)
      await insertInbox(unit, {
        id: unit.newId(),
        receivedAt: asDate(unit.now),
        channel: delivery.channel,
        deliveryKey: delivery.deliveryKey,
        messages: messages.filter(({ measures }) => !isCallForHelp(measures)),
      });
    fault("alert-before-commit");
    return now;
  });
  fault("alert-after-persist-before-ack");
  return { accepted: messages.length, waits: isLong, taken };
}

/** Takes one waiting delivery in. @returns false when none waits */
export async function drainInbox(given: Context, fault: FaultPoint = () => {}): Promise<boolean> {
  const context = { ...given, actor: ACTOR, scope: WHOLE_DISTRICT };
  return inTransaction(context, async (unit) => {
    const row = await takeInbox(unit);
    if (row === null) return false;
    const { channel, deliveryKey } = row;
    await storeReadings(unit, context.actor, {
      channel: channel as Delivery["channel"],
      deliveryKey,
      messages: row.messages as DeviceMessage[],
    });
    fault("inbox-before-commit");
    return true;
  });
}

export type Unreadable = {
  readonly channel: Delivery["channel"];
  readonly topic: string | null;
  readonly vendor: string | null;
  readonly reason: string;
  readonly body: string;
};

/** A message that no mapping reads: kept with the reason, and acknowledged, or it would come for ever. */
export async function keepUnreadable(given: Context, message: Unreadable): Promise<void> {
  await inTransaction({ ...given, actor: ACTOR, scope: WHOLE_DISTRICT }, (unit) =>
    insertQuarantine(unit, { id: unit.newId(), receivedAt: asDate(unit.now), externalId: null, ...message }),
  );
}
