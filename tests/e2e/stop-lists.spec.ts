/** A list of three columns stops money: what it would do is shown first, what it did afterwards, and another person decides what is clawed back. */
import { expect, test, type Page } from "@playwright/test";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { complaints, expectWhole, signInAs } from "./office-desk.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial" });

const ELDERS = generateDemoDistrict({ seed: "1", month: plainMonth("2026-11") }).elders;

/** Stays in the month that the demonstration has closed and paid. */
function stays(from: number, to: number) {
  const rows = ELDERS.slice(from, to).map((row) => `${String(row["idNumber"])},2026-10-02至2026-10-30,住院：示例医院`);
  return ["身份证号,日期,情形", ...rows].join("\r\n");
}

async function upload(page: Page, text: string): Promise<void> {
  await page.goto("/office/import");
  await page.locator("input[name=kind][value=stops]").check();
  await page
    .locator("input[name=file]")
    .setInputFiles({ name: "住院名单.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "检查文件" }).click();
  await expect(page).toHaveURL(/\/office\/import\/[0-9a-f-]{36}/);
}

const effects = (page: Page) =>
  page.locator("main section").filter({ has: page.getByRole("heading", { name: "对上门服务和钱的影响" }) });

/** Proposals of the list; call-backs propose some of their own. */
const listed = (page: Page) => page.locator("main tbody tr").filter({ hasText: "示例医院" });

async function isSound(page: Page): Promise<void> {
  await expectWhole(page);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
}

test("a list says what it would do, is written, and its proposals are not for whoever imported it", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "district", "/office/import");
  await upload(page, `${stays(0, 8)}\r\n${String(ELDERS[9]?.["idNumber"])},2026-10-02,出国`);
  await expect(page.getByText("有 1 处要改，什么都没有写入")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("table")).toContainText("C 情形");
  await upload(page, stays(0, 8));
  await expect(effects(page)).toContainText("写入后会这样", { timeout: 30_000 });
  await isSound(page);
  await page.getByRole("button", { name: "全部写入" }).click();
  await expect(effects(page)).toContainText("写入时已这样处理", { timeout: 30_000 });
  await effects(page).getByRole("link", { name: "查看追回" }).click();
  await expect(listed(page).first()).toContainText("您提出的，由另一个人决定");
  await expect(listed(page).getByRole("button", { name: "确认追回" })).toHaveCount(0);
  await isSound(page);
  expect(found).toEqual([]);
});

test("another person confirms one and dismisses one with a reason; a scan proposes nothing again", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "clerk", "/office/clawbacks");
  const rows = listed(page);
  const waiting = rows.filter({ hasText: "等待决定" });
  const before = await waiting.count();
  expect(before).toBeGreaterThan(1);
  await isSound(page);
  await waiting.first().getByRole("button", { name: "确认追回" }).click();
  await expect(rows.filter({ hasText: "已通知" })).not.toHaveCount(0);
  await expect(waiting).toHaveCount(before - 1);
  await waiting.first().getByRole("button", { name: "不追回" }).click();
  await expect(page.getByRole("alert")).toContainText("请写明为什么不追回");
  await waiting.first().locator("input[name=note]").fill("医院说没有住过");
  await waiting.first().getByRole("button", { name: "不追回" }).click();
  await expect(rows.filter({ hasText: "医院说没有住过" })).toContainText("不追回");
  await expect(waiting).toHaveCount(before - 2);
  await page.getByRole("button", { name: "现在核对" }).click();
  await expect(page.getByText("核对完成")).toContainText("新提出追回 0 条", { timeout: 30_000 });
  await expect(waiting).toHaveCount(before - 2);
  await isSound(page);
  expect(found).toEqual([]);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a list is checked and written, and a clawback decided by plain forms", async ({ page, browser }) => {
    await signInAs(page, "clerk", "/office/import");
    await upload(page, stays(8, 16));
    await expect(effects(page)).toContainText("写入后会这样", { timeout: 30_000 });
    await page.getByRole("button", { name: "全部写入" }).click();
    await expect(effects(page)).toContainText("写入时已这样处理", { timeout: 30_000 });
    const other = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await signInAs(other, "district", "/office/clawbacks");
    const own = other.locator("main tbody tr").filter({ has: other.getByRole("button", { name: "确认追回" }) });
    const before = await own.count();
    expect(before).toBeGreaterThan(0);
    await own.first().getByRole("button", { name: "确认追回" }).click();
    await expect(own).toHaveCount(before - 1);
    await other.context().close();
  });
});
