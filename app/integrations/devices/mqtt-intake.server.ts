/**
 * Subscribes to the broker and hands each message over. A message of quality of service 1 is acknowledged to the broker only when the
 * handover has ended well, which is after the commit; when it fails the connection is dropped, and the broker delivers again. The session is
 * kept by the broker (clean start off), so what arrives while nobody listens waits there.
 */
import { connect, type IClientOptions, type MqttClient } from "mqtt";

export type MqttSettings = {
  readonly url: string;
  readonly username: string | null;
  readonly password: string | null;
  /** Name of the session that the broker keeps; one process at a time. */
  readonly clientId: string;
  /** 4 is MQTT 3.1.1, 5 is MQTT 5. */
  readonly version: 4 | 5;
};

export type MqttMessage = { readonly topic: string; readonly payload: string };

export type MqttIntake = {
  /** Resolves once the broker has granted every subscription. */
  readonly ready: Promise<void>;
  readonly close: () => Promise<void>;
};

/** How long the broker keeps the session of MQTT 5 while nobody listens. */
const SESSION_SECONDS = 24 * 3600;

function optionsOf({ username, password, clientId, version }: MqttSettings): IClientOptions {
  return {
    clientId,
    protocolVersion: version,
    clean: false,
    reconnectPeriod: 1000,
    connectTimeout: 10_000,
    keepalive: 30,
    ...(version === 5 && { properties: { sessionExpiryInterval: SESSION_SECONDS, receiveMaximum: 50 } }),
    ...(username !== null && { username }),
    ...(password !== null && { password }),
  };
}

async function subscribeAll(client: MqttClient, filters: readonly string[]): Promise<void> {
  const granted = await client.subscribeAsync([...filters], { qos: 1 });
  const refused = granted.filter(({ qos }) => qos === 128 || (qos as number) > 128);
  if (refused.length > 0) throw new Error(`the broker refused ${refused.map(({ topic }) => topic).join(", ")}`);
}

/**
 * @param filters topics to subscribe to
 * @param handOver stores a message; what it rejects with is reported and the message comes again
 */
export function openMqttIntake(
  settings: MqttSettings,
  filters: readonly string[],
  {
    handOver,
    onError,
  }: { readonly handOver: (message: MqttMessage) => Promise<void>; readonly onError: (thrown: unknown) => void },
): MqttIntake {
  const client = connect(settings.url, optionsOf(settings));
  client.on("error", onError);
  // The library sends its acknowledgement from this callback.
  client.handleMessage = (packet, done) => {
    if (packet.cmd !== "publish") {
      done();
      return;
    }
    const payload = typeof packet.payload === "string" ? packet.payload : packet.payload.toString("utf8");
    handOver({ topic: packet.topic, payload }).then(
      () => done(),
      (thrown: unknown) => {
        onError(thrown);
        // Not acknowledged: the broker delivers it again on the next connection.
        client.stream.destroy();
      },
    );
  };
  const ready = new Promise<void>((resolve, reject) => {
    client.once("connect", () => void subscribeAll(client, filters).then(resolve, reject));
  });
  ready.catch(onError);
  return {
    ready,
    close: () =>
      new Promise<void>((resolve) => {
        client.once("close", resolve);
        if (!client.connected) resolve();
        client.end(true);
        // A message in hand is not waited for: it was not acknowledged and comes again.
        client.stream.destroy();
      }),
  };
}
