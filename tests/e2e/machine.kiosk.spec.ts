/** What a machine is fitted with works on its page, and what happens to it stands in the offices' list: keypad, earphone, paper, a screen that failed. */
import { expect, type APIRequestContext, type Page } from "@playwright/test";
import { test } from "./kiosk-district.ts";
import { postForm, ready } from "./kiosk-machine.ts";
import { signInBy } from "./office-desk.ts";
import { simulatedAgent, type SimulatedAgent } from "./paired-kiosk.ts";

test.describe.configure({ mode: "serial", timeout: 240_000 });

const FITTED = {
  ...{ streetId: "1", place: "一楼大厅", panel: "270", edge: "790", step: "1", staffCall: "139 1234 5678" },
  ...{ reader: "yes", scanner: "yes", printer: "yes", earphone: "yes", keypad: "yes", opens: "00:00", closes: "23:59" },
};

let agent: SimulatedAgent;
let desk: APIRequestContext;
let deviceNo = "";

/** The page of a fresh start, at an address. */
async function openAt(page: Page, origin: string, address: string): Promise<void> {
  await agent.agent.start();
  await page.goto(origin + (await agent.address("/kiosk/start?ticket=")));
  await ready(page, /\/kiosk$/);
  await expect.poll(() => agent.agent.events.listeners).toBeGreaterThan(0);
  await page.goto(origin + address);
  await expect(page.locator("[data-kiosk-ready=yes]")).toBeVisible();
}

/** The kiosk's row of the list, as text. */
async function listed(): Promise<string> {
  await agent.agent.beat();
  const html = await (await desk.get("/office/kiosks")).text();
  const row = html.split("<tr").find((one) => one.includes(deviceNo)) ?? "";
  return row.replace(/<!-- -->/g, "").replace(/<[^>]*>/g, " ");
}

test.beforeAll(async ({ server, playwright }) => {
  agent = await simulatedAgent(server.origin);
  desk = await playwright.request.newContext({ baseURL: server.origin });
  await signInBy(desk, "clerk", server.origin);
  const code = new URL(await agent.address("/kiosk/pair?code="), server.origin).searchParams.get("code") ?? "";
  const { address } = await postForm(desk, "/office/kiosks/pair", { ...FITTED, orientation: "portrait", code });
  deviceNo = new URL(address, server.origin).searchParams.get("paired") ?? "";
});
test.afterAll(async () => {
  await agent.close();
  await desk.dispose();
});

test("a tactile keypad types on the digit pad, takes back and sends", async ({ page, server }) => {
  await openAt(page, server.origin, "/kiosk/sign-in?step=phone");
  const typed = page.locator("input[name=phone]");
  for (const key of ["1", "3", "9", "8"]) await page.keyboard.press(key);
  await expect(typed).toHaveValue("1398");
  await page.keyboard.press("Backspace");
  await expect(typed).toHaveValue("139");
  await page.keyboard.press("Enter");
  await expect(page.locator("[role=alert]")).toBeVisible();
});

test("digits of a code are said in the ear alone, and never without an earphone", async ({ page, server }) => {
  await openAt(page, server.origin, "/kiosk/identify?how=staff");
  const { recorded } = agent.peripherals;
  const before = recorded.said.length;
  // The page itself says what it asks, at its own time: only what is a digit counts.
  const said = () =>
    recorded.said
      .slice(before)
      .flat()
      .filter((text) => /^\d$/.test(text));
  // The answer to each key is awaited before the next, and told from that to any other by what is said.
  const answerTo = async (key: string) => {
    const answer = page.waitForResponse((one) => {
      const asked = one.request();
      if (!one.url().includes("/v1/say") || asked.method() !== "POST") return false;
      return (asked.postDataJSON() as { text: string }).text === key;
    });
    await page.keyboard.press(key);
    return (await answer).status();
  };
  expect(await answerTo("7")).toBe(409);
  agent.reader.plugEarphone(true);
  const offer = page.locator("[data-listening-offer]");
  await expect(offer).toBeVisible();
  await page.keyboard.press("2");
  await expect(offer).toHaveCount(0);
  expect(await answerTo("4")).toBe(200);
  expect(said()).toEqual(["4"]);
  agent.reader.plugEarphone(false);
  expect(await answerTo("8")).toBe(409);
  await expect(page.locator("input[name=digits]")).toHaveValue("748");
  expect(said()).toEqual(["4"]);
});

test("the list shows what was measured, the number of a screen that failed, and who was told of the paper", async ({
  page,
  server,
}) => {
  await openAt(page, server.origin, "/kiosk/notices/00000000-0000-4000-8000-000000000000");
  await expect(page.locator("main")).toContainText("编号 404");
  const fault = async () => (await agent.agent.health()).fault?.code;
  await expect.poll(fault, { timeout: 30_000 }).toBe("404");
  await page.locator("h1").click();
  const touched = async () => (await agent.agent.health()).untouchedSeconds ?? 3600;
  await expect.poll(touched, { timeout: 30_000 }).toBeLessThan(20);
  agent.senses.sensed = { ...agent.senses.sensed, temperatureC: 80, sound: null };
  agent.peripherals.paper = "out";
  const row = await listed();
  for (const part of ["机器过热", "温度：80 °C", "声音：未知", "没有纸了", "已发短信给现场工作人员", "编号 404"])
    expect(row).toContain(part);
  expect(row).toMatch(/网络：网线 · 往返 \d+ 毫秒/);
  expect(row).toMatch(/最近触摸：\s+\d{4}-/);
  agent.peripherals.paper = "ok";
  expect(await listed()).not.toContain("没有纸了");
});
