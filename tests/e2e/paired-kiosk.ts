/** A paired kiosk for browser tests: the agent with its simulator, started beside the browser, and the clerk who enters its code. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AddressInfo } from "node:net";
import { expect, type Browser, type Page } from "@playwright/test";
import type { KioskElder } from "./kiosk-district.ts";
import { signInAs } from "./office-desk.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { FakeReader } from "#workers/kiosk-agent/fake-reader.ts";
import { KioskAgent } from "#workers/kiosk-agent/kiosk-agent.ts";
import { openLoopback } from "#workers/kiosk-agent/loopback.ts";
import { SimulatedSenses } from "#workers/kiosk-agent/machine-senses.ts";
import { RecordedPeripherals } from "#workers/kiosk-agent/peripherals.ts";
import { ServerClient } from "#workers/kiosk-agent/server-client.ts";
import { StateFolder } from "#workers/kiosk-agent/state-folder.ts";
import { WishQueue } from "#workers/kiosk-agent/wish-queue.ts";

const ELDERS = generateDemoDistrict({ seed: "1", month: plainMonth("2026-11") }).elders;

/** The demonstration's elders who have a card, in the order of the roster. */
export const holders: readonly KioskElder[] = ELDERS.map(({ fullName, idNumber, phone }) => ({
  name: String(fullName),
  idNumber: String(idNumber ?? ""),
  phone: String(phone ?? ""),
  sharing: 1,
})).filter(({ idNumber }) => /^\d{17}[\dX]$/.test(idNumber));

/** Identity numbers of their cards. */
export const cards = holders.map(({ idNumber }) => idNumber);

async function freePort(): Promise<number> {
  const probe: Server = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

export async function simulatedAgent(origin: string) {
  const folder = mkdtempSync(join(tmpdir(), "bedside-kiosk-"));
  const state = new StateFolder(folder);
  const reader = new FakeReader();
  const peripherals = new RecordedPeripherals(null);
  const senses = new SimulatedSenses();
  const opened: string[] = [];
  const port = await freePort();
  const agent = new KioskAgent({
    server: new ServerClient(origin, state),
    queue: new WishQueue(state),
    reader,
    peripherals,
    senses,
    build: "e2e",
    port,
    open: (address) => opened.push(address),
    restartMachine: () => opened.push("restart"),
  });
  const door = await openLoopback(agent, { origin, fake: reader }, port);
  const running = agent.run();
  return {
    agent,
    reader,
    peripherals,
    senses,
    /** The newest address that the agent opened and that begins so. */
    address: async (start: string): Promise<string> => {
      await expect.poll(() => opened.at(-1) ?? "", { timeout: 30_000 }).toContain(start);
      return opened.at(-1) ?? "";
    },
    close: async () => {
      agent.stop();
      door.close();
      door.closeAllConnections();
      await running.catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type SimulatedAgent = Awaited<ReturnType<typeof simulatedAgent>>;

/** A clerk of the office in a browser of their own. */
export async function clerkPage(browser: Browser, loginName = "clerk"): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, hasTouch: false });
  const page = await context.newPage();
  await signInAs(page, loginName);
  return page;
}

/** Enters the code that stands on the machine's screen. @returns the number of the kiosk */
export async function pairAt(desk: Page, code: string, edge = "800"): Promise<string> {
  await desk.goto("/office/kiosks/pair");
  await desk.fill("#code", code);
  await desk.fill("#place", "一楼大厅");
  await desk.fill("#edge", edge);
  await desk.check("#printer");
  await desk.locator("main form button").last().click();
  await expect(desk).toHaveURL(/\/office\/kiosks\?paired=/);
  return new URL(desk.url()).searchParams.get("paired") ?? "";
}
