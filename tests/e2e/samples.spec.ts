/** The audit sample of a closed month as the auditor reads it, and the seed of a coming month as the district fixes it. */
import { expect, test, type Page } from "@playwright/test";
import { complaints, expectWhole, signInAs } from "./office-desk.ts";
import { runAxe } from "./run-axe.ts";

const panel = (page: Page, title: string) =>
  page.locator("main section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

async function expectClean(page: Page): Promise<void> {
  expect((await runAxe(page)).violations).toEqual([]);
  await expectWhole(page);
}

test("an auditor sees what the sample was drawn from, why, that drawing again gives the same, and traces a drawn visit", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "auditor", "/office/samples?month=2026-10");
  const facts = panel(page, "总体与样本");
  await expect(facts).toContainText("重抽结果一致");
  await expect(facts).toContainText(/\d+ 条：付款 \d+，拒付 \d+，暂缓 \d+/);
  await expect(panel(page, "种子").locator("code").first()).toHaveText(/^[0-9a-f]{64}$/);
  await expect(page.getByRole("button", { name: "抽样" })).toHaveCount(0);
  await expectClean(page);
  const visit = panel(page, "抽出的服务").locator("tbody a").first();
  const visitNo = await visit.innerText();
  await visit.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(visitNo);
  expect(found).toEqual([]);
});

test("the district fixes the seed of a coming month once, also without client code, and nobody sees its value", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs(page, "clerk", "/office/samples?month=2027-03");
  const fix = page.getByRole("button", { name: "定下本月种子" });
  if ((await fix.count()) > 0) await fix.click();
  await expect(panel(page, "种子")).toContainText("抽样时公开");
  await expect(panel(page, "种子")).toContainText("开启关账以后");
  await expect(fix).toHaveCount(0);
  await context.close();
});

test("an auditor judges a drawn visit after reading its evidence, also without client code, and the results say so", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs(page, "auditor", "/office/samples?month=2026-10");
  const row = panel(page, "抽出的服务").locator("tbody tr").filter({ hasText: "未复核" }).first();
  const visitNo = await row.locator("a").innerText();
  await row.locator("a").click();
  await page.getByLabel("结论").selectOption("wrong");
  await page.getByRole("button", { name: "记下结论" }).click();
  await expect(page.locator("main")).toContainText("请选结论，并选一条适用的理由。");
  await page.getByLabel("结论").selectOption("wrong");
  await page.getByLabel("理由").selectOption("R-SERVICE-MISSING");
  await page.getByLabel("有误金额（元）").fill("5.00");
  await page.getByRole("button", { name: "记下结论" }).click();
  const judged = panel(page, "抽出的服务").locator("tbody tr").filter({ hasText: visitNo });
  await expect(judged).toContainText(/有误|第二人复核前不公开/);
  await expect(panel(page, "复核结果")).toContainText("全区");
  await context.close();
});

test("the auditor takes the audit pack of a closed month from the settlement page, and a month that is not closed has none", async ({
  page,
}) => {
  await signInAs(page, "auditor", "/office/settlement?month=2026-10");
  const link = page.getByRole("link", { name: "审计包 .zip" });
  const file = await page.request.get((await link.getAttribute("href")) ?? "");
  expect(file.headers()["content-type"]).toBe("application/zip");
  expect((await file.body()).subarray(0, 2).toString()).toBe("PK");
  expect((await page.request.get("/office/settlement/pack?month=2027-03")).status()).toBe(404);
});

test("an auditor's review page is whole and clean", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "auditor", "/office/samples?month=2026-10");
  await panel(page, "抽出的服务").locator("tbody a").last().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("复核");
  await expectClean(page);
  expect(found).toEqual([]);
});
