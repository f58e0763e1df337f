/** A payment batch at finance's desk: the file goes out, the bank's answer comes back with one payment returned, and that one is paid again. */
import { readFile } from "node:fs/promises";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { CLOSING_MONTH } from "./closing-district.ts";
import { complaints, expectWhole, rowWith, signInAs } from "./office-desk.ts";
import type { OwnServer } from "./own-server.ts";
import { startPayingServer } from "./paying-district.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial" });

let server: OwnServer;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startPayingServer();
});
test.afterAll(async () => server.stop());

const PAYMENTS = `/office/payments?month=${CLOSING_MONTH}`;
const FIRST = `BF${CLOSING_MONTH}-1`;

async function isSound(page: Page): Promise<void> {
  await expectWhole(page);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
}

const panel = (page: Page, title: string): Locator =>
  page.locator("main section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

/** The rows of a payment file as a bank sees them: batch, credit code, amount in yuan. */
async function fileRows(page: Page, batchNo: string): Promise<string[][]> {
  const downloading = page.waitForEvent("download");
  await panel(page, `批次 ${batchNo}`).getByRole("link", { name: "付款文件 .xlsx" }).click();
  const file = await downloading;
  const [sheet] = await readWorkbook(new Uint8Array(await readFile(await file.path())), file.suggestedFilename());
  const rows = (sheet?.rows ?? []).map((row) => row.cells.map((cell) => cell.text));
  const header = rows.find((row) => row.includes("应付金额")) ?? [];
  const place = (name: string) => header.indexOf(name);
  return rows
    .filter((row) => row.includes(batchNo) && row[0] !== undefined && /^\d+$/.test(row[0]))
    .map((row) => [batchNo, row[place("统一社会信用代码")] ?? "", Number(row[place("应付金额")]).toFixed(2)]);
}

async function upload(page: Page, rows: readonly string[][]): Promise<void> {
  await page.goto(`${server.origin}/office/payments/results`);
  const text = ["批次号,统一社会信用代码,实付金额,入账日期,银行流水号,退回原因", ...rows.map((row) => row.join(","))];
  await page
    .locator("input[name=file]")
    .setInputFiles({ name: "银行结果.csv", mimeType: "text/csv", buffer: Buffer.from(text.join("\r\n")) });
  await page.getByRole("button", { name: "检查文件" }).click();
  await expect(page).toHaveURL(/\/office\/payments\/results\/[0-9a-f-]{36}/);
}

async function write(page: Page, step = "全部写入"): Promise<void> {
  await page.getByRole("button", { name: step }).click();
  await expect(page.locator("main header")).toContainText("已写入", { timeout: 30_000 });
}

const PAID_ON = "2026-12-05";
let payees: string[][] = [];

test("finance takes the payment file away, and what the bank paid too much is refused by its cell", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "finance", PAYMENTS, server.origin);
  await isSound(page);
  payees = await fileRows(page, FIRST);
  expect(payees.length).toBeGreaterThan(1);
  const [batch = "", code = "", amount = ""] = payees[0] ?? [];
  await upload(page, [[batch, code, (Number(amount) + 0.01).toFixed(2), PAID_ON, "B1", ""]]);
  await expect(page.getByText("有 1 处要改，什么都没有写入")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("table")).toContainText("C 实付金额");
  await expect(page.getByRole("table")).toContainText("多于应付");
  await isSound(page);
  expect(found).toEqual([]);
});

test("the certain lines of an answer are written, and the wrong one stands by its name until it is corrected", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "finance", PAYMENTS, server.origin);
  const [wrong = []] = payees;
  const good = payees.at(-1) ?? [];
  await upload(page, [
    [...wrong, "2099-01-01", "B1", ""],
    [...good, PAID_ON, `B${payees.length}`, ""],
  ]);
  await expect(page.getByText("1 行可以写入，1 行有错，先不写入")).toBeVisible({ timeout: 30_000 });
  await expect(page.locator("main header")).toContainText("可以写入没错的行");
  await expect(rowWith(page, "D 入账日期")).toContainText("2099-01-01");
  await expect(page.locator("main")).toContainText("入账日期在今天以后");
  await isSound(page);
  await write(page, "写入没错的行");
  await expect(page.getByText("已写入 1 行，1 行有错没有写入")).toBeVisible();
  await isSound(page);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载没有写入的行" }).click();
  const file = await downloading;
  const [sheet] = await readWorkbook(new Uint8Array(await readFile(await file.path())), file.suggestedFilename());
  const marked = JSON.stringify(sheet?.rows.find(({ rowNumber }) => rowNumber === 2)?.cells.map(({ text }) => text));
  expect(marked).toContain(wrong[1]);
  expect(marked).toContain("在今天");
  await page.goto(`${server.origin}/office/payments/results`);
  await expect(rowWith(page, "已写入没错的行")).toHaveCount(1);
  await isSound(page);
  await page.goto(`${server.origin}/office/settlement?month=${CLOSING_MONTH}`);
  await expect(page.locator("main")).toContainText("银行结果有错，待更正");
  await expect(page.locator("main")).toContainText("各项资金够付通过的金额");
  await isSound(page);
  await page.goto(`${server.origin}${PAYMENTS}`);
  await isSound(page);
  await panel(page, `批次 ${FIRST}`).getByRole("link", { name: "银行结果有错，待更正" }).click();
  await expect(page.getByText("已写入 1 行，1 行有错没有写入")).toBeVisible();
  expect(found).toEqual([]);
});

test("one payment comes back, the others are paid; the follow-up orders it again and only once", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "finance", PAYMENTS, server.origin);
  const [returned = [], ...paid] = payees;
  await upload(page, [
    [...returned.slice(0, 2), "0.00", PAID_ON, "", "账号户名不符"],
    ...paid.map((row, index) => [...row, PAID_ON, `B${index + 2}`, ""]),
  ]);
  await expect(page.getByText("可以写入").first()).toBeVisible({ timeout: 30_000 });
  await write(page);
  await page.goto(`${server.origin}${PAYMENTS}`);
  const first = panel(page, `批次 ${FIRST}`);
  await expect(first).toContainText("账号户名不符");
  await expect(first).not.toContainText("银行结果有错");
  await isSound(page);
  await first.getByRole("button", { name: /^补付退回的 1 笔/ }).click();
  const followUp = panel(page, `批次 ${FIRST}-F1`);
  await expect(followUp).toContainText(`补付批次 ${FIRST} 退回的`);
  await expect(first.getByRole("button", { name: /补付/ })).toHaveCount(0);
  const [again = []] = await fileRows(page, `${FIRST}-F1`);
  expect(again.slice(1)).toEqual(returned.slice(1));
  await upload(page, [[...again, "2026-12-06", "B99", ""]]);
  await expect(page.getByText("可以写入").first()).toBeVisible({ timeout: 30_000 });
  await write(page);
  for (const path of ["", "/rows?of=bank&", "/rows?of=payable&"]) {
    await page.goto(`${server.origin}/office/settlement${path === "" ? "?" : path}month=${CLOSING_MONTH}`);
    await isSound(page);
  }
  expect(found).toEqual([]);
});

test("every number of the tie-out opens its rows, and nothing is without a name, without client JavaScript too", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await signInAs(page, "auditor", `/office/settlement?month=${CLOSING_MONTH}`, server.origin);
  await expect(page.getByText("每一处差额都有说明，没有对不上的数。")).toBeVisible();
  await expect(page.getByText(/银行退回|还没有付|只付了一部分/)).toHaveCount(0);
  await expectWhole(page);
  const tieOut = panel(page, "四方对账");
  await expect(tieOut).not.toContainText("没有名目");
  const total = tieOut.getByRole("row").last();
  const numbers = await total.getByRole("link").filter({ hasText: /¥/ }).all();
  const shown = await Promise.all(
    numbers.map(async (link) => [await link.getAttribute("href"), await link.innerText()] as const),
  );
  expect(shown).toHaveLength(6);
  for (const [address, text] of shown) {
    await page.goto(`${server.origin}${address ?? ""}`);
    const [, amount = ""] = /(¥[\d,.]+)/.exec(text) ?? [];
    await expect(page.locator("main header")).toContainText(`${/\d+/.exec(text)?.[0] ?? ""} 行，合计 ${amount}`);
  }
  await expectWhole(page);
  await page.goto(`${server.origin}${PAYMENTS}`);
  await expect(page.getByRole("button", { name: /补付/ })).toHaveCount(0);
  await expect(page.getByRole("link", { name: /付款文件/ })).toHaveCount(0);
  expect((await page.request.get(`${server.origin}/office/payments/file?batch=${FIRST}`)).status()).toBe(403);
  await context.close();
});
