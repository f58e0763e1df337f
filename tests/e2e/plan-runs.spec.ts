/** A month in the browser from its first draft to a second plan around what a provider has accepted, and the two side by side. */
import { expect, test, type Browser, type Page } from "@playwright/test";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { complaints, expectWhole, signInAs } from "./office-desk.ts";
import { startOwnServer, type OwnServer } from "./own-server.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial" });

const MONTH = plainMonth("2026-12");
const PLAN = `/office/plan?month=${MONTH}`;

let server: OwnServer;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startOwnServer({
    month: MONTH,
    today: plainDate("2026-11-20"),
    play: async (context) => {
      await judgeMonth(context, MONTH);
      await allocateMonth(context, MONTH, "1");
    },
  });
});
test.afterAll(async () => server.stop());

const found: string[] = [];

async function desk(browser: Browser, loginName: string, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.origin, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const complained = complaints(page);
  page.on("close", () => found.push(...complained));
  await signInAs(page, loginName, path, server.origin);
  return page;
}

const panel = (page: Page, title: string) =>
  page.locator("main section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

/** Plans with a seed and follows the job to its draft. */
async function draft(page: Page, seed: string): Promise<void> {
  await page.locator("input[name=seed]").fill(seed);
  await page.locator("main form:has(input[name=seed]) button").click();
  await page.waitForURL(/\/jobs\//);
  await page.locator("main a[href^='/office/plan/runs/']").click({ timeout: 60_000 });
  await page.waitForURL(/\/office\/plan\/runs\//);
}

async function expectSound(page: Page): Promise<void> {
  await expectWhole(page);
  const { violations } = await runAxe(page);
  expect(violations.map(({ id }) => id)).toEqual([]);
}

test("a first plan is a draft: all of it is new, nobody has heard of it, and publishing sends it to the provider", async ({
  browser,
}) => {
  const page = await desk(browser, "district", PLAN);
  await draft(page, "one");
  await expect(page.locator("main")).toContainText("草稿，还没有发布");
  await expect(panel(page, "发布后会变什么")).toContainText("这个月还没有计划");
  await expect(panel(page, "要告诉的机构").locator("tbody tr")).not.toHaveCount(0);
  await expect(panel(page, "要告诉的护理员").locator("tbody tr")).not.toHaveCount(0);
  await expectSound(page);

  const provider = await desk(browser, "provider", "/provider/inbox");
  await expect(provider.locator("main")).toBeVisible();
  await expect(provider.getByRole("button", { name: /全部接/ })).toHaveCount(0);

  await page.getByRole("button", { name: "发布这份计划" }).click();
  await page.waitForURL(/\/office\/plan\?/);
  await expect(page.locator("main")).toContainText("服务已发给机构");
  await provider.reload();
  await provider.locator("article > div button[name=offerIds]:visible").filter({ hasText: /^接受/ }).first().click();
  await expect(provider).toHaveURL(/accepted=1/);
  await provider.context().close();
  await page.context().close();
});

test("a second plan starts from the first, leaves what was accepted, and shows what it would change", async ({
  browser,
}) => {
  const page = await desk(browser, "district", PLAN);
  await draft(page, "two");
  await expect(panel(page, "发布后会变什么")).toBeVisible();
  await expect(page.locator("main")).toContainText("机构已经答复");
  await expectSound(page);
  await page.getByRole("button", { name: "比较" }).click();
  await page.waitForURL(/\/office\/plan\/compare/);
  await expect(panel(page, "数字").locator("tbody tr")).not.toHaveCount(0);
  await expect(panel(page, "数字")).toContainText("总代价");
  await expect(panel(page, "数字").getByRole("row", { name: /^种子/ })).toContainText("two");
  await expectSound(page);
  await page.locator("main nav a, main header a").filter({ hasText: "的一份计划" }).click();
  await page.getByRole("button", { name: "发布这份计划" }).click();
  await page.waitForURL(/\/office\/plan\?/);
  await expect(panel(page, "排班记录").locator("tbody tr").filter({ hasText: "已被后来的计划取代" })).toHaveCount(1);
  await page.context().close();
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a published plan cannot be published again, and whoever only reads finds no button", async ({ browser }) => {
    const page = await desk(browser, "auditor", PLAN);
    await panel(page, "排班记录").locator("tbody tr").filter({ hasText: "正在执行" }).locator("a").click();
    await expect(page.locator("main")).toContainText("这份计划正在执行");
    await expect(page.getByRole("button", { name: "发布这份计划" })).toHaveCount(0);
    await page.context().close();
  });
});

test("no page had anything to complain about", () => {
  expect(found).toEqual([]);
});
