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
  readonly close: () => Promise<void>;
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function startMosquitto(): Promise<Broker> {
  const port = await freePort();
  const file = join(mkdtempSync(join(tmpdir(), "broker-")), "mosquitto.conf");
  writeFileSync(file, `listener ${port} 127.0.0.1\nallow_anonymous true\n`);
  const broker = spawn("mosquitto", ["-c", file], { stdio: "ignore" });
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

export async function startBroker(kind: BrokerKind): Promise<Broker> {
  return kind === "mosquitto" ? startMosquitto() : startAedes();
}
