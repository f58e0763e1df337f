/** From the reconciliation of a closed month down to one visit: a difference, its visits, and the trace of one visit's money. */
import { expect, test, type Page } from "@playwright/test";
import { complaints, expectWhole, signInAs } from "./office-desk.ts";

const SETTLEMENT = "/office/settlement?month=2026-10";

const panel = (page: Page, title: string) =>
  page.locator("main section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

/** Every check of the trace holds, and the page says so. */
async function expectAgreement(page: Page): Promise<void> {
  const agreement = panel(page, "各处金额是否一致");
  const checks = await agreement.locator("tbody tr").count();
  expect(checks).toBeGreaterThan(2);
  await expect(agreement).toContainText(`${checks} 项全部一致`);
  await expect(agreement.getByRole("row").filter({ hasText: "成立" })).toHaveCount(checks);
  await expect(agreement).not.toContainText("不成立");
}

test("an auditor goes from the reconciliation to a difference, to a visit and to the trace of its money", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "auditor", SETTLEMENT);
  // Claimed and not approved: what was never claimed has no money to trace.
  const difference = page.locator("main a[href*='/office/settlement/difference?'][href*='to=approved']");
  await difference.filter({ hasText: "回访否认" }).first().click();
  await expect(page).toHaveURL(/settlement\/difference/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("回访否认");
  await expectWhole(page);
  const visit = page.locator("main tbody a[href*='/settlement/trace/']").first();
  const visitNo = await visit.innerText();
  await visit.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(visitNo);
  await expectAgreement(page);
  await expectWhole(page);
  await page.getByRole("link", { name: "对账" }).last().click();
  await expect(page).toHaveURL(/settlement\?month=2026-10/);
  expect(found).toEqual([]);
});

test("the trace of a paid visit reaches payment, voucher, claim line, events and plan, and every amount agrees", async ({
  page,
}) => {
  await signInAs(page, "finance", "/office/claims?month=2026-10");
  await page.locator("main tbody a").first().click();
  await page.locator("main a[href*='/settlement/trace/']").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("资金追溯");
  await expectAgreement(page);
  const payment = panel(page, "付款与银行");
  await expect(payment).toContainText(/银行流水\s*SIM-BF2026-10-/);
  const voucher = panel(page, "记账").getByRole("row").filter({ hasText: "应付机构" }).first();
  await expect(voucher).toContainText(/2026-\d{6}/);
  await expect(panel(page, "申报行")).toContainText(/2026\d{2}-MJ\d+-\d{2}/);
  await expect(panel(page, "申报行").locator("tbody tr")).toHaveCount(16);
  for (const event of ["签到", "签退"])
    await expect(panel(page, "服务").getByRole("row").filter({ hasText: event }).first()).toContainText("2026-10-");
  await expect(panel(page, "计划")).toContainText("FREQ=");
  await expectWhole(page);
});
