/** The office at one elder's file: a masked number shown for a reason, an elder found by a number, the digits for visits. */
import { expect, test, type Page } from "@playwright/test";
import { signInAs } from "./office-desk.ts";

const FILE = "/office/elders/E000001";
const ID_NUMBER = /^\d{17}[\dX]$/;

function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") found.push(message.text());
  });
  page.on("pageerror", (thrown) => found.push(thrown.message));
  return found;
}

async function reveal(page: Page, address: string): Promise<string> {
  await page.goto(address);
  await page.locator("select[name=reason]").selectOption("RV-CHECK-PAPERS");
  await page.locator("form:has(select[name=reason]) button").click();
  return (await page.locator("[data-revealed]").textContent()) ?? "";
}

async function search(page: Page, number: string): Promise<void> {
  await page.goto("/office");
  await page.locator("input[name=number]").fill(number);
  await page.locator("form[data-part=elder-search] button").click();
}

async function setPin(page: Page, digits: string, repeated: string): Promise<void> {
  await page.locator("input[name=digits]").fill(digits);
  await page.locator("input[name=repeated]").fill(repeated);
  await page.locator("form:has(input[name=digits]) button").click();
}

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("a masked number is shown for a reason, carries the viewer's name, and is gone after a minute", async ({
  page,
}) => {
  const found = complaints(page);
  await page.clock.install();
  await signInAs(page, "street", FILE);
  await expect(page.locator("main")).not.toContainText(/(?<!\d)\d{17}[\dX]/);
  await page.locator("a[href*='/reveal/id-number']").click();
  await page.locator("form:has(select[name=reason]) button").click();
  await expect(page.locator("#reason-error")).toBeVisible();
  await page.locator("select[name=reason]").selectOption("RV-OTHER");
  await page.locator("form:has(select[name=reason]) button").click();
  await expect(page.locator("#note-error")).toBeVisible();
  await page.locator("input[name=note]").fill("信访答复");
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    page.locator("form:has(select[name=reason]) button").click(),
  ]);
  expect(answer.headers()["cache-control"]).toContain("no-store");
  const value = (await page.locator("[data-revealed]").textContent()) ?? "";
  expect(value).toMatch(ID_NUMBER);
  expect(page.url()).not.toContain(value);
  await expect(page.locator("main")).toContainText("城东街道审核员（示例）");
  for (const width of [1440, 1366]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await sideways(page)).toBe(0);
  }
  await page.clock.runFor(58_000);
  await expect(page.locator("[data-revealed]")).toHaveText(value);
  await page.clock.runFor(3_000);
  await expect(page).toHaveURL(new RegExp(`${FILE}\\?month=`));
  await expect(page.locator("body")).not.toContainText(value);
  await page.waitForLoadState("networkidle");
  await page.goBack();
  await expect(page.locator("body")).not.toContainText(value);
  expect(found).toEqual([]);
});

test("the thirty-first value of a day is refused with the cap and what is missing", async ({ page, baseURL }) => {
  await signInAs(page, "clerk");
  const form = { reason: "RV-CALL", note: "" };
  for (let shown = 1; shown <= 30; shown += 1)
    await page.request.post(`${FILE}/reveal/phone`, { headers: { origin: baseURL ?? "" }, form });
  const refused = await page.request.post(`${FILE}/reveal/phone`, { headers: { origin: baseURL ?? "" }, form });
  const text = await refused.text();
  expect(text).toContain("今天已经显示过 30 次");
  expect(text).not.toContain("data-revealed");
  await page.goto(`${FILE}/reveal/phone`);
  await expect(page.locator("main")).toContainText("第二个人批准");
  await expect(page.locator("select[name=reason]")).toHaveCount(0);
});

test("whoever only reads the file finds no way behind the mask", async ({ page }) => {
  await signInAs(page, "auditor", FILE);
  await expect(page.locator("h1")).toContainText("E000001");
  await expect(page.locator("a[href*='/reveal/'], a[href*='/visit-pin']")).toHaveCount(0);
  expect((await page.request.get(`${FILE}/reveal/id-number`)).status()).toBe(403);
  expect((await page.request.get(`${FILE}/visit-pin`)).status()).toBe(403);
});

test("an elder is found by identity number and by phone, and by nobody of another street", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "street");
  const own = await reveal(page, `${FILE}/reveal/id-number`);
  const phone = await reveal(page, `${FILE}/reveal/phone`);
  for (const number of [own, phone]) {
    await search(page, number);
    await expect(page).toHaveURL(new RegExp(FILE));
    expect(page.url()).not.toContain(number);
  }
  const wrong = own.slice(0, 17) + (own.endsWith("1") ? "2" : "1");
  await search(page, wrong);
  await expect(page.locator("#number-error")).toContainText("校验位");
  expect(page.url()).not.toContain(wrong);
  await search(page, "1391234567");
  await expect(page.locator("#number-error")).toContainText("电话");
  expect(found).toEqual([]);

  await page.goto("/sign-out");
  await page.context().clearCookies();
  await signInAs(page, "district");
  const elsewhere = page.locator("table a[href*='/office/elders/']").last();
  await page.goto("/office?page=9");
  const address = ((await elsewhere.getAttribute("href")) ?? "").split("?")[0] ?? "";
  const foreign = await reveal(page, `${address}/reveal/id-number`);
  await search(page, foreign);
  await expect(page).toHaveURL(new RegExp(address));
  await page.context().clearCookies();
  await signInAs(page, "street");
  await search(page, foreign);
  await expect(page.getByRole("status").filter({ hasText: "没有找到" })).toBeVisible();
  expect((await page.request.get(`${address}/visit-pin`)).status()).toBe(404);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the number is shown, and the page goes back to the masked file by itself", async ({ page }) => {
    await signInAs(page, "district");
    expect(await reveal(page, `${FILE}/reveal/id-number?month=2026-11`)).toMatch(ID_NUMBER);
    const refresh = await page.locator("meta[http-equiv=refresh]").getAttribute("content");
    expect(refresh).toBe(`60;url=${FILE}?month=2026-11`);
  });

  test("a search answers on the roster, and the wrong number stands beside its error", async ({ page }) => {
    await signInAs(page, "operator");
    await search(page, "13000000000");
    await expect(page.getByRole("status").filter({ hasText: "没有找到" })).toBeVisible();
    await search(page, "320613480214002");
    await expect(page.locator("#number-error")).toContainText("15 位");
    await expect(page.locator("input[name=number]")).toHaveValue("320613480214002");
    expect(page.url()).not.toContain("320613480214002");
  });

  test("the digits for visits are refused when they are easy to guess, and stored when they are not", async ({
    page,
  }) => {
    await signInAs(page, "street", FILE);
    await page.locator("a[href*='/visit-pin']").click();
    await setPin(page, "123456", "123456");
    await expect(page.locator("#digits-error")).toContainText("123456");
    await setPin(page, "135790", "135791");
    await expect(page.locator("#repeated-error")).toContainText("不一样");
    await expect(page.locator("input[name=digits]")).toHaveValue("");
    await setPin(page, "135790", "135790");
    await expect(page).toHaveURL(/set=yes/);
    await expect(page.getByRole("status")).toContainText("已保存");
    await expect(page.locator("main")).toContainText("由 城东街道审核员（示例） 设置");
    expect(await page.content()).not.toContain("135790");
    await page.goto(FILE);
    await expect(page.locator("a[href*='/visit-pin']")).toContainText("重新设置");
  });
});
