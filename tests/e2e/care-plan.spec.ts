/** The signed plan of services on an elder's file: the street files a version, is told of days in the wrong order, and sees what is on file. */
import { expect, test } from "@playwright/test";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { expectWhole, signInAs } from "./office-desk.ts";
import { startOwnServer, type OwnServer } from "./own-server.ts";
import { runAxe } from "./run-axe.ts";

const MONTH = plainMonth("2026-11");

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ javaScriptEnabled: false });

let server: OwnServer;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startOwnServer({ month: MONTH, today: plainDate("2026-11-16") });
});
test.afterAll(async () => server.stop());

test("a plan is filed without client JavaScript, and the next version stands before it", async ({ page }) => {
  await signInAs(page, "street", "/office", server.origin);
  const row = page.locator("main a[href^='/office/elders/']").first();
  await page.goto(`${server.origin}${(await row.getAttribute("href")) ?? ""}`);
  await page.getByRole("link", { name: "登记过的计划" }).click();
  await expect(page.getByText("还没有登记过服务计划。")).toBeVisible();
  await expectWhole(page);
  const file = async (from: string, to: string) => {
    await page.locator("input[name=from]").fill(from);
    await page.locator("input[name=to]").fill(to);
    await page.locator("input[name=signedOn]").fill("2026-11-01");
    await page.locator("input[name=subtypes]").first().check();
    await page.getByRole("button", { name: "登记计划" }).click();
  };
  await file("2026-11-10", "2026-11-09");
  await expect(page.getByRole("alert")).toContainText("截止日期早于开始日期");
  await file("2026-11-01", "2026-12-31");
  await expect(page.getByText("计划已登记。")).toBeVisible();
  await file("2027-01-01", "");
  await expect(page.getByRole("heading", { name: /第 \d 版/ })).toHaveText(["第 2 版", "第 1 版"]);
  await expect(page.getByText("2027-01-01 – 不限")).toBeVisible();
});

test.describe("with client JavaScript", () => {
  test.use({ javaScriptEnabled: true });

  test("the page is clean, and nobody who may not file sees it", async ({ page }) => {
    await signInAs(page, "street", "/office", server.origin);
    const href = (await page.locator("main a[href^='/office/elders/']").first().getAttribute("href")) ?? "";
    const file = (href.split("?")[0] ?? "") + "/plan";
    await page.goto(`${server.origin}${file}`);
    await expectWhole(page);
    expect((await runAxe(page)).violations).toEqual([]);
    await page.context().clearCookies();
    await signInAs(page, "provider", "/provider/today", server.origin);
    expect((await page.request.get(`${server.origin}${file}`)).status()).toBe(403);
  });
});
