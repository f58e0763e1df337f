/** Nobody finds anything of the elder before: time-outs that warn aloud and can be stopped, and a wipe that leaves no trace in the browser or on the server. */
import { expect, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { KIOSK_ELDERS, test, type KioskElder } from "./kiosk-district.ts";
import { accessFaults, geometryFaults } from "./kiosk-geometry.ts";
import { identifyBy, shown } from "./kiosk-machine.ts";
import { tracesOf } from "./kiosk-traces.ts";

/** The first elders of the file, one for each test: a code is given once a minute, and the last, who can book, are waited for elsewhere. */
const elders = KIOSK_ELDERS.filter(({ sharing }) => sharing === 1);

/** A machine with a Chinese voice of its own that writes down what it says. */
async function machine(browser: Browser, origin: string, javaScriptEnabled = true): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 1080, height: 1920 },
    hasTouch: true,
    javaScriptEnabled,
  });
  await context.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const voice = { lang: "zh-CN", localService: true } as SpeechSynthesisVoice;
    Object.defineProperty(window, "SpeechSynthesisUtterance", {
      value: class {
        public constructor(public readonly text: string) {}
      },
    });
    Object.defineProperty(window, "speechSynthesis", {
      value: {
        getVoices: () => [voice],
        cancel: () => undefined,
        speak: ({ text }: { text: string }) => void said.push(text),
      },
    });
  });
  return context;
}

const saidBy = (page: Page) => page.evaluate(() => (window as unknown as { said: string[] }).said);

async function arrive(context: BrowserContext, elder: KioskElder): Promise<Page> {
  expect(await identifyBy(context.request, elder.phone)).not.toBeNull();
  const page = await context.newPage();
  await page.clock.install();
  await page.goto("/kiosk/home");
  await page.locator("[data-kiosk-ready=yes]").waitFor();
  return page;
}

/** Looks at some screens, so that there is something to forget. */
async function lookAround(page: Page): Promise<void> {
  for (const address of ["/kiosk/schedule", "/kiosk/home", "/kiosk/book"]) {
    await page.goto(address);
    await page.locator("[data-kiosk-ready=yes]").waitFor();
  }
}

const warning = (page: Page) => page.getByRole("alertdialog");

/** The session has ended on the server: its cookies, kept by somebody, open nothing. */
async function expectEnded(origin: string, cookies: readonly { name: string; value: string }[]): Promise<void> {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const kept = await fetch(`${origin}/kiosk/schedule`, { headers: { cookie }, redirect: "manual" });
  expect(kept.headers.get("location")).toContain("/kiosk/sign-in");
}

async function expectForgotten(page: Page, elder: KioskElder): Promise<void> {
  await shown(page, /\/kiosk$/);
  expect(await tracesOf(page, elder)).toEqual([]);
}

test("an elder who walks away is warned in sight and aloud, a touch anywhere stays, and then nothing is left", async ({
  browser,
  server,
}) => {
  const [elder] = elders;
  if (!elder) throw new Error("no elder");
  const context = await machine(browser, server.origin);
  const page = await arrive(context, elder);
  await lookAround(page);
  const cookies = await context.cookies();
  const address = page.url();
  await page.clock.fastForward(88_000);
  await expect(warning(page)).toHaveCount(0);
  await page.clock.fastForward(3_000);
  await expect(warning(page)).toContainText(/(30|29|28) 秒后会清除您的信息/);
  expect((await saidBy(page)).at(-1)).toMatch(/^您还在吗？\d+ 秒后会清除您的信息$/);
  expect([...(await geometryFaults(page)), ...(await accessFaults(page))]).toEqual([]);

  await page.touchscreen.tap(540, 300);
  await expect(warning(page)).toHaveCount(0);
  expect(page.url()).toBe(address);
  // Ten times and more (WCAG 2.2.1): each touch begins the time anew.
  for (let again = 0; again < 11; again += 1) {
    await page.clock.fastForward(92_000);
    await expect(warning(page)).toBeVisible();
    await page.touchscreen.tap(540, 300);
    await expect(warning(page)).toHaveCount(0);
  }
  await page.clock.fastForward(91_000);
  await expect(warning(page)).toBeVisible();
  await page.clock.fastForward(18_500);
  await expect(warning(page)).toBeVisible();
  const before = (await saidBy(page)).length;
  for (let second = 0; second < 3; second += 1) await page.clock.fastForward(700);
  expect((await saidBy(page)).slice(before)).toEqual(["您还在吗？10 秒后会清除您的信息"]);
  await page.clock.fastForward(12_000);
  await expectForgotten(page, elder);
  await expectEnded(server.origin, cookies);
  await context.close();
});

test("whoever presses 退出 leaves nothing behind", async ({ browser, server }) => {
  const elder = elders[1];
  if (!elder) throw new Error("no elder");
  const context = await machine(browser, server.origin);
  const page = await arrive(context, elder);
  await lookAround(page);
  const cookies = await context.cookies();
  await page.getByRole("button", { name: "退出" }).click();
  await expectForgotten(page, elder);
  await expectEnded(server.origin, cookies);
  await context.close();
});

test("a page that nobody has identified on goes back to the start after a shorter time", async ({
  browser,
  server,
}) => {
  const context = await machine(browser, server.origin);
  const page = await context.newPage();
  await page.clock.install();
  await page.goto("/kiosk/home");
  await page.locator("[data-kiosk-ready=yes]").waitFor();
  await page.clock.fastForward(61_000);
  await expect(warning(page)).toContainText("秒后回到开始");
  await page.clock.fastForward(21_000);
  await expect(page).toHaveURL(/\/kiosk$/);
  await page.clock.fastForward(600_000);
  await expect(warning(page)).toHaveCount(0);
  await context.close();
});

test("no answer with personal data may be stored, neither a page nor its data", async ({ browser, server }) => {
  const elder = elders[2];
  if (!elder) throw new Error("no elder");
  const context = await machine(browser, server.origin);
  expect(await identifyBy(context.request, elder.phone)).not.toBeNull();
  for (const address of ["/kiosk/home", "/kiosk/schedule", "/kiosk/book"])
    for (const one of [address, `${address}.data`]) {
      const answer = await context.request.get(one);
      expect([one, answer.status(), answer.headers()["cache-control"]]).toEqual([one, 200, "no-store"]);
    }
  await context.close();
});

test("without scripts the page itself refreshes to the address that signs out", async ({ browser, server }) => {
  const elder = elders[3];
  if (!elder) throw new Error("no elder");
  const context = await machine(browser, server.origin, false);
  expect(await identifyBy(context.request, elder.phone)).not.toBeNull();
  const cookies = await context.cookies();
  const page = await context.newPage();
  // Two minutes are shortened to one second; what happens then is the browser's own.
  await page.route("**/kiosk/schedule", async (route) => {
    const answer = await route.fetch();
    const html = await answer.text();
    expect(html).toContain('content="120;url=/kiosk/sign-out"');
    await route.fulfill({ response: answer, body: html.replace('content="120;', 'content="1;') });
  });
  await page.goto("/kiosk/schedule");
  await expect(page).toHaveURL(/\/kiosk$/);
  await expectEnded(server.origin, cookies);
  await context.close();
});
