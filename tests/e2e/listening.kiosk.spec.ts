/** The mode without looking: everything is heard by earphone and chosen on the tactile keypad, nothing of it by loudspeaker, and it ends at once. */
import { expect, type APIRequestContext } from "@playwright/test";
import { pairwise } from "#tests/support/pairwise.ts";
import { test } from "./kiosk-district.ts";
import { accessFaults, geometryFaults } from "./kiosk-geometry.ts";
import { elderWhoCanBook, listeningKiosk, pairedForListening } from "./kiosk-listening.ts";
import { shown } from "./kiosk-machine.ts";
import { cookiesOf } from "./kiosk-walk.ts";
import type { SimulatedAgent } from "./paired-kiosk.ts";

test.describe.configure({ timeout: 240_000 });

let agent: SimulatedAgent;
let keyless: SimulatedAgent;
let desk: APIRequestContext;

test.beforeAll(async ({ server, playwright }) => {
  desk = await playwright.request.newContext({ baseURL: server.origin });
  agent = await pairedForListening(server.origin, desk, { keypad: "yes" });
  keyless = await pairedForListening(server.origin, desk, { handset: "yes", helpButton: "yes" });
});
test.afterAll(async () => {
  await agent.close();
  await keyless.close();
  await desk.dispose();
});
test.afterEach(() => {
  agent.reader.plugEarphone(false);
  agent.reader.lift();
});

const NUMBERED = "[data-listen-number]";

const LOOKS = pairwise({
  step: [1, 2, 3],
  layout: ["portrait", "seated", "landscape"],
  locale: ["zh-CN", "en"],
  contrast: ["normal", "high"],
} as const);

for (const orientation of ["portrait", "landscape"])
  test(`on ${orientation} the numbers and what the keys do keep their measure in all sizes, languages and colours`, async ({
    browser,
    server,
  }) => {
    const viewport = orientation === "landscape" ? { width: 1920, height: 1080 } : { width: 1080, height: 1920 };
    const machine = await pairedForListening(server.origin, desk, { keypad: "yes", orientation });
    const { page, context, press, hears } = await listeningKiosk(browser, server.origin, machine, viewport);
    machine.reader.plugEarphone(true);
    await hears(/^要听着办吗？/);
    await press("1", /1，服务预约/);
    for (const look of LOOKS.filter(({ layout }) => (layout === "landscape") === (orientation === "landscape")))
      for (const address of ["/kiosk/home", "/kiosk/settings?returnTo=/kiosk/home"]) {
        const [cookie] = cookiesOf(look).map(({ name, value }) => ({ name, value, url: server.origin }));
        if (cookie !== undefined) await context.addCookies([cookie]);
        await page.goto(server.origin + address);
        await expect(page.locator(NUMBERED)).toHaveCount(4);
        await expect(page.locator("html")).toHaveAttribute("data-step", String(look.step));
        expect([address, look, await geometryFaults(page), await accessFaults(page)]).toEqual([address, look, [], []]);
      }
    await context.close();
    await machine.close();
  });

test("a visit is booked by listening alone, from plugging in to the finish", async ({
  browser,
  server,
  playwright,
}) => {
  const machine = await playwright.request.newContext({ baseURL: server.origin });
  const elder = await elderWhoCanBook(machine);
  await machine.dispose();
  const { page, context, said, press, choose, hears } = await listeningKiosk(browser, server.origin, agent);
  agent.reader.plugEarphone(true);
  await hears(/^要听着办吗？.*听着办按 1/);
  await expect(page.getByRole("alertdialog")).toContainText("要听着办吗？");
  expect([...(await geometryFaults(page)), ...(await accessFaults(page))]).toEqual([]);

  const home = await press("1", /^好的，听着办。.*9 结束。您好，想办什么事？.*1，服务预约/);
  await shown(page, /\/kiosk\/home$/);
  await expect(page.locator(NUMBERED)).toHaveCount(4);
  await expect(page.locator("header")).toContainText("9 结束");
  expect([...(await geometryFaults(page)), ...(await accessFaults(page))]).toEqual([]);
  // Nine modules are three groups, and the last key for more begins anew.
  expect(await press("5", /1，我的额度/)).toContain("还有别的，按 5");
  await press("5", /1，呼叫求助/);
  await press("5", /1，服务预约/);
  await press("6", /这里没有 6/);
  await expect(page.locator("header")).toContainText("这里没有 6");

  await choose(home, /服务预约/, /请把身份证放在这里/);
  const from = said().length;
  expect(agent.reader.place("idcard", elder.idNumber)).toBe(true);
  const services = await hears(/^要哪项服务？/, from);
  await shown(page, /\/kiosk\/book/);
  // The first is what fits this elder, or what was booked last; it leads to times, or already to one of them.
  let screen = await press("1", /哪个时间方便？|请您看一看/);
  expect(services).toContain("1，");
  if (screen.includes("哪个时间方便？")) screen = await press("1", /请您看一看/);
  // The ear alone hears where somebody lives.
  expect(screen).toMatch(/地址/);
  const done = await choose(screen, /确认预约/, /约好了/);
  await shown(page, /\/kiosk\/booked\//);
  expect(await press("0", /约好了/)).toBe(done);
  await choose(done, /撤销/, /取消好了/);
  agent.reader.lift();
  await press("9", /结束了/);
  await shown(page, /\/kiosk$/);
  await expect(page.locator(NUMBERED)).toHaveCount(0);
  // The mode is over; while the earphone is in, 0 offers it to whoever comes next.
  await expect
    .poll(async () => {
      // The page is new, and asks whether one is in.
      await page.keyboard.press("0");
      return page.getByRole("alertdialog").count();
    })
    .toBe(1);
  await page.keyboard.press("2");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  expect(said().filter(({ isPrivate }) => !isPrivate)).toEqual([]);
  await context.close();
});

test("digits type on a digit pad and are said, and a step back too many leads to what else can be done there", async ({
  browser,
  server,
}) => {
  const { page, context, said, press, choose, hears } = await listeningKiosk(browser, server.origin, agent);
  agent.reader.plugEarphone(true);
  await hears(/^要听着办吗/);
  const home = await press("1", /1，服务预约/);
  const identity = await choose(home, /服务预约/, /请把身份证放在这里/);
  await choose(identity, /用手机号/, /请输入手机号.*请按数字，回车确定/);
  await expect(page.locator(NUMBERED)).toHaveCount(0);
  for (const key of ["1", "0"]) await press(key, new RegExp(`^${key}$`));
  await expect(page.locator("input[name=phone]")).toHaveValue("10");
  for (const left of ["1", ""]) {
    await press("Backspace", /^删一个$/);
    await expect(page.locator("input[name=phone]")).toHaveValue(left);
  }
  expect(await press("Backspace", /2，下一步/)).toMatch(/^请输入手机号.*1，请人帮忙/);
  await expect(page.locator(NUMBERED)).toHaveCount(2);
  await press("Backspace", /^接着按数字/);
  await press("7", /^7$/);
  await expect(page.locator("input[name=phone]")).toHaveValue("7");
  await press("Enter", /少了几位/);
  await press("*", /您好，想办什么事/);
  expect(said().filter(({ isPrivate }) => !isPrivate)).toEqual([]);
  await context.close();
});

test("the star goes back, to the first screen and out of the mode, and # calls for help", async ({
  browser,
  server,
}) => {
  const { page, context, press, hears } = await listeningKiosk(browser, server.origin, agent);
  agent.reader.plugEarphone(true);
  await hears(/^要听着办吗/);
  await press("1", /1，服务预约/);
  expect(await press("#", /您需要帮助吗？/)).toMatch(/1，找工作人员.*2，身体不舒服.*3，不用了/);
  await press("3", /您好，想办什么事/);
  await press("*", /结束了/);
  await shown(page, /\/kiosk$/);
  await expect(page.locator("header")).not.toContainText("9 结束");
  await context.close();
});

test("pulled out, the mode ends and the voice with it", async ({ browser, server }) => {
  const { page, context, said, press, hears } = await listeningKiosk(browser, server.origin, agent);
  agent.reader.plugEarphone(true);
  await hears(/^要听着办吗/);
  await press("1", /1，服务预约/);
  await expect(page.locator(NUMBERED)).toHaveCount(4);
  let silenced = 0;
  const beSilent = agent.peripherals.beSilent.bind(agent.peripherals);
  agent.peripherals.beSilent = () => {
    silenced += 1;
    beSilent();
  };
  agent.reader.plugEarphone(false);
  expect(silenced).toBe(1);
  await expect(page.locator(NUMBERED)).toHaveCount(0);
  await expect(page.locator("header")).not.toContainText("9 结束");
  // The keys are a keyboard's again.
  const from = said().length;
  await page.keyboard.press("1");
  await page.waitForTimeout(1000);
  expect([page.url(), said().slice(from)]).toEqual([`${server.origin}/kiosk/home`, []]);
  await context.close();
});

test("the time-out is twice as long, any key stays and chooses nothing, and then the mode is over", async ({
  browser,
  server,
}) => {
  const { page, context, said, press, hears } = await listeningKiosk(browser, server.origin, agent);
  await page.clock.install();
  await page.goto("/kiosk/home");
  await shown(page, /\/kiosk\/home$/);
  await expect.poll(() => agent.agent.events.listeners).toBe(1);
  // Until then the screen speaks to everybody.
  await hears(/^您好，想办什么事/);
  const from = said().length;
  agent.reader.plugEarphone(true);
  await hears(/^要听着办吗/);
  await press("1", /1，服务预约/);
  const warning = page.getByRole("alertdialog");
  await page.clock.fastForward(61_000);
  await page.clock.fastForward(56_000);
  await expect(warning).toHaveCount(0);
  await page.clock.fastForward(4_000);
  await expect(warning).toContainText(/(40|39|38) 秒后回到开始/);
  await hears(/您还在吗？.*随便按一个键/);
  await expect(page.getByText("还在就随便按一个键")).toBeVisible();
  expect([...(await geometryFaults(page)), ...(await accessFaults(page))]).toEqual([]);
  await page.keyboard.press("1");
  await expect(warning).toHaveCount(0);
  await page.clock.fastForward(500);
  await expect.poll(() => said().at(-1)?.text ?? "").toContain("1，服务预约");
  expect(page.url()).toMatch(/\/kiosk\/home$/);
  await page.clock.fastForward(121_000);
  await expect(warning).toBeVisible();
  await page.clock.fastForward(37_000);
  await expect(warning).toBeVisible();
  await page.clock.fastForward(5_000);
  await shown(page, /\/kiosk$/);
  await expect(page.locator("header")).not.toContainText("9 结束");
  const since = said().slice(from);
  expect(since.filter(({ isPrivate }) => !isPrivate)).toEqual([]);
  await context.close();
});

test("a machine without keys offers a person and the hotline's handset, in the ear and on the screen", async ({
  browser,
  server,
}) => {
  const { page, context, said, hears } = await listeningKiosk(browser, server.origin, keyless);
  keyless.reader.plugEarphone(true);
  await hears(/^要请人帮忙吗？.*求助按钮.*听筒/);
  const offer = page.getByRole("alertdialog");
  await expect(offer.getByRole("button", { name: "请人帮忙" })).toBeVisible();
  expect([...(await geometryFaults(page)), ...(await accessFaults(page))]).toEqual([]);
  await offer.getByRole("button", { name: "打热线" }).tap();
  await hears(/^正在打热线/);
  expect(keyless.peripherals.recorded.dialled).toEqual(["871-12345"]);
  await offer.getByRole("button", { name: "不用" }).tap();
  await expect(offer).toHaveCount(0);
  expect(said().filter(({ isPrivate }) => !isPrivate)).toEqual([]);
  await context.close();
});
