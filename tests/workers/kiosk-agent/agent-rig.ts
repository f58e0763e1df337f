/** An agent with the simulator, a server that a test plays by hand, and a folder of its own. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AddressInfo } from "node:net";
import { FakeReader } from "#workers/kiosk-agent/fake-reader.ts";
import { KioskAgent } from "#workers/kiosk-agent/kiosk-agent.ts";
import { openLoopback } from "#workers/kiosk-agent/loopback.ts";
import { SimulatedSenses } from "#workers/kiosk-agent/machine-senses.ts";
import { RecordedPeripherals } from "#workers/kiosk-agent/peripherals.ts";
import { ServerClient } from "#workers/kiosk-agent/server-client.ts";
import { StateFolder } from "#workers/kiosk-agent/state-folder.ts";
import { WishQueue } from "#workers/kiosk-agent/wish-queue.ts";

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: IncomingMessage["headers"];
};
export type Played = { readonly status?: number; readonly value: unknown };

const portOf = (server: Server) => (server.address() as AddressInfo).port;

async function readAll(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** A server that answers each path by a function; what it was asked is kept. */
export async function playedServer(play: (asked: Asked) => Played) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void readAll(request).then((text) => {
      const one: Asked = {
        method: request.method ?? "",
        path: request.url ?? "",
        body: text === "" ? null : (JSON.parse(text) as unknown),
        headers: request.headers,
      };
      asked.push(one);
      const { status = 200, value } = play(one);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${portOf(server)}`, asked, close: () => server.close() };
}

export const DEVICE_ID = "019389a0-0000-7000-8000-000000000001";

/** A paired agent whose loopback door is open on a free port. */
export async function openedAgent(play: (asked: Asked) => Played, now: () => number = Date.now) {
  const server = await playedServer(play);
  const folder = mkdtempSync(join(tmpdir(), "bedside-agent-"));
  const state = new StateFolder(folder);
  state.keepDeviceId(DEVICE_ID);
  const reader = new FakeReader();
  const peripherals = new RecordedPeripherals("0513-85012345");
  const senses = new SimulatedSenses();
  const opened: string[] = [];
  const agent = new KioskAgent({
    server: new ServerClient(server.origin, state),
    queue: new WishQueue(state),
    reader,
    peripherals,
    senses,
    build: "test",
    port: 8787,
    open: (address) => opened.push(address),
    restartMachine: () => opened.push("restart"),
    now,
  });
  const origin = "https://bedside.example";
  const door = await openLoopback(agent, { origin, fake: reader }, 0);
  const address = `http://127.0.0.1:${portOf(door)}`;
  return {
    agent,
    reader,
    peripherals,
    senses,
    opened,
    asked: server.asked,
    folder,
    origin,
    address,
    /** A call as the page makes it. */
    call: (method: string, path: string, body?: unknown, changes: Readonly<Record<string, string>> = {}) =>
      fetch(`${address}${path}`, {
        method,
        headers: { origin, authorization: `Bearer ${agent.secret}`, "content-type": "application/json", ...changes },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    close: () => {
      agent.stop();
      door.close();
      door.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
