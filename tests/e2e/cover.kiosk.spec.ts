/**
 * What lies over a screen has no address and is on no list of screens: the warning of a time-out, and the two numbers of a call for help that cannot be
 * sent. Both keep their measure in a cover of all pairs of sizes, colours, languages and layouts.
 */
import { expect, type Browser, type Page } from "@playwright/test";
import { pairwise } from "#tests/support/pairwise.ts";
import { KIOSK_ELDERS, test } from "./kiosk-district.ts";
import { accessFaults, geometryFaults } from "./kiosk-geometry.ts";
import { identifyBy } from "./kiosk-machine.ts";
import { cookiesOf, type Look } from "./kiosk-walk.ts";

const LOOKS: readonly Look[] = pairwise({
  step: [1, 2, 3],
  layout: ["portrait", "seated", "landscape"],
  locale: ["zh-CN", "en"],
  contrast: ["normal", "high"],
} as const);

type Cookies = readonly { readonly name: string; readonly value: string }[];

/** The first page in that look, of somebody with these cookies; its clock is the test's. */
async function firstPage(browser: Browser, origin: string, look: Look, own: Cookies = []): Promise<Page> {
  const viewport = look.layout === "landscape" ? { width: 1920, height: 1080 } : { width: 1080, height: 1920 };
  const context = await browser.newContext({ baseURL: origin, viewport, hasTouch: true });
  const others = own.filter(({ name }) => !/look|place/.test(name));
  await context.addCookies([...others, ...cookiesOf(look)].map(({ name, value }) => ({ name, value, url: origin })));
  const page = await context.newPage();
  await page.clock.install();
  await page.goto("/kiosk/home");
  await page.locator("[data-kiosk-ready=yes]").waitFor();
  return page;
}

const faultsOf = async (page: Page) => [...(await geometryFaults(page)), ...(await accessFaults(page))];

test("the warning of a time-out keeps its measure, for an elder and for nobody", async ({
  browser,
  playwright,
  server,
}) => {
  test.setTimeout(300_000);
  const [elder] = KIOSK_ELDERS.filter(({ sharing }) => sharing === 1).slice(4);
  const machine = await playwright.request.newContext({ baseURL: server.origin });
  expect(await identifyBy(machine, elder?.phone ?? "")).not.toBeNull();
  const { cookies } = await machine.storageState();
  for (const look of LOOKS)
    for (const own of [cookies, []]) {
      const page = await firstPage(browser, server.origin, look, own);
      await page.clock.fastForward(own.length > 0 ? 91_000 : 61_000);
      await expect(page.getByRole("alertdialog")).toBeVisible();
      expect([look, own.length > 0, await faultsOf(page)]).toEqual([look, own.length > 0, []]);
      await page.context().close();
    }
  await machine.dispose();
});

test("the two numbers of a call for help that cannot be sent keep their measure", async ({ browser, server }) => {
  test.setTimeout(180_000);
  for (const look of LOOKS) {
    const page = await firstPage(browser, server.origin, look);
    await page.route("**/kiosk/help/call", (route) => route.abort());
    await page.locator("[data-kiosk-zone=bar] [data-kiosk-help=call]").click();
    await page.locator("[data-help=offline]").waitFor();
    expect([look, await faultsOf(page)]).toEqual([look, []]);
    await page.context().close();
  }
});
