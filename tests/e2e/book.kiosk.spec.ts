/**
 * A visit is booked at the kiosk: taps counted, without scripts, and nothing of the elder left behind.
 * Each booking is taken back, and each test has elders of its own, so a second run finds the district as the first did.
 */
import { expect, test, type Page } from "@playwright/test";
import { complaints, identifySomebodyWhoCanBook, ready, sharedPhone, shownCode, typeDigits } from "./kiosk-machine.ts";

const choice = (address: string) => `[data-kiosk-zone=choices] a[href="${address}"]`;
const visitNoOf = (page: Page): string => new URL(page.url()).pathname.split("/").at(-1) ?? "";

/** What the browser keeps for this address beyond its HttpOnly cookies. */
async function keptByBrowser(page: Page): Promise<unknown> {
  return page.evaluate(async () => ({
    storage: [JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join(),
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    cookies: document.cookie,
  }));
}

test("an elder books in four taps, takes one booking back, and nothing of the elder is left afterwards", async ({
  page,
  context,
}) => {
  const found = complaints(page);
  const phone = await identifySomebodyWhoCanBook(page);
  await page.goto("/kiosk/home");
  await ready(page, /\/kiosk\/home$/);
  let taps = 0;
  const tap = async (selector: string, next: RegExp) => {
    taps += 1;
    await page.locator(selector).first().click();
    await ready(page, next);
  };
  await tap(choice("/kiosk/book"), /\/kiosk\/book$/);
  const name = /给 (\S+\*\S*) 约/.exec(await page.locator("main").innerText())?.[1] ?? "";
  expect(name).toContain("*");
  expect(await page.locator("[data-kiosk-zone=choices] a").count()).toBeLessThanOrEqual(4);
  await tap('a[href*="basket="]', /basket=/);
  await expect(page.locator("main")).toContainText(name);
  expect(await page.locator("button[name=slot]").count()).toBeLessThanOrEqual(4);
  await tap("button[name=slot]", /slot=/);
  await expect(page.locator("main")).toContainText(name);
  await expect(page.locator("main")).toContainText("不用您花钱");
  await tap("[data-kiosk-zone=action] button:last-of-type", /\/kiosk\/booked\//);
  await expect(page.getByRole("heading", { name: "约好了" })).toBeVisible();
  expect(taps).toBe(4);
  const visitNo = visitNoOf(page);

  await page.getByRole("button", { name: "撤销" }).click();
  await expect(page.getByRole("heading", { name: "取消好了" })).toBeVisible();
  await ready(page, /\/kiosk\/booked\//);
  await page.locator("button[form=kiosk-exit]").click();
  await ready(page, /\/kiosk$/);
  const left = JSON.stringify([await page.content(), await keptByBrowser(page), await context.cookies()]);
  for (const own of [name, phone, visitNo]) expect(left).not.toContain(own);
  for (let back = 0; back < 3; back += 1) {
    await page.goBack();
    await expect(page).toHaveURL(/\/kiosk(\/sign-in.*|\/home)?$/);
    expect(await page.content()).not.toContain(name);
  }
  await page.goto(`/kiosk/booked/${visitNo}`);
  await expect(page).toHaveURL(/\/kiosk\/sign-in/);
  expect(found).toEqual([]);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("two elders who share a telephone identify by its code and a name", async ({ page }) => {
    await page.goto("/kiosk");
    await page.locator(choice("/kiosk/home")).click();
    await page.locator(choice("/kiosk/book")).click();
    await typeDigits(page, sharedPhone, false);
    await typeDigits(page, await shownCode(page), false);
    expect(await page.locator("button[name=name]").count()).toBeGreaterThanOrEqual(2);
    await page.locator("button[name=name]").first().click();
    await expect(page).toHaveURL(/\/kiosk\/book/);
    await page.locator('form[action="/kiosk/sign-out"] button').first().click();
    await expect(page).toHaveURL(/\/kiosk$/);
    await page.goto("/kiosk/schedule");
    await expect(page).toHaveURL(/\/kiosk\/sign-in/);
  });

  test("the same four steps book, and the booking is taken back", async ({ page }) => {
    await identifySomebodyWhoCanBook(page);
    await page.goto("/kiosk/home");
    await page.locator(choice("/kiosk/book")).click();
    await page.locator('a[href*="basket="]').first().click();
    await page.locator("button[name=slot]").first().click();
    await page.locator("[data-kiosk-zone=action] button").last().click();
    await expect(page.getByRole("heading", { name: "约好了" })).toBeVisible();
    await page.getByRole("button", { name: "撤销" }).click();
    await expect(page.getByRole("heading", { name: "取消好了" })).toBeVisible();
  });
});
