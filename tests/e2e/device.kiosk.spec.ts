/** A kiosk is paired, knows an elder by a card, asks before it changes to another, lets staff help, and is taken out of use at once. */
import { expect, test, type Page } from "@playwright/test";
import { cards, clerkPage, pairAt, simulatedAgent, type SimulatedAgent } from "./paired-kiosk.ts";
import { complaints, identifySomebodyWhoCanBook, ready } from "./kiosk-machine.ts";
import { waysOnFaults } from "./kiosk-ways.ts";
import { runAxe, WCAG_22_AA } from "./run-axe.ts";

test.describe.configure({ mode: "serial", timeout: 240_000 });

let agent: SimulatedAgent;
let deviceNo = "";

async function isAccessible(page: Page): Promise<void> {
  const { violations } = await runAxe(page, WCAG_22_AA);
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
}

/** The kiosk's page of a fresh start. */
async function openPage(page: Page): Promise<void> {
  await agent.agent.start();
  await page.goto(await agent.address("/kiosk/start?ticket="));
  await ready(page, /\/kiosk$/);
  await expect.poll(() => agent.agent.events.listeners).toBeGreaterThan(0);
}

test.beforeAll(async ({ baseURL }) => {
  agent = await simulatedAgent(new URL(baseURL ?? "").origin);
});
test.afterAll(async () => agent.close());

test("a clerk pairs the machine by the code on its screen; what hangs too high is refused", async ({
  page,
  browser,
}) => {
  const found = complaints(page);
  await page.goto(await agent.address("/kiosk/pair?code="));
  await ready(page, /\/kiosk\/pair/);
  await isAccessible(page);
  const code = /[0-9A-Z]{4} [0-9A-Z]{4}/.exec(await page.locator("main").innerText())?.[0] ?? "";
  const desk = await clerkPage(browser);
  await desk.goto("/office/kiosks/pair");
  await desk.fill("#code", code);
  await desk.fill("#place", "一楼大厅");
  await desk.fill("#edge", "1200");
  await desk.locator("main form button").last().click();
  await expect(desk.getByText("屏幕下沿最高 926 毫米")).toBeVisible();
  await isAccessible(desk);
  deviceNo = await pairAt(desk, code);
  await expect(desk.getByRole("row", { name: new RegExp(deviceNo) })).toBeVisible();
  await isAccessible(desk);
  await page.goto(await agent.address("/kiosk/start?ticket="));
  await ready(page, /\/kiosk$/);
  expect(await page.locator("main").innerText()).toContain("也可以把身份证放上来");
  expect(found).toEqual([]);
  await desk.context().close();
});

test("the list shows what the machine measures, and when its screen was touched", async ({ page, browser }) => {
  await openPage(page);
  await page.locator("[data-kiosk-zone=choices]").first().click();
  const touched = async () => (await agent.agent.health()).untouchedSeconds ?? 3600;
  await expect.poll(touched, { timeout: 20_000 }).toBeLessThan(15);
  agent.senses.sensed = { ...agent.senses.sensed, temperatureC: 80, sound: null };
  await agent.agent.beat();
  const desk = await clerkPage(browser);
  await desk.goto("/office/kiosks");
  const row = desk.getByRole("row", { name: new RegExp(deviceNo) });
  await expect(row).toContainText("机器过热");
  await expect(row).toContainText("温度：80 °C");
  await expect(row).toContainText("声音：未知");
  await expect(row).toContainText(/网络：网线 · 往返 \d+ 毫秒/);
  await expect(row).toContainText(/最近触摸：\d{4}-/);
  await isAccessible(desk);
  await desk.context().close();
});

test("a ticket opens one page", async ({ page }) => {
  await agent.agent.start();
  const address = await agent.address("/kiosk/start?ticket=");
  await page.goto(address);
  await ready(page, /\/kiosk$/);
  await page.context().clearCookies();
  await page.goto(address);
  await expect(page).toHaveURL(/\/kiosk\/closed$/);
});

test("the page of a paired kiosk names no list of web fonts, and a machine without fonts is given it", async ({
  page,
}) => {
  await openPage(page);
  const html = await (await page.request.get("/kiosk")).text();
  expect(html).toMatch(/\/assets\/tokens-[\w-]+\.css/);
  expect(html).not.toMatch(/\/assets\/fonts-[\w-]+\.css/);
  const drawsChinese = await page.evaluate(() => {
    const context = document.createElement("canvas").getContext("2d");
    return context !== null && context.measureText("国国").width !== context.measureText("\uE83A\uE83A").width;
  });
  if (!drawsChinese) await expect(page.locator('link[href*="/assets/fonts-"]')).not.toHaveCount(0);
});

test("a card opens the elder's pages from the first screen, without its number on the page", async ({ page }) => {
  const [card = ""] = cards;
  await openPage(page);
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  agent.reader.place("idcard", card);
  await ready(page, /\/kiosk\/home$/);
  await expect(page.getByRole("button", { name: "退出" })).toBeVisible();
  const left = JSON.stringify([await page.content(), sent, await page.context().cookies()]);
  expect(left).not.toContain(card);
  agent.reader.lift();
  await page.getByRole("button", { name: "退出" }).click();
  await ready(page, /\/kiosk$/);
});

test("the agent says what the browser has no voice for, and lights the reader while a card is asked for", async ({
  page,
}) => {
  await openPage(page);
  const { recorded } = agent.peripherals;
  await page.goto("/kiosk/identify");
  await ready(page, /\/kiosk\/identify/);
  await expect.poll(() => recorded.said.flat().join()).toContain("请把身份证放在这里");
  await expect.poll(() => recorded.lamps["reader"]).toBe(true);
  await page.locator('a[href^="/kiosk/sign-in"]').first().click();
  await ready(page, /\/kiosk\/sign-in/);
  await expect.poll(() => recorded.lamps["reader"]).toBe(false);
});

test("the help button of the machine's case calls at its first press, and once as long as that call is shown", async ({
  page,
}) => {
  await openPage(page);
  agent.reader.pressHelp();
  await ready(page, /\/kiosk\/help\?key=/);
  await expect(page.getByRole("heading", { name: "您需要帮助吗？" })).toBeVisible();
  const address = page.url();
  agent.reader.pressHelp();
  await page.locator("button[name=want][value=staff]").click();
  await expect(page.getByRole("heading", { name: "正在叫人" })).toBeVisible();
  expect(page.url()).toBe(address);
});

test("a booking prints its slip by itself, once", async ({ page }) => {
  const { recorded } = agent.peripherals;
  await openPage(page);
  await identifySomebodyWhoCanBook(page);
  await page.goto("/kiosk/book");
  await ready(page, /\/kiosk\/book$/);
  await page.locator('[data-kiosk-zone=choices] a[href*="basket="]:not([href*="slot="])').first().click();
  await ready(page, /basket=/);
  await page.locator("button[name=slot]").first().click();
  await ready(page, /slot=/);
  const before = recorded.slips.length;
  await page.locator("[data-kiosk-zone=action] button:last-of-type").click();
  await ready(page, /\/kiosk\/booked\/.*slip=/);
  await expect.poll(() => recorded.slips.length).toBe(before + 1);
  await expect(page.locator("main")).toContainText("正在打印");
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(page.getByRole("heading", { name: "取消好了" })).toBeVisible();
  expect(recorded.slips).toHaveLength(before + 1);
  await ready(page, /\/kiosk\/booked\//);
  await page.locator("button[form=kiosk-exit]").click();
  await ready(page, /\/kiosk$/);
});

test("a matter without a name prints its number, its code and how to ask, and neither stands in an address", async ({
  page,
}) => {
  const { recorded } = agent.peripherals;
  await openPage(page);
  const before = recorded.slips.length;
  await page.goto("/kiosk/complain?topic=worker&reply=1&detail=took_money");
  await ready(page, /reply=1/);
  await page.locator("button[name=go][value=anonymous]").click();
  await ready(page, /\/kiosk\/complained$/);
  await expect.poll(() => recorded.slips.length).toBe(before + 1);
  const shown = await page.locator("main").innerText();
  const [number = "", code = ""] = [/编号 (\d{4})/.exec(shown)?.[1], /查询码 (\d{6})/.exec(shown)?.[1]];
  const paper = (recorded.slips.at(-1) ?? []).join("\n");
  for (const part of [number, code, "护理员", "问上次的事", "871-12345"]) expect(paper).toContain(part);
  await expect(page.locator("main")).toContainText("正在打印");
  await page.locator("button[form=kiosk-exit]").click();
  await ready(page, /\/kiosk$/);
});

test("how the screens are used is counted for the district, and nobody is named", async ({ page, browser }) => {
  await openPage(page);
  const told: string[] = [];
  page.on("request", (request) => {
    const body = request.url().endsWith("/kiosk/used") ? (request.postData() ?? "") : "";
    // The first screen is told too, and not counted.
    if (/^route=routes%2Fkiosk\.(home|complain)&/.test(body)) told.push(body);
  });
  await page.goto("/kiosk/home");
  await ready(page, /\/kiosk\/home$/);
  await page.locator('a[href="/kiosk/complain"]').click();
  await ready(page, /\/kiosk\/complain$/);
  await page.locator("[data-kiosk-zone=bar] a").nth(1).click();
  await ready(page, /\/kiosk\/home$/);
  await expect.poll(() => told.length).toBe(2);
  const [first, second] = told.map((body) => Object.fromEntries(new URLSearchParams(body)));
  expect(first).toMatchObject({ route: "routes/kiosk.home", end: "on", locale: "zh-CN" });
  expect(second).toMatchObject({ route: "routes/kiosk.complain", kind: "topic", end: "left" });
  for (const one of [first, second])
    expect(Object.keys(one ?? {}).toSorted()).toEqual(["end", "kind", "locale", "route", "seconds", "step"]);
  const desk = await clerkPage(browser);
  await desk.goto("/office/kiosks");
  await desk.getByRole("link", { name: "使用情况" }).click();
  await expect(desk.getByRole("row", { name: /意见投诉：什么事/ })).toBeVisible();
  await isAccessible(desk);
  await desk.context().close();
});

test("another card asks before it changes the elder, and a bad card leads to other ways", async ({ page }) => {
  const [first = "", second = ""] = cards;
  await openPage(page);
  agent.reader.place("idcard", first);
  await ready(page, /\/kiosk\/home$/);
  const title = await page.locator("h1").innerText();
  agent.reader.lift();
  agent.reader.place("idcard", second);
  await expect(page.getByRole("heading", { name: "换成另一位老人吗？" })).toBeVisible();
  await ready(page, /\/kiosk\/identify/);
  await isAccessible(page);
  await page.getByRole("button", { name: "换人" }).click();
  await ready(page, /\/kiosk\/home$/);
  expect(await page.locator("h1").innerText()).not.toBe(title);
  agent.reader.lift();
  await page.getByRole("button", { name: "退出" }).click();
  await ready(page, /\/kiosk$/);
  for (const heading of [/请再放一次/, /换个办法试试/]) {
    agent.reader.place("idcard", "unreadable");
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await isAccessible(page);
    agent.reader.lift();
  }
  expect(await page.locator("[data-kiosk-zone=choices] a").count()).toBeGreaterThanOrEqual(2);
  await ready(page, /\/kiosk\/identify/);
});

test("staff beside an elder opens the pages by six digits, also where no script runs", async ({ page, browser }) => {
  await openPage(page);
  const desk = await clerkPage(browser);
  await desk.goto("/office");
  const elderNo = /E\d{6}/.exec(await desk.locator("main").innerText())?.[0] ?? "";
  await desk.goto("/office/kiosks/assist");
  await desk.selectOption("#deviceNo", deviceNo);
  await desk.fill("#elderNo", elderNo);
  await desk.selectOption("#reason", "no_card");
  await desk.locator("main form button").last().click();
  const digits = /\d{6}/.exec(await desk.locator("main strong").innerText())?.[0] ?? "";
  await isAccessible(desk);
  await page.goto("/kiosk/identify?how=staff");
  await ready(page, /how=staff/);
  await isAccessible(page);
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post("/kiosk/identify?how=staff", {
    headers: { origin, "sec-fetch-site": "same-origin" },
    form: { digits, next: "/kiosk/home" },
  });
  expect(await answer.text()).toContain("退出");
  for (const address of ["/kiosk/home", "/kiosk/book", "/kiosk/schedule"]) {
    await page.goto(address);
    await expect(page.locator("header")).toContainText("代办");
  }
  const rated = await page.request.post("/kiosk/rate", {
    headers: { origin, "sec-fetch-site": "same-origin" },
    form: {},
  });
  // Words that stay whole stand in elements of their own.
  expect((await rated.text()).replace(/<[^>]*>/g, "")).toContain("这一步要您自己来");
  await desk.context().close();
});

test("a kiosk that is taken out of use is turned away at its next request, and still leads to help", async ({
  page,
  browser,
}) => {
  await openPage(page);
  const desk = await clerkPage(browser);
  await desk.goto("/office/kiosks");
  const row = desk.getByRole("row", { name: new RegExp(deviceNo) });
  await row.getByRole("combobox").selectOption("lost");
  await row.getByRole("button").click();
  await expect(desk).toHaveURL(/revoked=yes/);
  await page.locator("[data-kiosk-zone=choices] a").first().click();
  await ready(page, /\/kiosk\/closed$/);
  await isAccessible(page);
  expect(await waysOnFaults(page)).toEqual([]);
  await page.locator("[data-kiosk-zone=choices] a").first().click();
  await ready(page, /\/kiosk\/help/);
  await expect(page.locator("main")).toContainText("871-12345");
  await desk.context().close();
});
