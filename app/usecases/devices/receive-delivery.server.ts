/**
 * A delivery of devices, from HTTPS or MQTT. Calls for help and short deliveries are taken in at once; a long buffer is stored as it is,
 * acknowledged, and taken in by turns, so that two thousand devices that come back at once do not stand before one that calls for help.
 */
import { isCallForHelp } from "#app/domain/devices/measures.ts";
import type { DeviceMessage } from "#app/domain/devices/reading.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { asDate, instant } from "#app/domain/time/instant.ts";
import { insertInbox, insertQuarantine, takeInbox } from "#db/repositories/device-readings.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { besideIn, type Delivery } from "./delivery.ts";
import { storeDeliveries, type Taken } from "./store-readings.server.ts";

/** Deliveries up to this long are taken in at once. */
export const SHORT_DELIVERY = 8;

/** Named places at which tests end the process (reliability design 17.1). */
export type FaultPoint = (name: string) => void;

export type Received = { readonly accepted: number; readonly waits: boolean; readonly taken: Taken | null };

const ACTOR = "system:devices";

type Split = { readonly now: Delivery | null; readonly waits: Delivery | null };

/** Calls for help of a long delivery and what is no device's word, and the rest of it; a short one is taken in as it is. */
function split(given: Delivery): Split {
  const { unnamed: _unnamed, foreign: _foreign, ...delivery } = given;
  const { messages, deliveryKey } = delivery;
  const beside = besideIn(given);
  const isAlone = Object.keys(beside).length === 0;
  if (messages.length === 0 && isAlone) return { now: null, waits: null };
  if (messages.length <= SHORT_DELIVERY)
    return { now: { ...delivery, ...beside, deliveryKey: `${deliveryKey}:now` }, waits: null };
  const urgent = messages.filter(({ measures }) => isCallForHelp(measures));
  const now = { ...delivery, ...beside, deliveryKey: `${deliveryKey}:now`, messages: urgent };
  return {
    now: urgent.length === 0 && isAlone ? null : now,
    waits: { ...delivery, messages: messages.filter(({ measures }) => !isCallForHelp(measures)) },
  };
}

/**
 * Stored when this returns, all in one transaction. Calls for help of a long delivery are taken in now, the rest waits.
 * @returns what became of each, in their order
 */
export async function receiveDeliveries(
  given: Context,
  deliveries: readonly Delivery[],
  fault: FaultPoint = () => {},
): Promise<Received[]> {
  const context = { ...given, actor: ACTOR, scope: WHOLE_DISTRICT };
  const parts = deliveries.map(split);
  if (parts.every(({ now, waits }) => now === null && waits === null))
    return deliveries.map(() => ({ accepted: 0, waits: false, taken: null }));
  const taken = await inTransaction(context, async (unit) => {
    const urgent = parts.flatMap(({ now }) => (now === null ? [] : [now]));
    const done = await storeDeliveries(unit, context.actor, urgent);
    await insertInbox(
      unit,
      parts.flatMap(({ waits }) => {
        if (waits === null) return [];
        const { channel, deliveryKey, messages } = waits;
        return [{ id: unit.newId(), receivedAt: asDate(unit.now), channel, deliveryKey, messages }];
      }),
    );
    for (const _one of deliveries) fault("alert-before-commit");
    return new Map(urgent.map((one, index) => [one, done[index] ?? null]));
  });
  for (const _one of deliveries) fault("alert-after-persist-before-ack");
  return deliveries.map(({ messages, unnamed }, index) => {
    const { now, waits } = parts[index] ?? { now: null, waits: null };
    return {
      accepted: messages.length + (unnamed?.readings.length ?? 0),
      waits: waits !== null,
      taken: now === null ? null : (taken.get(now) ?? null),
    };
  });
}

/** The same for one delivery. */
export async function receiveDelivery(context: Context, delivery: Delivery, fault?: FaultPoint): Promise<Received> {
  const [received] = await receiveDeliveries(context, [delivery], fault);
  if (!received) throw new Error("a delivery was received without an answer");
  return received;
}

/**
 * Waiting deliveries that are taken in together. A device's own call for help waits for the lock of its row no longer than these take, so
 * they are few.
 */
const WAITING_AT_ONCE = 4;

/** Takes some waiting deliveries in. @returns false when none waits */
export async function drainInbox(given: Context, fault: FaultPoint = () => {}): Promise<boolean> {
  const context = { ...given, actor: ACTOR, scope: WHOLE_DISTRICT };
  return inTransaction(context, async (unit) => {
    const rows = await takeInbox(unit, WAITING_AT_ONCE);
    if (rows.length === 0) return false;
    await storeDeliveries(
      unit,
      context.actor,
      rows.map(({ channel, deliveryKey, receivedAt, messages }) => ({
        channel: channel as Delivery["channel"],
        deliveryKey,
        receivedAt: instant(receivedAt),
        messages: messages as DeviceMessage[],
      })),
    );
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

/** Messages that no mapping reads: kept with the reason, and acknowledged, or they would come for ever. */
export async function keepUnreadable(given: Context, messages: readonly Unreadable[]): Promise<void> {
  await inTransaction({ ...given, actor: ACTOR, scope: WHOLE_DISTRICT }, (unit) =>
    insertQuarantine(
      unit,
      messages.map((message) => ({
        ...{ id: unit.newId(), receivedAt: asDate(unit.now), externalId: null },
        ...message,
      })),
    ),
  );
}
