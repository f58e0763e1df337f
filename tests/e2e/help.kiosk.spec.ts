/**
 * Call for help: one tap from the attract screen without sign-in, seen by an operator with a running age, taken back within seconds, asked
 * once more later, and kept and dialled by the machine's own line without a network.
 */
import { expect, test, type Browser, type Page } from "@playwright/test";
import { complaints, ready } from "./kiosk-machine.ts";
import { runAxe, WCAG_22_AA } from "./run-axe.ts";
import { signInBy } from "./office-desk.ts";

const bar = (page: Page) => page.locator("[data-kiosk-zone=bar] [data-kiosk-help=call]");

async function axeClean(page: Page): Promise<void> {
  const { violations } = await runAxe(page, WCAG_22_AA);
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

async function operator(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  const page = await context.newPage();
  await signInBy(page.request, "operator", baseURL);
  return page;
}

for (const orient of ["portrait", "landscape"] as const)
  test(`one tap from the attract screen calls for help, and the operator sees it grow older (${orient})`, async ({
    page,
    browser,
    baseURL,
  }) => {
    if (orient === "landscape") await page.setViewportSize({ width: 1920, height: 1080 });
    const found = complaints(page);
    const desk = await operator(browser, baseURL ?? "");
    await desk.goto("/office/help");
    await expect(desk.locator("[data-live=live]")).toBeVisible();
    await page.goto(`/kiosk?orient=${orient}&street=3`);
    await ready(page, /\/kiosk$/);
    await bar(page).click();
    await ready(page, /\/kiosk\/help\?key=/);
    await axeClean(page);
    await expect(page.getByRole("heading", { name: "您需要帮助吗？" })).toBeVisible();
    // The first touch is the request: nothing was chosen yet, and it stands on the operator's screen.
    const call = desk.locator("li[data-state=open]").last();
    await expect(call).toBeVisible();
    const age = async () => Number(/(\d+) 秒/.exec((await call.locator("[data-help=age]").textContent()) ?? "")?.[1]);
    const first = await age();
    await expect.poll(age).toBeGreaterThan(first);
    await page.locator("button[name=want][value=unwell]").click();
    await ready(page, /\/kiosk\/help\?key=/);
    await axeClean(page);
    await expect(page.locator("main")).toContainText("热线马上打给您");
    await expect(call).toContainText("身体不舒服");
    await axeClean(desk);
    await call.getByRole("button", { name: "我来处理" }).click();
    await expect(page.getByRole("heading", { name: /有人接了/ })).toBeVisible();
    const taken = desk.locator("li[data-state=taken]").last();
    await taken.getByRole("button", { name: "人到了" }).click();
    await expect(page.getByRole("heading", { name: "有人来了" })).toBeVisible();
    const arrived = desk.locator("li[data-state=arrived]").last();
    await arrived.getByLabel("结果").selectOption("helped");
    await arrived.getByRole("button", { name: "结束" }).click();
    await expect(page.getByRole("heading", { name: "这次求助结束了" })).toBeVisible();
    await axeClean(page);
    await expect(desk.locator("table")).toContainText("已帮到");
    expect(found).toEqual([]);
    await desk.context().close();
  });

test("不用了 ends it at once within ten seconds, and asks once more afterwards", async ({ page }) => {
  await page.goto("/kiosk/home");
  await ready(page, /\/kiosk\/home$/);
  await bar(page).click();
  await ready(page, /\/kiosk\/help\?key=/);
  await page.getByRole("button", { name: "不用了" }).click();
  await ready(page, /\/kiosk\/home$/);
  await bar(page).click();
  await ready(page, /\/kiosk\/help\?key=/);
  await page.locator("button[name=want][value=staff]").click();
  await expect(page.getByRole("heading", { name: "正在叫人" })).toBeVisible();
  await page.waitForTimeout(10_500);
  await page.getByRole("button", { name: "不用了" }).click();
  await expect(page.getByRole("heading", { name: "不需要帮助了？" })).toBeVisible();
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: "还需要" }).click();
  await expect(page.getByRole("heading", { name: "正在叫人" })).toBeVisible();
  await page.waitForTimeout(750);
  await page.getByRole("button", { name: "不用了" }).click();
  await expect(page.getByRole("heading", { name: "不需要帮助了？" })).toBeVisible();
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: "不需要了" }).click();
  await ready(page, /\/kiosk\/home$/);
});

test("without a network the machine's own line dials, and the request arrives once when there is one", async ({
  page,
  context,
}) => {
  const dialled: unknown[] = [];
  await page.goto("/kiosk/home");
  await ready(page, /\/kiosk\/home$/);
  let cut = true;
  const arrived: string[] = [];
  await context.route("**/kiosk/help/call", async (route) => {
    if (cut) return route.abort("internetdisconnected");
    arrived.push(route.request().postData() ?? "");
    return route.continue();
  });
  await context.route("http://127.0.0.1:8787/v1/call", async (route) => {
    const headers = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*" };
    if (route.request().method() === "POST") dialled.push(route.request().postDataJSON());
    return route.fulfill({ status: 200, headers, json: {} });
  });
  await bar(page).click();
  const cover = page.locator("[data-help=offline]");
  await expect(cover).toBeVisible();
  await expect(cover).toContainText("871-12345");
  await expect(cover).toContainText("120");
  await axeClean(page);
  expect(dialled).toEqual([{ target: "staff" }]);
  cut = false;
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect.poll(() => arrived.length).toBe(1);
  expect(arrived[0]).toContain("dialled=staff");
  await expect.poll(() => page.evaluate(() => localStorage.getItem("bedside-kept-help"))).toBeNull();
  await cover.getByRole("button", { name: "不用了" }).click();
  await expect(cover).toBeHidden();
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("one tap stores the request, and every step is a plain form", async ({ page }) => {
    await page.goto("/kiosk");
    await bar(page).click();
    await expect(page).toHaveURL(/\/kiosk\/help\?key=/);
    await page.locator("button[name=want][value=staff]").click();
    await expect(page.getByRole("heading", { name: "正在叫人" })).toBeVisible();
    await expect(page.locator("main")).toContainText(/编号 \d{4}/);
    await page.getByRole("button", { name: "不用了" }).click();
    await expect(page).toHaveURL(/\/kiosk$/);
  });
});
