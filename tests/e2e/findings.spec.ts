/**
 * Findings of the current month are closed by whoever may: with a reason and a resolution, on the office's page and on the provider's.
 * What only a corrected fact lifts has no form. Each test takes a visit of its own.
 */
import { expect, test, type Page } from "@playwright/test";
import { complaints, expectWhole, rowWith, signInAs } from "./office-desk.ts";

const close = (page: Page, finding: string) => rowWith(page, finding).locator("summary");

/** Opens the visits of a rule and then the first one whose finding may be closed. */
async function openClosable(page: Page, list: string, finding: string): Promise<void> {
  await page.goto(list);
  const links = page.locator("main tbody tr").filter({ hasText: finding }).getByRole("link");
  const addresses = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  for (const address of addresses.filter((one) => one.includes("/visits/"))) {
    await page.goto(address);
    if ((await close(page, finding).count()) > 0) return;
  }
  throw new Error(`no finding ${finding} to close`);
}

async function closeWith(page: Page, finding: string): Promise<void> {
  const row = rowWith(page, finding);
  await close(page, finding).click();
  await row.locator("select[name=reason]").selectOption("RC-GPS-WEAK");
  await row.locator("select[name=resolution]").selectOption("RS-CALLBACK-OK");
  await row.locator("input[name=note]").fill("电话回访，老人确认来过");
  await row.getByRole("button", { name: "确认处理" }).click();
  await expect(page.getByText("已处理，这次服务已重新核查。")).toBeVisible();
}

test("an office closes a finding with reason and resolution, and the visit is judged anew", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "district");
  await openClosable(page, "/office/visits?month=2026-11&rule=R-NO-PERSON-PROOF", "缺本人证据");
  const row = rowWith(page, "缺本人证据");
  await close(page, "缺本人证据").click();
  await row.locator("select[name=reason]").selectOption("RC-OTHER");
  await row.locator("select[name=resolution]").selectOption("RS-CALLBACK-OK");
  await row.getByRole("button", { name: "确认处理" }).click();
  await expect(page).toHaveURL(/\/findings\//);
  await expect(page.locator("input[name=note]")).toHaveAttribute("aria-invalid", "true");
  await expectWhole(page);
  await page.locator("input[name=note]").fill("回访录音第 12 号");
  await page.getByRole("button", { name: "确认处理" }).click();
  await expect(page.getByText("已处理，这次服务已重新核查。")).toBeVisible();
  await expect(row).toContainText("回访录音第 12 号");
  await expect(row).toContainText("district");
  await expect(close(page, "缺本人证据")).toHaveCount(0);
  await expect(page.locator("main header").first()).not.toContainText("有问题");
  await expectWhole(page);
  expect(found).toEqual([]);
});

test("a provider is led to its questioned visits, closes what is its own, and leaves to the street what is the street's", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "provider", "/provider/visits");
  await page.getByRole("link", { name: "看这些服务" }).click();
  await expect(page).toHaveURL(/findings=open/);
  await expectWhole(page);
  await openClosable(page, "/provider/visits?findings=open", "位置偏离");
  await expect(rowWith(page, "缺地点证据")).toContainText("由街道说明，区也可以处理");
  await expect(close(page, "缺地点证据")).toHaveCount(0);
  await closeWith(page, "位置偏离");
  await expect(rowWith(page, "位置偏离")).toContainText("电话回访，老人确认来过");
  await expectWhole(page);
  expect(found).toEqual([]);
});

test("what only a corrected fact lifts says so and has no form, neither for the provider nor for the district", async ({
  page,
}) => {
  await signInAs(page, "provider", "/provider/visits?findings=open");
  await page.locator("main tbody tr").filter({ hasText: "时长不足" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/provider\/visits\/2026-/);
  // The address changes a moment before the page: until then the list with its many rows is seen.
  const row = rowWith(page, "时长不足").first();
  await expect(row).toContainText("只有更正事实才能解除，不能用说明代替");
  await expect(row.locator("form, summary")).toHaveCount(0);
  await page.context().clearCookies();
  await signInAs(page, "district", "/office/visits?month=2026-11&rule=R-TOO-SHORT");
  await page.locator("main tbody a[href^='/office/visits/']").first().click();
  await expect(page).toHaveURL(/\/office\/visits\/2026-11-/);
  await expect(row).toContainText("只有更正事实才能解除，不能用说明代替");
  await expect(row.locator("form, summary")).toHaveCount(0);
});
