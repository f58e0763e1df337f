/** 我的家人: a code on the kiosk, the telephone of a member of the family, the elder's consent scope by scope, and the end of it at once. */
import { expect, test, type Browser, type Page } from "@playwright/test";
import { readQr } from "#app/integrations/qr/read-qr.server.ts";
import { complaints, identifySomebody, ready } from "./kiosk-machine.ts";
import { runAxe, WCAG_22_AA } from "./run-axe.ts";

const choice = (address: string) => `[data-kiosk-zone=choices] a[href="${address}"]`;
const add = "button[name=add]";
const primary = "[data-kiosk-zone=action] button";

async function isAccessible(page: Page): Promise<void> {
  const { violations } = await runAxe(page, WCAG_22_AA);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

/** What a telephone's camera reads from the screen. */
async function scanned(page: Page): Promise<string> {
  return (await readQr(await page.locator("svg[role=img]").screenshot())) ?? "";
}

let calls = 0;

/** The member of the family on a phone of 390 px; without client scripts every step is a plain form. @returns the phone's page */
async function asksOnPhone(browser: Browser, address: string, javaScriptEnabled: boolean): Promise<Page> {
  const phone = await (
    await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled, locale: "zh-CN" })
  ).newPage();
  await phone.goto(new URL(address).pathname);
  if (javaScriptEnabled) await isAccessible(phone);
  await phone.locator("[name=name]").fill("陈小红");
  await phone.locator("[name=relation]").selectOption("daughter");
  calls += 1;
  await phone.locator("[name=phone]").fill(`1381234${String((Date.now() + calls) % 10_000).padStart(4, "0")}`);
  await phone.locator("main form button").click();
  await phone.locator("[name=code]").waitFor();
  const code = /没有真短信\D*(\d{6})/.exec(await phone.locator("main").innerText())?.[1] ?? "";
  await phone.locator("[name=code]").fill(code);
  await phone.locator("main form button").click();
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("请老人在一体机上点同意");
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  return phone;
}

test("a daughter scans the code, the elder agrees, changes it and ends it", async ({ page, browser }) => {
  test.slow();
  const found = complaints(page);
  await identifySomebody(page, "下次上门");
  await page.goto("/kiosk/home");
  await ready(page, /\/kiosk\/home$/);
  await page.locator(choice("/kiosk/family")).click();
  await ready(page, /\/kiosk\/family$/);
  await isAccessible(page);
  await page.locator(add).click();
  await ready(page, /\/kiosk\/family\/invite\//);
  await isAccessible(page);
  const phone = await asksOnPhone(browser, await scanned(page), true);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("女儿想帮您，同意吗？", { timeout: 15_000 });
  await ready(page, /\/kiosk\/family\/invite\//);
  await expect(page.locator("label input:checked")).toHaveCount(2);
  expect(await page.locator("main").innerText()).toMatch(/138\*{4}\d{4}/);
  await isAccessible(page);
  await page.locator(primary).last().click();
  await ready(page, /step=pay/);
  await isAccessible(page);
  await page.locator("button[name=pay][value=yes]").click();
  await ready(page, /what=linked/);
  await phone.reload();
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("老人同意了");

  await page.goto("/kiosk/family");
  await ready(page, /\/kiosk\/family$/);
  await page.locator('[data-kiosk-zone=choices] a[href^="/kiosk/family/"]').first().click();
  await ready(page, /\/kiosk\/family\/[0-9a-f-]{36}$/);
  await isAccessible(page);
  await page.locator('a[href$="do=change"]').click();
  await ready(page, /do=change/);
  await page.locator("label", { hasText: "帮我预约" }).click();
  await page.locator(primary).last().click();
  await ready(page, /step=pay/);
  await isAccessible(page);
  await page.locator("button[name=pay][value=no]").click();
  await ready(page, /what=changed/);
  await page.goto("/kiosk/family");
  await ready(page, /\/kiosk\/family$/);
  await page.locator('[data-kiosk-zone=choices] a[href^="/kiosk/family/"]').first().click();
  await ready(page, /\/kiosk\/family\/[0-9a-f-]{36}$/);
  await page.locator('a[href$="do=remove"]').click();
  await ready(page, /do=remove/);
  await page.locator(primary).last().click();
  await ready(page, /what=removed/);
  await page.goto("/kiosk/family");
  await expect(page.locator('[data-kiosk-zone=choices] a[href^="/kiosk/family/"]')).toHaveCount(0);
  expect(found).toEqual([]);
});

test.describe("without client JavaScript, on a wide screen", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 1920, height: 1080 } });

  test("the elder says no, and the phone learns nothing of the elder", async ({ page, browser }) => {
    await page.goto("/kiosk?orient=landscape");
    await identifySomebody(page, "下次上门");
    await page.goto("/kiosk/family");
    await page.locator(add).click();
    await expect(page).toHaveURL(/\/kiosk\/family\/invite\//);
    const phone = await asksOnPhone(browser, await scanned(page), false);
    await page.locator("[data-kiosk-zone=action] a").last().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("女儿想帮您，同意吗？");
    await page.locator("button[name=answer][value=no]").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("好的，没有让家人看");
    await phone.reload();
    await expect(phone.getByRole("heading", { level: 1 })).toHaveText("这次没有绑定");
  });
});
