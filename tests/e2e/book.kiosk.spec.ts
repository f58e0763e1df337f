/**
 * A visit is booked at the kiosk: taps counted, without scripts, and nothing of the elder left behind.
 * Each booking is taken back, and each test has elders of its own, so a second run finds the district as the first did.
 */
import { expect, test, type Page } from "@playwright/test";
import { complaints, identifySomebodyWhoCanBook, ready, sharedPhone, shownCode, typeDigits } from "./kiosk-machine.ts";

const choice = (address: string) => `[data-kiosk-zone=choices] a[href="${address}"]`;
/** A basket whose time is still to be chosen; 和上次一样 may lead to the last question at once. */
const OTHER_BASKET = 'a[href*="basket="]:not([href*="slot="])';
const SAME_AGAIN = 'a[href*="slot="]';
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
  await tap(OTHER_BASKET, /basket=/);
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

test("the same again is booked in three taps, and whom no time suits finds another day or waits", async ({ page }) => {
  const found = complaints(page);
  await identifySomebodyWhoCanBook(page);
  await page.goto("/kiosk/book");
  await ready(page, /\/kiosk\/book$/);
  await page.locator(OTHER_BASKET).first().click();
  await ready(page, /basket=/);
  await page.locator('a[href*="days=1"]').click();
  await ready(page, /days=1/);
  await page.locator('[data-kiosk-zone=choices] a[href*="day=2026"]').first().click();
  await ready(page, /day=2026/);
  expect(await page.locator("button[name=slot]").count()).toBeGreaterThan(0);
  await page.goto("/kiosk/book");
  await page.locator(OTHER_BASKET).first().click();
  await ready(page, /basket=/);
  await page.locator('a[href*="none=1"]').click();
  await ready(page, /none=1/);
  await expect(page.locator("main")).toContainText("帮我排队等候");
  await expect(page.locator("main")).toContainText("请客服打给我");

  await page.goto("/kiosk/home");
  await ready(page, /\/kiosk\/home$/);
  await page.locator(choice("/kiosk/book")).click();
  await ready(page, /\/kiosk\/book$/);
  // Whoever came last may have no time left; then the card leads to the times like any other.
  if ((await page.locator(SAME_AGAIN).count()) > 0) {
    await page.locator(SAME_AGAIN).first().click();
    await ready(page, /slot=/);
    await page.locator("[data-kiosk-zone=action] button:last-of-type").click();
    await ready(page, /\/kiosk\/booked\//);
    await page.getByRole("button", { name: "撤销" }).click();
    await expect(page.getByRole("heading", { name: "取消好了" })).toBeVisible();
  }
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

  test("the same four steps book, and the booking is taken back from the schedule", async ({ page }) => {
    await identifySomebodyWhoCanBook(page);
    await page.goto("/kiosk/home");
    await page.locator(choice("/kiosk/book")).click();
    await page.locator(OTHER_BASKET).first().click();
    await page.locator("button[name=slot]").first().click();
    await page.locator("[data-kiosk-zone=action] button").last().click();
    await expect(page.getByRole("heading", { name: "约好了" })).toBeVisible();
    const visitNo = visitNoOf(page);

    // Whoever left the last screen too early finds the way back for as long as it is open.
    await page.goto("/kiosk/home");
    await expect(page.locator("main")).toContainText("点我的日程可以撤销");
    const own = page.locator(choice(`/kiosk/visit/${visitNo}`));
    for (let place = 1; place < 5 && (await own.count()) === 0; place += 1)
      await page.goto(`/kiosk/schedule?page=${place}`);
    await own.click();
    await page.locator(choice(`/kiosk/booked/${visitNo}`)).click();
    await page.getByRole("button", { name: "撤销" }).click();
    await expect(page.getByRole("heading", { name: "取消好了" })).toBeVisible();
  });
});
