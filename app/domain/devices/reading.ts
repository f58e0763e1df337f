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

const HOUR_MS = 3_600_000;

export type DatedReading = {
  readonly measuredAt: Instant;
  readonly late: boolean;
  /** Name of the message within its device. */
  readonly messageKey: string;
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

/**
 * - a vendor's id, with the time where there is one: ids of some gateways begin again;
 * - else the counter with the time; without a time with the hour of receipt, but a call for help then stands for itself;
 * - else time and values; without a time the delivery itself.
 * @param deliveryKey names this delivery: the same for a repeated delivery where the channel can tell, else unique
 */
export function messageKeyOf(message: UnnamedReading, receivedAt: Instant, deliveryKey: string): string {
  const { messageId, sequence, deviceAt, measures } = message;
  const time = deviceAt === null ? "" : `@${deviceAt}`;
  if (messageId !== null) return `id:${messageId}${time}`;
  if (deviceAt !== null) return sequence === null ? `at:${deviceAt}:${measuresText(measures)}` : `n:${sequence}${time}`;
  if (sequence !== null && !isCallForHelp(measures)) return `n:${sequence}@h${Math.floor(receivedAt / HOUR_MS)}`;
  return `d:${deliveryKey}`;
}

/** When it was measured, whether that is late, and its name. A time that cannot be is replaced by the time of receipt. */
export function dateReading(message: UnnamedReading, receivedAt: Instant, deliveryKey: string): DatedReading {
  const { deviceAt, measures, sequence } = message;
  const isPossibleTime = deviceAt !== null && deviceAt - receivedAt <= FUTURE_MINUTES * 60_000 && deviceAt > 0;
  const measuredAt = isPossibleTime ? (Math.min(deviceAt, receivedAt) as Instant) : receivedAt;
  return {
    measuredAt,
    late: receivedAt - measuredAt > LATE_MINUTES * 60_000,
    messageKey: messageKeyOf(message, receivedAt, deliveryKey),
    sequence,
    measures,
  };
}
