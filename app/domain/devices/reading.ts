/**
 * One reading of a device. It is named so that the same message, sent again by a careful network, is one reading, and two messages are never
 * taken for one: a counter that began again after a change of batteries does not hide a call for help.
 */
import type { Instant } from "../time/instant.ts";
import { isCallForHelp, type Measures } from "./measures.ts";

/** A message as a mapping has read it. */
export type DeviceMessage = {
  readonly vendor: string;
  readonly externalId: string;
  readonly messageId: string | null;
  readonly sequence: number | null;
  /** The device's own time; null when the message has none. */
  readonly deviceAt: Instant | null;
  readonly measures: Measures;
  readonly firmware: string | null;
};

/** What a message says of a device that nothing names: neither its item, nor its topic, nor who sent it. */
export type UnnamedReading = Omit<DeviceMessage, "externalId">;

/** Clocks of devices run a little ahead; a time further in the future cannot be. */
export const FUTURE_MINUTES = 5;

/** Later than this, only calls for help alarm: yesterday's pulse is no danger of now. */
export const LATE_MINUTES = 15;

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];

/**
 * When two calls for help without an id of their own are one press, so that a repeated delivery opens no second alert and no press is ever
 * taken for a repetition of another:
 * - the same kind of the same device with the same measured time, whatever else they say (counter, battery). A time counts that lies at most
 *   `ownTimeDays` before the receipt, as long as the broker and a day of buffered readings wait, and no further ahead than clocks run: a clock that stands still
 *   at some day of its factory names no press, or every press of that device would be the first one;
 * - without such a time, what the broker gives again and says so (MQTT's DUP with the same packet identifier, topic and text) within
 *   `redeliveredMinutes` of the first: a restart is over by then, and later an identifier may have been given out anew;
 * - everything else is another press. Within JOIN_SECONDS (alerts/join-alert) it makes the alert that stands louder; a gateway that signs
 *   its retry anew, or a device that gives the broker its message again, is heard like that.
 */
export const SAME_PRESS = { ownTimeDays: 2, redeliveredMinutes: 15 } as const;

export type DatedReading = {
  readonly measuredAt: Instant;
  readonly late: boolean;
  /** Name of the message within its device. */
  readonly messageKey: string;
  /** Name of the press that a call for help is; by SAME_PRESS. */
  readonly callKey: string;
  readonly sequence: number | null;
  readonly measures: Measures;
};

/** Measures in one order, so that a digest of them is one. */
function measuresText(measures: Measures): string {
  return Object.entries(measures)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(",");
}

function isPossibleTime(at: Instant, receivedAt: Instant): boolean {
  return at - receivedAt <= FUTURE_MINUTES * 60_000 && at > 0;
}

/** The device's own time where it may name a press. */
function timeOfPress(deviceAt: Instant | null, receivedAt: Instant): Instant | null {
  if (deviceAt === null || !isPossibleTime(deviceAt, receivedAt)) return null;
  return receivedAt - deviceAt <= SAME_PRESS.ownTimeDays * DAY_MS ? deviceAt : null;
}

/**
 * - a vendor's id, with the time where there is one: ids of some gateways begin again;
 * - else the counter with the time; without a time with the hour of receipt, but a call for help then stands for itself;
 * - else time and values; without a time the delivery itself. A call for help has a time only where SAME_PRESS lets it name a press.
 * @param deliveryKey names this delivery: the same for a repeated delivery where the channel can tell, else unique
 */
export function messageKeyOf(message: UnnamedReading, receivedAt: Instant, deliveryKey: string): string {
  const { messageId, sequence, deviceAt, measures } = message;
  const time = deviceAt === null ? "" : `@${deviceAt}`;
  if (messageId !== null) return `id:${messageId}${time}`;
  const isCall = isCallForHelp(measures);
  const at = isCall ? timeOfPress(deviceAt, receivedAt) : deviceAt;
  if (at !== null) return sequence === null ? `at:${at}:${measuresText(measures)}` : `n:${sequence}@${at}`;
  if (sequence !== null && !isCall) return `n:${sequence}@h${Math.floor(receivedAt / HOUR_MS)}`;
  return `d:${deliveryKey}`;
}

/** When it was measured, whether that is late, and its name. A time that cannot be is replaced by the time of receipt. */
export function dateReading(message: UnnamedReading, receivedAt: Instant, deliveryKey: string): DatedReading {
  const { deviceAt, measures, sequence } = message;
  const isPossible = deviceAt !== null && isPossibleTime(deviceAt, receivedAt);
  const measuredAt = isPossible ? (Math.min(deviceAt, receivedAt) as Instant) : receivedAt;
  const messageKey = messageKeyOf(message, receivedAt, deliveryKey);
  const pressAt = message.messageId === null ? timeOfPress(deviceAt, receivedAt) : null;
  return {
    measuredAt,
    late: receivedAt - measuredAt > LATE_MINUTES * 60_000,
    messageKey,
    callKey: pressAt === null ? messageKey : `at:${pressAt}`,
    sequence,
    measures,
  };
}
