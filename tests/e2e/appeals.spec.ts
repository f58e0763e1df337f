/** Public money after the close: the district's budget by fund, and an appeal from the provider's desk to its answer. The forms work without client JavaScript. */
import { expect, test, type Page } from "@playwright/test";
import { startContestedServer } from "./contested-district.ts";
import { expectWhole, rowWith, signInAs } from "./office-desk.ts";
import type { OwnServer } from "./own-server.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial" });

let server: OwnServer;
let visitNo = "";
test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startContestedServer();
});
test.afterAll(async () => server.stop());

async function isSound(page: Page): Promise<void> {
  await expectWhole(page);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
}

test("a provider contests the line that was cut, without client JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs(page, "provider", "/provider/appeals", server.origin);
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: "申诉", exact: true }) });
  await expect(row).toHaveCount(1);
  visitNo = (await row.getByRole("link").first().innerText()).trim();
  await row.getByRole("link", { name: "申诉", exact: true }).click();
  await page.locator("textarea[name=said]").fill("护理员按时到了，老人也签了字");
  await page.locator("textarea[name=evidence]").fill("签字单 2026-11-03 第 2 号");
  const attach = (name: string, mimeType: string, buffer: Buffer) =>
    page.locator("input[name=document]").setInputFiles({ name, mimeType, buffer });
  await attach("签字单.exe", "application/octet-stream", Buffer.from("MZ"));
  await page.getByRole("button", { name: "提交申诉" }).click();
  await expect(page.getByRole("alert")).toContainText("只收照片");
  await page.locator("textarea[name=said]").fill("护理员按时到了，老人也签了字");
  await page.locator("textarea[name=evidence]").fill("签字单 2026-11-03 第 2 号");
  await attach("签字单.pdf", "application/pdf", Buffer.from("%PDF-1.4 示例"));
  await expectWhole(page);
  await page.getByRole("button", { name: "提交申诉" }).click();
  await expect(page).toHaveURL(/\/provider\/appeals$/);
  await expect(rowWith(page, visitNo)).toContainText("等待决定");
  await expect(page.getByRole("link", { name: "申诉", exact: true })).toHaveCount(0);
  await expectWhole(page);
  await context.close();
});

test("the provider's page is sound", async ({ page }) => {
  await signInAs(page, "provider", "/provider/appeals", server.origin);
  await isSound(page);
});

test("another person answers it with the evidence beside the decision, and once", async ({ page }) => {
  await signInAs(page, "district", "/office/appeals", server.origin);
  await expect(page.locator("main header")).toContainText("1 条等待决定");
  await isSound(page);
  await rowWith(page, visitNo).getByRole("link").first().click();
  await expect(page.locator("main")).toContainText("签字单 2026-11-03 第 2 号");
  await expect(page.locator("main")).toContainText("¥18.00");
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "签字单.pdf" }).click();
  expect((await coming).suggestedFilename()).toMatch(/\.pdf$/);
  await isSound(page);
  await page.getByRole("radio", { name: "部分支持", exact: true }).check();
  await page.locator("input[name=part]").fill("999");
  await page.locator("textarea[name=reason]").fill("签字单核对无误");
  await page.getByRole("button", { name: "确认决定" }).click();
  await expect(page.getByRole("alert")).toContainText("部分支持的金额");
  await page.getByRole("radio", { name: "支持", exact: true }).check();
  await page.locator("input[name=part]").fill("");
  await page.locator("textarea[name=reason]").fill("签字单核对无误");
  await page.getByRole("button", { name: "确认决定" }).click();
  await expect(page.getByRole("button", { name: "确认决定" })).toHaveCount(0);
  await expect(page.locator("main")).toContainText("签字单核对无误");
  await isSound(page);
});

test("the budget shows given, committed, spent and free by fund, and each number opens rows that add up to it", async ({
  page,
}) => {
  await signInAs(page, "finance", "/office/budget?year=2026", server.origin);
  const fund = rowWith(page, "区级居家服务补贴").first();
  await expect(fund).toContainText("¥500,000.00");
  await isSound(page);
  const spent = fund.getByRole("link").nth(2);
  const amount = (await spent.innerText()).trim();
  await spent.click();
  await expect(page).toHaveURL(/of=spent/);
  await expect(page.locator("main")).toContainText(`合计 ${amount}`);
  await isSound(page);
});

test("finance enters a document, and the same number is refused", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs(page, "finance", "/office/budget?year=2026", server.origin);
  const enter = async (amount: string) => {
    await page.locator("input[name=documentNo]").fill("示例〔2026〕2号");
    await page.locator("input[name=amount]").fill(amount);
    await page.getByRole("button", { name: "登记", exact: true }).click();
  };
  await enter("-1000");
  await expect(rowWith(page, "区级居家服务补贴").first()).toContainText("¥499,000.00");
  await enter("5");
  await expect(page.locator("main")).toContainText("已经登记过");
  await context.close();
});
