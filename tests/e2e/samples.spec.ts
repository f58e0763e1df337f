/** The audit sample of a closed month as the auditor reads it, and the seed of a coming month as the district fixes it. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { complaints, expectWhole, signInAs } from "./office-desk.ts";

const panel = (page: Page, title: string) =>
  page.locator("main section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

async function expectClean(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
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
