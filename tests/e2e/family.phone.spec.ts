/**
 * A daughter's phone at 360 px: in by the simulated WeChat, today's visit as it happens, booking and taking back, and no way in by a link that
 * another phone began.
 */
import { expect, test, type Browser, type Page } from "@playwright/test";
import { DEMO_PASSWORD } from "#app/usecases/demo/load-demo-district.server.ts";
import { startFamilyServer, type FamilyServer } from "./family-district.ts";
import { complaints } from "./office-desk.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ viewport: { width: 360, height: 780 } });

let server: FamilyServer;
const at = (path: string) => `${server.origin}${path}`;
const home = () => `/family/elders/${server.linkId}`;

test.beforeAll(async () => {
  test.setTimeout(600_000);
  server = await startFamilyServer();
});
test.afterAll(async () => server.stop());

async function comesByWechat(page: Page): Promise<void> {
  await page.goto(at("/family"));
  await page.getByRole("link", { name: "用微信进入" }).click();
  await page.locator("main a").first().click();
  await page.waitForURL(new RegExp(`${home()}$`));
}

/** The care worker in her own browser, by plain forms. */
async function asWorker(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ locale: "zh-CN", javaScriptEnabled: false })).newPage();
  await page.goto(at("/sign-in"));
  await page.locator("input[name=loginName]").fill("worker");
  await page.locator("input[name=password]").fill(DEMO_PASSWORD);
  await page.locator("form:has(input[name=password]) button").click();
  await page.goto(at(`/worker/visits/${server.visitNo}`));
  return page;
}

test("WeChat lets her in, and she sees arrival and leaving without asking again", async ({ page, browser }) => {
  const found = complaints(page);
  await page.goto(at("/family"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("家人入口");
  await comesByWechat(page);
  await expect(page.getByRole("heading", { name: "今天", exact: true })).toBeVisible();
  await expect(page.locator("[data-live=live]")).toBeVisible({ timeout: 30_000 });
  const worker = await asWorker(browser);
  await worker.getByRole("button", { name: "到达签到" }).click();
  await expect(page.getByText(/\d\d:\d\d 护理员到家了/)).toBeVisible({ timeout: 30_000 });
  await worker.getByRole("button", { name: "离开签退" }).click();
  await expect(page.getByText(/\d\d:\d\d 离开了，服务 \d+ 分钟/)).toBeVisible({ timeout: 30_000 });
  await page.goto(at("/family/notices"));
  expect(found).toEqual([]);
});

test("a way to WeChat that did not begin on this phone leads nowhere", async ({ page }) => {
  await page.goto(at("/family/wechat/return?code=0123456789abcdef&state=ab12"));
  await expect(page.getByText("微信没有认出来")).toBeVisible();
  await page.goto(at(home()));
  await expect(page).toHaveURL(/\/family\/sign-in/);
});

test("she books for her mother and takes it back", async ({ page }) => {
  const found = complaints(page);
  await comesByWechat(page);
  await page.getByRole("link", { name: "代预约" }).click();
  await expect(page.getByRole("heading", { name: "要哪项服务？" })).toBeVisible();
  await page.locator('main a[href*="basket="]').first().click();
  await expect(page.getByRole("heading", { name: "哪个时间方便？" })).toBeVisible();
  await page.locator('main a[href*="slot="]').first().click();
  await expect(page.getByRole("heading", { name: "请看一看，对不对？" })).toBeVisible();
  await page.getByRole("button", { name: "约这次" }).click();
  await page.waitForURL(/\/booked\//);
  await expect(page.getByText("约好了", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(page.getByText("这次预约撤销了。")).toBeVisible();
  expect(found).toEqual([]);
});
