/**
 * Hears how many messages the broker has thrown away, where it says so: mosquitto does, others leave the topic silent. On a connection of its own,
 * so that a broker that refuses this topic takes nothing from the intake; what is wrong with the connection itself, the intake reports.
 */
import { connect } from "mqtt";
import type { MqttSettings } from "./mqtt-intake.server.ts";

/** Since the broker's start: messages for which its queues were full. Kept under the topic, and said anew when it grows. */
export const DROPPED_TOPIC = "$SYS/broker/publish/messages/dropped";

export type DropWatch = { readonly close: () => Promise<void> };

/** @param onCount one call at a time, with the newest count; what it rejects with goes to onError */
export function watchBrokerDrops(
  { url, username, password, clientId, version }: MqttSettings,
  {
    onCount,
    onError,
  }: { readonly onCount: (total: number) => Promise<void>; readonly onError: (thrown: unknown) => void },
): DropWatch {
  const client = connect(url, {
    ...{ clientId: `${clientId}-drops`, protocolVersion: version, clean: true, reconnectPeriod: 5000 },
    ...(username !== null && { username }),
    ...(password !== null && { password }),
  });
  client.on("error", () => {});
  client.on("connect", () => client.subscribe(DROPPED_TOPIC, { qos: 0 }, () => {}));
  let turn: Promise<void> = Promise.resolve();
  client.on("message", (_topic, payload) => {
    const text = payload.toString("utf8").trim();
    if (/^\d{1,15}$/.test(text)) turn = turn.then(() => onCount(Number(text))).catch(onError);
  });
  return {
    close: async () => {
      await client.endAsync(true);
      await turn;
    },
  };
}
