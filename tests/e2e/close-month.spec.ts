/** One month in the browser from the provider's claim to paid, closed and balanced books, by five people of four organisations. */
import { readFile } from "node:fs/promises";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { CLOSING_MONTH, startClosingServer, type ClosingServer } from "./closing-district.ts";
import { complaints, expectWhole, signInAs } from "./office-desk.ts";

test.describe.configure({ mode: "serial" });

let server: ClosingServer;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startClosingServer();
});
test.afterAll(async () => server.stop());

const SETTLEMENT = `/office/settlement?month=${CLOSING_MONTH}`;
const found: string[] = [];

/** A person at a desk of their own. */
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

/** "¥2,304.00" in a text, as fen. */
const fenIn = (text: string): number => Number(/¥([\d,]+\.\d\d)/.exec(text)?.[1]?.replace(/[,.]/g, "") ?? "-1");

let askedFen = 0;
let approvedFen = 0;

test("the provider prepares its claim from what was verified, sees what is left out, and submits it", async ({
  browser,
}) => {
  const page = await desk(browser, "provider", `/provider/claims?month=${CLOSING_MONTH}`);
  await expect(panel(page, "生成本月申报")).toContainText(/可以收进申报的有 \d+ 次/);
  await expect(page.getByRole("button", { name: "提交给街道" })).toHaveCount(0);
  await page.getByRole("button", { name: "生成本月申报" }).click();
  const claim = panel(page, "申报").locator("tbody tr");
  await expect(claim).toHaveCount(1);
  await expect(claim).toContainText("待提交");
  askedFen = fenIn(await claim.innerText());
  expect(askedFen).toBeGreaterThan(100_000);
  await expect(panel(page, "没有收进来的").locator("tbody tr")).not.toHaveCount(0);
  await expect(panel(page, "没有收进来的")).not.toContainText("没有申报");
  await expectWhole(page);
  await page.getByRole("button", { name: "提交给街道" }).click();
  await expect(claim).toContainText("已提交");
  await expect(page.getByRole("button", { name: /生成|提交/ })).toHaveCount(0);
  await page.context().close();
});

test("nothing is opened while a claim is with its street, and the page says which", async ({ browser }) => {
  const page = await desk(browser, "clerk", SETTLEMENT);
  await expect(panel(page, "关账")).toContainText("还有 1 批申报没有送到区里");
  await expect(page.getByRole("button", { name: "开启关账" })).toBeDisabled();
  await page.context().close();
});

test("the street decides each line beside its evidence or from its list, changes one decision, and passes the claim", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const page = await desk(browser, "street", `/office/claims?month=${CLOSING_MONTH}`);
  await page.locator("main tbody a").first().click();
  const pass = page.getByRole("button", { name: "初核完成，送区里" });
  await expect(pass).toBeDisabled();
  await expectWhole(page);
  const claim = page.url();
  const clean = page.locator("main tbody tr").filter({ hasText: "16 项检查全部通过" }).first();
  const refusedFen = fenIn(await clean.innerText());
  const refused = await clean.locator("code").innerText();
  await clean.getByRole("link", { name: "看证据并决定" }).click();
  const confirm = page.locator("#decision button[type=submit]");
  await expect(confirm).toBeEnabled();
  for (const key of ["4", "1"]) await page.keyboard.press(key);
  await confirm.click();
  await expect(page.getByText(/已记为“拒付”/)).toBeVisible();
  await page.goto(claim);
  const waiting = page.locator("main tbody tr").filter({ hasText: "未决定" });
  // The line that was just refused waits half a minute with the others.
  const visitNos = (await waiting.locator("code").allInnerTexts()).filter((one) => one !== refused);
  await page.getByRole("link", { name: "成批决定没有问题的" }).click();
  // All of them come to more than one person may decide in one step; the first ones do not.
  await expect(page.getByText(/要第二个人签字才生效/)).toBeVisible();
  const some = new URLSearchParams([["rule", "clean"], ...visitNos.slice(0, 25).map((one) => ["v", one])]);
  await page.goto(`/office/audit/bulk?${some.toString()}`);
  await page.getByRole("radio", { name: "通过" }).check();
  await page.getByRole("button", { name: /^决定 25 条/ }).click();
  await expect(page).toHaveURL(/\/office\/audit$/);
  await page.locator("[data-alive]").waitFor();
  await page.keyboard.press("j");
  for (let rest = visitNos.length - 25; rest > 0; rest -= 1) {
    await expect(page).toHaveURL(/\/office\/audit\/./);
    const address = page.url();
    // The address changes a moment before the line is drawn.
    await expect(page.locator("#decision")).toHaveAttribute("action", new URL(address).pathname);
    for (const key of ["1", "5", "Enter"]) await page.keyboard.press(key);
    await expect(page).not.toHaveURL(address);
  }
  // Half a minute later the decisions have reached their lines.
  await expect
    .poll(() => page.goto(claim).then(() => pass.isEnabled()), { timeout: 90_000, intervals: [3000] })
    .toBe(true);
  const line = page.locator("main tbody tr").filter({ hasText: "拒付" }).first();
  await line.locator("summary").click();
  await line.locator("select[name=decision]").selectOption("refuse");
  await line.locator("select[name=reason]").selectOption("");
  await line.getByRole("button", { name: "保存" }).click();
  await expect(line.locator("select[name=reason]")).toHaveAttribute("aria-invalid", "true");
  await expect(line.locator("select[name=decision]")).toHaveValue("refuse");
  await line.locator("select[name=reason]").selectOption("R-CALLBACK-DENIED");
  await line.locator("input[name=note]").fill("回访两次，老人说没有人来");
  await line.getByRole("button", { name: "保存" }).click();
  await expect(line).toContainText("回访否认 回访两次，老人说没有人来");
  await expect(line.locator("select[name=decision]")).toBeHidden();
  approvedFen = askedFen - refusedFen;
  await expectWhole(page);
  await pass.click();
  await expect(page.locator("main header")).toContainText("街道已通过");
  await expectWhole(page);
  await page.context().close();
});

test("the district's clerk opens the close and two others approve it; the second approval pays and closes the month", async ({
  browser,
}) => {
  const clerk = await desk(browser, "clerk", SETTLEMENT);
  await clerk.locator("input[name=override]").fill("演示");
  await clerk.getByRole("button", { name: "开启关账" }).click();
  await expect(panel(clerk, "关账")).toContainText("您开启了这次关账，还要另外 2 个人批准。");
  await expect(clerk.getByRole("button", { name: "批准关账" })).toHaveCount(0);
  await clerk.context().close();

  const lead = await desk(browser, "district", SETTLEMENT);
  await expect(panel(lead, "关账")).toContainText("您批准后还要另外 1 个人批准。");
  await lead.getByRole("button", { name: "批准关账" }).click();
  await expect(panel(lead, "关账")).toContainText("您已批准，还要另外 1 个人批准。");
  await expect(lead.getByRole("button", { name: /批准关账|执行关账/ })).toHaveCount(0);
  await lead.context().close();

  const deputy = await desk(browser, "deputy", SETTLEMENT);
  await expect(panel(deputy, "关账")).toContainText("您是最后一位：批准后立即记账并付款，不能撤回。");
  await deputy.getByRole("button", { name: "批准关账" }).click();
  await expect(deputy.getByRole("heading", { name: "关账并付款" })).toBeVisible();
  await expect(deputy.getByRole("progressbar")).toBeVisible();
  const goOn = deputy.getByRole("link", { name: "继续" });
  await expect(goOn).toBeVisible({ timeout: 30_000 });
  await goOn.click();
  await expect(panel(deputy, "关账")).toContainText("已关账");
  await expect(panel(deputy, "关账")).toContainText(/账目合计\s*¥0\.00/);
  await expect(panel(deputy, "关账")).toContainText("district、deputy");
  await expect(deputy.getByText("每一处差额都有说明，没有对不上的数。")).toBeVisible();
  const paid = panel(deputy, "付款与银行").locator("tbody tr");
  await expect(paid).toHaveCount(1);
  await expect(paid).toContainText("已付");
  expect(fenIn(await paid.innerText())).toBe(approvedFen);
  await expect(panel(deputy, "关账前的检查")).not.toContainText("不成立");
  await expect(deputy.getByRole("button", { name: /关账/ })).toHaveCount(0);
  await expectWhole(deputy);

  const downloading = deputy.waitForEvent("download");
  await deputy.getByRole("link", { name: "导出 .xlsx" }).click();
  const file = await downloading;
  const bytes = new Uint8Array(await readFile(await file.path()));
  const sheets = await readWorkbook(bytes, file.suggestedFilename());
  expect(sheets.map(({ sheet }) => sheet)).toEqual(["结算汇总表", "结算明细表"]);
  await deputy.context().close();
});

test("the provider reads what was paid and why one visit was not, and may change nothing any more", async ({
  browser,
}) => {
  const page = await desk(browser, "provider", `/provider/statements?month=${CLOSING_MONTH}`);
  await expect(page.getByRole("row").filter({ hasText: "回访否认" }).last()).toContainText("0.00");
  await expectWhole(page);
  await page.goto(`/provider/claims?month=${CLOSING_MONTH}`);
  await expect(panel(page, "申报").locator("tbody tr")).toContainText("已结算");
  await expect(page.getByRole("button", { name: /生成|提交/ })).toHaveCount(0);
  await page.context().close();
  expect(found).toEqual([]);
});
