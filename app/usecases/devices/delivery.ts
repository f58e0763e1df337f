/** A delivery of devices, as the steps of the intake hand it on. */
import type { DeviceMessage, UnnamedReading } from "#app/domain/devices/reading.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { RaisedHere } from "../alerts/raise-alerts.server.ts";

/** Readings of one delivery whose device nothing names, and the delivery as it came, by which a mapping file is put right. */
export type Unnamed = {
  readonly vendor: string;
  readonly topic: string | null;
  readonly body: string;
  readonly readings: readonly UnnamedReading[];
};

/** Readings of one delivery in the name of devices for which its sender does not speak. */
export type Foreign = {
  readonly sender: { readonly id: string; readonly deviceNo: string };
  readonly messages: readonly DeviceMessage[];
};

export type Delivery = {
  readonly channel: "https" | "mqtt";
  /** Names the delivery: the same when the channel repeats it and can tell. */
  readonly deliveryKey: string;
  /** The channel says that it gives it again; its key is then made by nameDelivery. */
  readonly again?: true;
  /** Where it waited before it is taken in; else it is received now. */
  readonly receivedAt?: Instant;
  readonly messages: readonly DeviceMessage[];
  /** What came with it of devices that nothing names. */
  readonly unnamed?: Unnamed;
  /** What came with it in the name of others. */
  readonly foreign?: Foreign;
};

/** What came beside a delivery's own messages: nothing of it is any device's word. */
export function besideIn({ unnamed, foreign }: Delivery): Pick<Delivery, "unnamed" | "foreign"> {
  return { ...(unnamed && { unnamed }), ...(foreign && { foreign }) };
}

/** All that a delivery says, in whosever name. */
export function everyReading({ messages, unnamed, foreign }: Delivery): readonly UnnamedReading[] {
  return [...messages, ...(unnamed?.readings ?? []), ...(foreign?.messages ?? [])];
}

/** A message, which delivery of the batch it came with, and what it is called should it have no name of its own. */
export type Placed = {
  readonly message: DeviceMessage;
  readonly place: number;
  readonly key: string;
  readonly receivedAt: Instant;
  readonly channel: Delivery["channel"];
};

export type RaisedAt = RaisedHere & { readonly place: number };
