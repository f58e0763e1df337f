/**
 * The lanes by which messages of devices are stored, whether they came over HTTPS or from the broker. What arrives at the same time is gathered
 * into one transaction, so that a storm costs the database little more than one message does; calls for help have a lane of their own, and no
 * other message is ever in hand before them; what cannot be read is kept aside on a third.
 *
 * Each lane has one transaction in hand at a time, so that together with the loops of the alarm watch they need fewer connections than the
 * intake's pool has: a call for help never waits for a connection.
 */
import { isCallForHelp } from "#app/domain/devices/measures.ts";
import { withNamedStatements, type Context } from "#db/transaction.ts";
import { everyReading, type Delivery } from "./delivery.ts";
import { Gather } from "./gather.ts";
import {
  keepUnreadable,
  receiveDeliveries,
  receiveDelivery,
  type FaultPoint,
  type Received,
  type Unreadable,
} from "./receive-delivery.server.ts";

/** Stored, or kept aside, when the promise is kept. */
export type IntakeLanes = {
  readonly store: (delivery: Delivery) => Promise<Received>;
  readonly keepAside: (message: Unreadable) => Promise<unknown>;
};

/** More than a storm brings while a slow round of the database lasts: a line that is longer than one round would never end. */
export const GATHERED_AT_MOST = 500;

const callsForHelp = (delivery: Delivery) => everyReading(delivery).some(({ measures }) => isCallForHelp(measures));

/** @param contextNow of the intake's own connections */
export function openIntakeLanes(contextNow: () => Context, fault: FaultPoint): IntakeLanes {
  const named = () => withNamedStatements(contextNow());
  const store = () =>
    new Gather((deliveries: readonly Delivery[]) => receiveDeliveries(named(), deliveries, fault), GATHERED_AT_MOST);
  const [calls, words] = [store(), store()];
  const aside = new Gather(async (messages: readonly Unreadable[]) => {
    await keepUnreadable(named(), messages);
    return messages;
  }, GATHERED_AT_MOST);
  return {
    store: (delivery) => (callsForHelp(delivery) ? calls : words).ask(delivery),
    keepAside: (message) => aside.ask(message),
  };
}

/** For a message that comes by itself. */
export function ownLanes(context: Context, fault?: FaultPoint): IntakeLanes {
  return {
    store: (delivery) => receiveDelivery(context, delivery, fault),
    keepAside: (message) => keepUnreadable(context, [message]),
  };
}
