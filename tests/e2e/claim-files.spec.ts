/** A provider claims with its own workbook: previewed row by row, written, submitted; the street sees its lines and what is beside them. */
import { expect, test, type Page } from "@playwright/test";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { showStatement } from "#app/usecases/reconciliation/show-statement.server.ts";
import { CLOSING_MONTH } from "./closing-district.ts";
import { complaints, expectWhole, signInAs } from "./office-desk.ts";
import { startOwnServer, type OwnServer } from "./own-server.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial" });

type Done = { readonly no: string; readonly elder: string; readonly day: string; readonly yuan: string };

const TODAY = plainDate("2026-12-06");
let server: OwnServer;
let done: Done[] = [];

/** Verified visits of the only provider, with what the contract pays for each. */
async function verifiedVisits(context: Parameters<typeof showStatement>[0]): Promise<Done[]> {
  const { lines } = await showStatement(context, CLOSING_MONTH);
  return lines
    .filter(({ amounts }) => amounts.verified > 0n)
    .map(({ visitNo, start, amounts }) => ({
      no: visitNo,
      elder: visitNo.split("-")[2] ?? "",
      day: localDateOf(instant(start)),
      yuan: (Number(amounts.verified) / 100).toFixed(2),
    }));
}

test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startOwnServer({
    month: CLOSING_MONTH,
    today: TODAY,
    isPlayed: true,
    play: async (context) => {
      done = await verifiedVisits(context);
    },
  });
});
test.afterAll(async () => server.stop());

const FILES = `/provider/claims/files?month=${CLOSING_MONTH}`;

async function isSound(page: Page): Promise<void> {
  await expectWhole(page);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
}

const panel = (page: Page, title: string) =>
  page.locator("main section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

async function upload(page: Page, rows: readonly (readonly string[])[]): Promise<void> {
  await page.goto(`${server.origin}${FILES}`);
  const text = ["工单号,服务对象编号,上门日期,次数,申报金额", ...rows.map((row) => row.join(","))].join("\r\n");
  await page
    .locator("input[name=file]")
    .setInputFiles({ name: "十一月.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "检查文件" }).click();
  await expect(page).toHaveURL(/\/provider\/claims\/files\/[0-9a-f-]{36}/);
}

const asked = ({ no, elder, day, yuan }: Done) => [no, elder, day, "1", yuan];

test("a provider sees what would become of each row before anything is written, also without scripts", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs(page, "provider", FILES, server.origin);
  expect(done.length).toBeGreaterThan(6);
  const [first, second, third, fourth] = done as [Done, Done, Done, Done];
  const double = ["", third.elder, third.day, "2", (Number(third.yuan) * 2).toFixed(2)];
  await upload(page, [
    asked(first),
    asked(second),
    double,
    asked(first),
    [fourth.no, "E999999", fourth.day, "1", "45"],
  ]);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("5 行已逐行核对，还没有写入")).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.locator("main")).toContainText(/进入申报\s*3/);
  await expect(page.getByRole("table")).toContainText("该服务已申报（#2）");
  await expect(page.getByRole("table")).toContainText("申报老人与记录不符");
  await page.goto(`${server.origin}/provider/claims?month=${CLOSING_MONTH}`);
  await expect(panel(page, "申报").locator("tbody tr")).toHaveCount(0);
  await context.close();
});

test("writes the file, reads every row's result, submits; the street finds the lines and the rows beside them", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "provider", FILES, server.origin);
  await isSound(page);
  await page.getByRole("link", { name: "十一月.csv" }).first().click();
  await isSound(page);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载标好问题的表格" }).click();
  expect((await downloading).suggestedFilename()).toMatch(/十一月-问题标注\.xlsx$/);
  await page.getByRole("button", { name: "全部写入" }).click();
  await expect(page.locator("main header")).toContainText("已写入", { timeout: 30_000 });
  const rows = panel(page, "逐行结果").locator("tbody tr");
  await expect(rows).toHaveCount(5);
  await expect(rows.nth(2)).toContainText("申报 2 次，核实 1 次");
  await isSound(page);
  await panel(page, "逐行结果")
    .getByRole("link", { name: /不予申报/ })
    .click();
  await expect(rows).toHaveCount(2);
  await page.getByRole("link", { name: "去提交申报" }).click();
  await expect(panel(page, "申报").locator("tbody tr")).toHaveCount(1);
  await page.getByRole("button", { name: "提交给街道" }).click();
  await expect(panel(page, "申报").locator("tbody tr")).toContainText("已提交");
  await isSound(page);
  expect(found).toEqual([]);
});

test("the street cuts the doubled row to one visit and sees what the provider asked for beside the claim", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "street", `/office/claims?month=${CLOSING_MONTH}`, server.origin);
  await page.locator("main tbody a").first().click();
  const beside = panel(page, "机构申报了、但没有进入这份申报的行");
  await expect(beside.locator("tbody tr")).toHaveCount(2);
  await expect(beside).toContainText("申报老人与记录不符");
  const line = page.locator("main tbody tr").filter({ hasText: "申报 2 次，核实 1 次" });
  await line.getByRole("link", { name: "看证据并决定" }).click();
  const confirm = page.locator("#decision button[type=submit]");
  await expect(confirm).toBeEnabled();
  await page.keyboard.press("2");
  await expect(page.locator("#decision input[name=amount]")).toHaveValue(done[2]?.yuan ?? "");
  await page.keyboard.press("1");
  await confirm.click();
  await expect(page.getByText(/已记为“核减”/)).toBeVisible();
  await isSound(page);
  expect(found).toEqual([]);
});
