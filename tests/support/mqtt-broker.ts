/** Brokers for tests: the one of npm, so that a fresh machine needs nothing, and mosquitto beside it where the machine has it. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Aedes } from "aedes";

export type Broker = {
  readonly url: string;
  readonly kind: "mosquitto" | "aedes";
  /** Says something as the broker itself, kept under its topic; only the one of npm can be told to. */
  readonly say?: (topic: string, payload: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const listens = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (listens) return;
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Settings of a deployment's queues (decision 021); mosquitto's own drop what is more than a thousand messages. */
export const WIDE_QUEUES = ["max_queued_messages 100000", "max_inflight_messages 500"];

async function startMosquitto(lines: readonly string[]): Promise<Broker> {
  const port = await freePort();
  const file = join(mkdtempSync(join(tmpdir(), "broker-")), "mosquitto.conf");
  writeFileSync(file, [`listener ${port} 127.0.0.1`, "allow_anonymous true", ...lines, ""].join("\n"));
  const broker = spawn("mosquitto", ["-c", file], { stdio: "ignore" });
  await untilListening(port);
  return {
    url: `mqtt://127.0.0.1:${port}`,
    kind: "mosquitto",
    close: async () => {
      const ended = new Promise((done) => broker.once("exit", done));
      broker.kill();
      await ended;
    },
  };
}

async function startAedes(): Promise<Broker> {
  const aedes = await Aedes.createBroker();
  const server = createServer((socket) => void aedes.handle(socket));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `mqtt://127.0.0.1:${port}`,
    kind: "aedes",
    say: (topic, payload) =>
      new Promise<void>((resolve, reject) =>
        aedes.publish(
          { cmd: "publish", qos: 0, dup: false, retain: true, topic, payload: Buffer.from(payload) },
          (error) => (error ? reject(error) : resolve()),
        ),
      ),
    close: async () => {
      await new Promise<void>((done) => aedes.close(() => done()));
      await new Promise((done) => server.close(done));
    },
  };
}

/** First byte of the packet with which a client subscribes. */
export const SUBSCRIBE = 0x82;

/** A line to a broker that breaks once, when the client sends a packet that begins with this byte; the packet does not arrive. */
export async function lineThatBreaks(url: string, packetByte: number) {
  let broken = false;
  const server = createServer((near) => {
    const far = connect(Number(new URL(url).port), "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on("error", () => {});
      one.on("close", () => other.destroy());
    }
    far.pipe(near);
    near.on("data", (bytes: Buffer) => {
      if (broken || bytes[0] !== packetByte) far.write(bytes);
      else {
        broken = true;
        near.destroy();
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    broke: () => broken,
    close: async () => void (await new Promise((done) => server.close(done))),
  };
}

const hasMosquitto = () => spawnSync("mosquitto", ["-h"]).error === undefined;

export type BrokerKind = Broker["kind"];

/** What this machine can be tested with; each speaks MQTT 3.1.1 (version 4) and 5. */
export const BROKER_KINDS: readonly BrokerKind[] = hasMosquitto() ? ["aedes", "mosquitto"] : ["aedes"];

/** @param lines of mosquitto's configuration, beside where it listens */
export async function startBroker(kind: BrokerKind, lines: readonly string[] = []): Promise<Broker> {
  return kind === "mosquitto" ? startMosquitto(lines) : startAedes();
}
