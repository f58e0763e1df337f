/**
 * Subscribes to the broker and hands its messages over as they come, without waiting for the one before, so that what arrives together is
 * stored together. A message of quality of service 1 is acknowledged to the broker only when its handover has ended well, which is after the
 * commit; when one fails the connection is dropped, and the broker delivers again what was not acknowledged. The session is kept by the broker
 * (clean start off), so what arrives while nobody listens waits there.
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

export type MqttMessage = {
  readonly topic: string;
  readonly payload: string | Uint8Array;
  /** The broker had kept it under its topic, and gives it because somebody subscribes. */
  readonly retained: boolean;
  /** Of quality of service 1: its packet identifier in the session, and whether the broker says that it gives it again (DUP). */
  readonly delivered?: { readonly packetId: number; readonly again: boolean };
};

export type MqttIntake = {
  /** Resolves once the broker has granted every subscription. */
  readonly ready: Promise<void>;
  /** Subscribes to these from now on and to no others; asked again with each connection until the broker has granted them. */
  readonly subscribeTo: (filters: readonly string[]) => void;
  readonly close: () => Promise<void>;
};

/** How long the broker keeps the session of MQTT 5 while nobody listens. */
const SESSION_SECONDS = 24 * 3600;

/**
 * Messages that are handed over at the same time at most. MQTT 5 tells the broker; at 3.1.1 the broker's own setting decides (mosquitto:
 * max_inflight_messages).
 */
const IN_HAND = 500;

function optionsOf({ username, password, clientId, version }: MqttSettings): IClientOptions {
  return {
    clientId,
    protocolVersion: version,
    clean: false,
    reconnectPeriod: 1000,
    connectTimeout: 10_000,
    keepalive: 30,
    ...(version === 5 && { properties: { sessionExpiryInterval: SESSION_SECONDS, receiveMaximum: IN_HAND } }),
    ...(username !== null && { username }),
    ...(password !== null && { password }),
  };
}

async function subscribeAll(client: MqttClient, filters: readonly string[], version: 4 | 5): Promise<void> {
  // rh 1: what is kept under a topic comes with a new subscription only, not whenever this process starts.
  const wish = { qos: 1, ...(version === 5 && { rh: 1 }) } as const;
  // "resubscribe": the library else passes over what it asked for before, also where that was never granted.
  const asked = Object.assign(Object.fromEntries(filters.map((filter) => [filter, wish])), { resubscribe: true });
  const granted = await client.subscribeAsync(asked);
  const refused = granted.filter(({ qos }) => qos === 128 || (qos as number) > 128);
  if (refused.length > 0) throw new Error(`the broker refused ${refused.map(({ topic }) => topic).join(", ")}`);
}

/** A message of a connection that was not acknowledged yet. */
type InHand = { readonly id: number | null; stored: boolean };

/** Fixed header and packet identifier: the same in 3.1.1 (section 3.4) and, for success, in 5. */
const puback = (id: number) => [0x40, 2, id >> 8, id & 0xff];

/**
 * What one connection has in hand. Acknowledgements go in the order of the messages, as MQTT asks (MQTT-4.6.0-2), so a call for help that is
 * stored before the word that came before it is acknowledged after that. They are written here because the library's own waits with the next
 * message until the last is acknowledged.
 */
class Connection {
  readonly #waiting: InHand[] = [];
  #resume: (() => void) | null = null;

  constructor(readonly stream: MqttClient["stream"]) {}

  /** @param next lets the next message come; kept while too many are in hand */
  take(id: number | null, next: () => void): InHand {
    const one = { id, stored: false };
    this.#waiting.push(one);
    if (this.#waiting.length < IN_HAND) next();
    else this.#resume = next;
    return one;
  }

  stored(one: InHand): void {
    one.stored = true;
    const done = this.#waiting.findIndex(({ stored }) => !stored);
    const acknowledged = this.#waiting.splice(0, done === -1 ? this.#waiting.length : done);
    const bytes = acknowledged.flatMap(({ id }) => (id === null ? [] : puback(id)));
    if (bytes.length > 0 && !this.stream.destroyed) this.stream.write(Uint8Array.from(bytes));
    if (acknowledged.length === 0 || this.#resume === null) return;
    const resume = this.#resume;
    this.#resume = null;
    resume();
  }
}

export type MqttHandlers = {
  /** Stores a message; what it rejects with is reported, and the message comes again. */
  readonly handOver: (message: MqttMessage) => Promise<void>;
  readonly onError: (thrown: unknown) => void;
};

function handleMessages(client: MqttClient, { handOver, onError }: MqttHandlers): void {
  let connection = new Connection(client.stream);
  client.handleMessage = (packet, done) => {
    if (packet.cmd !== "publish") {
      done();
      return;
    }
    if (connection.stream !== client.stream) connection = new Connection(client.stream);
    const arrivedBy = connection;
    const id = packet.qos === 0 ? null : (packet.messageId ?? null);
    // With an error in its hands the library goes on to the next message and acknowledges nothing by itself.
    const one = arrivedBy.take(id, () => done(new Error("acknowledged when stored")));
    const delivered = id === null ? {} : { delivered: { packetId: id, again: packet.dup } };
    handOver({ topic: packet.topic, payload: packet.payload, retained: packet.retain, ...delivered }).then(
      () => arrivedBy.stored(one),
      (thrown: unknown) => {
        // One word is enough for all that this connection had in hand.
        if (arrivedBy.stream.destroyed) return;
        onError(thrown);
        arrivedBy.stream.destroy();
      },
    );
  };
}

/**
 * What is subscribed to, brought to what is wanted: new filters first, so that nothing between two is missed. It is asked with each connection
 * until it was granted: a kept session may lack a filter that is new, and the library asks anew for lost ones only.
 */
class Subscriptions {
  readonly #granted = new Set<string>();
  #turn: Promise<void> = Promise.resolve();

  constructor(
    readonly client: MqttClient,
    readonly version: 4 | 5,
    public wanted: readonly string[],
  ) {}

  /** Resolves when the broker has what is wanted. One after another: two that overlap would undo each other. */
  settle(): Promise<void> {
    this.#turn = this.#turn.catch(() => {}).then(() => this.#ask());
    return this.#turn;
  }

  async #ask(): Promise<void> {
    const missing = this.wanted.filter((filter) => !this.#granted.has(filter));
    if (missing.length > 0) await subscribeAll(this.client, missing, this.version);
    for (const filter of missing) this.#granted.add(filter);
    const over = [...this.#granted].filter((filter) => !this.wanted.includes(filter));
    if (over.length > 0) await this.client.unsubscribeAsync(over);
    for (const filter of over) this.#granted.delete(filter);
  }
}

/** @param filters topics to subscribe to */
export function openMqttIntake(settings: MqttSettings, filters: readonly string[], handlers: MqttHandlers): MqttIntake {
  const { onError } = handlers;
  const client = connect(settings.url, optionsOf(settings));
  client.on("error", onError);
  handleMessages(client, handlers);
  const subscriptions = new Subscriptions(client, settings.version, filters);
  const ready = new Promise<void>((resolve) => {
    client.on("connect", () => void subscriptions.settle().then(resolve, onError));
  });
  return {
    ready,
    subscribeTo: (wanted) => {
      subscriptions.wanted = wanted;
      // Without a connection the next one asks.
      if (client.connected) subscriptions.settle().catch(onError);
    },
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
