/**
 * A paired kiosk without a network: its first page, help and notices still open, one's own matters say why not, a wish and a call for help
 * outlive the page and arrive once, and a visit that ends meanwhile is over when the network is back.
 */
import { expect, test, type Page } from "@playwright/test";
import { cutNetwork, type CutNetwork } from "./cut-network.ts";
import { ready, typeDigits } from "./kiosk-machine.ts";
import { untilWarned } from "./kiosk-time-out.ts";
import { tracesOf } from "./kiosk-traces.ts";
import { waysOnFaults } from "./kiosk-ways.ts";
import { cards, clerkPage, holders, pairAt, simulatedAgent, type SimulatedAgent } from "./paired-kiosk.ts";
import { runAxe, WCAG_22_AA } from "./run-axe.ts";

test.describe.configure({ mode: "serial", timeout: 240_000 });

const PHONE = "13912345678";

let network: CutNetwork;
let agent: SimulatedAgent;
let desk: Page;

test.beforeAll(async ({ baseURL, browser }) => {
  network = await cutNetwork(baseURL ?? "");
  agent = await simulatedAgent(network.origin);
  const pairing = await agent.address("/kiosk/pair?code=");
  const code = new URL(pairing, network.origin).searchParams.get("code") ?? "";
  desk = await clerkPage(browser);
  await pairAt(desk, code);
  await agent.address("/kiosk/start?ticket=");
});
test.afterAll(async () => {
  await desk.context().close();
  await agent.close();
  await network.end();
});

async function axeClean(page: Page): Promise<void> {
  const { violations } = await runAxe(page, WCAG_22_AA);
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
}

/** Everything that the browser keeps at this address, as text. */
const keptText = (page: Page) =>
  page.evaluate(async () => {
    const kept: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const found = await cache.match(request);
        kept.push(request.url);
        if (found?.headers.get("content-type")?.includes("html") === true) kept.push(await found.text());
      }
    }
    return kept.join("\n");
  });

/** The page of a fresh start, whose service worker has kept what it may. */
async function startPage(page: Page): Promise<void> {
  await agent.agent.start();
  await page.goto(network.origin + (await agent.address("/kiosk/start?ticket=")));
  await ready(page, /\/kiosk$/);
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), { timeout: 60_000 })
    .toBe(true);
  const kept = await keptText(page);
  for (const address of ["/kiosk", "/kiosk/home", "/kiosk/help", "/kiosk/notices", "/kiosk/offline"])
    expect(kept.split("\n")).toContain(network.origin + address);
}

async function rowsOf(address: string, rows: string): Promise<number> {
  await desk.goto(address);
  await expect(desk.locator("main h1")).toBeVisible();
  return desk.locator(rows).count();
}
const visitWishes = () => rowsOf("/office/tickets?kind=book", 'main tbody a[href^="/office/tickets/"]');
const helpCalls = () => rowsOf("/office/help", "main li[data-help]");

const tile = (page: Page, address: string) => page.locator(`[data-kiosk-zone=choices] a[href="${address}"]`);

test("first page, notices and help open without a network, and a wish and a call arrive once", async ({ page }) => {
  const [wishesBefore, callsBefore] = [await visitWishes(), await helpCalls()];
  await startPage(page);
  await network.cut();

  await page.locator('[data-kiosk-zone=choices] a[href="/kiosk/home"]').click();
  await ready(page, /\/kiosk\/home$/);
  await expect(page.locator("header")).toContainText("网络断了");
  await axeClean(page);

  await tile(page, "/kiosk/notices").click();
  await ready(page, /\/kiosk\/notices$/);
  await page.locator('[data-kiosk-zone=choices] a[href^="/kiosk/notices/"]').first().click();
  await ready(page, /\/kiosk\/notices\/[\w-]+$/);
  await page.goto(`${network.origin}/kiosk/home`);

  await tile(page, "/kiosk/schedule").click();
  await ready(page, /\/kiosk\/offline$/);
  await expect(page.getByRole("heading", { name: "现在连不上网" })).toBeVisible();
  expect(await waysOnFaults(page)).toEqual([]);
  await axeClean(page);
  await page.locator('[data-kiosk-zone=action] a[href="/kiosk/home"]').click();
  await ready(page, /\/kiosk\/home$/);

  await page.locator("[data-kiosk-zone=bar] [data-kiosk-help=call]").click();
  const cover = page.locator("[data-help=offline]");
  await expect(cover).toContainText("871-12345");
  await cover.getByRole("button", { name: "不用了" }).click();

  await tile(page, "/kiosk/book").click();
  await ready(page, /\/kiosk\/call-me-later$/);
  await axeClean(page);
  await typeDigits(page, PHONE, true);
  await expect(page.locator("h1")).toHaveText(/先帮您记下了，\s*还没约好/);
  await axeClean(page);
  expect(await keptText(page)).not.toContain(PHONE);
  expect((await agent.agent.health()).waiting).toBe(1);

  const context = page.context();
  await page.close();
  const again = await context.newPage();
  await again.goto(`${network.origin}/kiosk`);
  await ready(again, /\/kiosk$/);

  await network.mend();
  await agent.agent.beat();
  await agent.agent.beat();
  await again.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect.poll(() => again.evaluate(() => localStorage.getItem("bedside-kept-help"))).toBeNull();
  expect((await agent.agent.health()).waiting).toBe(0);
  expect(await visitWishes()).toBe(wishesBefore + 1);
  expect(await helpCalls()).toBe(callsBefore + 1);
  await again.locator('[data-kiosk-zone=choices] a[href="/kiosk/home"]').click();
  await ready(again, /\/kiosk\/home$/);
  await expect(again.locator("header")).not.toContainText("网络断了");
});

test("nothing of an elder is kept, and a visit that ends without a network is over when there is one", async ({
  page,
}) => {
  const [card = ""] = cards;
  await startPage(page);
  agent.reader.place("idcard", card);
  await ready(page, /\/kiosk\/home$/);
  const greeting = await page.locator("h1").innerText();
  await page.reload();
  await ready(page, /\/kiosk\/home$/);
  await page.goto(`${network.origin}/kiosk/schedule`);
  await ready(page, /\/kiosk\/schedule$/);
  const kept = await keptText(page);
  expect(kept).not.toContain(greeting.trim());
  expect(kept).not.toContain("/kiosk/schedule\n");
  agent.reader.lift();

  await network.cut();
  await page.getByRole("button", { name: "退出" }).click();
  await ready(page, /\/kiosk$/);
  await page.locator('[data-kiosk-zone=choices] a[href="/kiosk/home"]').click();
  await ready(page, /\/kiosk\/home$/);
  await expect(page.locator("h1")).not.toHaveText(greeting);

  await network.mend();
  await page.goto(`${network.origin}/kiosk/home`);
  await ready(page, /\/kiosk\/home$/);
  await expect(page.locator("header")).not.toContainText("网络断了");
  await expect(page.getByRole("button", { name: "退出" })).toHaveCount(0);
  await expect(page.locator("h1")).not.toHaveText(greeting);
});

test("after the time-out neither the page, its stores nor the caches of the service worker know the elder", async ({
  page,
}) => {
  const holder = holders.find(({ phone }) => /^1\d{10}$/.test(phone));
  if (holder === undefined) throw new Error("nobody has a card");
  await startPage(page);
  await page.clock.install();
  agent.reader.place("idcard", holder.idNumber);
  await ready(page, /\/kiosk\/home$/);
  agent.reader.lift();
  for (const address of [
    "schedule",
    "book",
    "rate",
    "allowance",
    "family",
    "activities",
    "complain?topic=visit&reply=1",
  ]) {
    await page.goto(`${network.origin}/kiosk/${address}`);
    await page.locator("[data-kiosk-ready=yes]").waitFor();
    expect(await page.locator("main").innerText()).toMatch(/\S/);
  }
  await untilWarned(page);
  await page.clock.fastForward(40_000);
  await ready(page, /\/kiosk$/);
  expect(await tracesOf(page, holder)).toEqual([]);
});
