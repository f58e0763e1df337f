/** Rosters are uploaded: a broken one is refused whole with each cell named, a right one is written; with scripts and without. */
import { readFile } from "node:fs/promises";
import { expect, test, type Download, type Locator, type Page } from "@playwright/test";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { writeDemoFiles } from "#app/usecases/demo/demo-files.server.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { complaints, expectWhole, rowWith, signInAs } from "./office-desk.ts";

const HEADER =
  "姓名*,身份证号*,户籍地址*,户籍区划,居住街道*,详细地址*,居住起始日期*,困难类别*,能力等级*,评估日期*,服务小类*,知情同意日期*";
const line = (name: string, idNumber: string, street = "城东街道", grade = "中度失能") =>
  `${name},${idNumber},江苏省南通市崇川区濠东路1号,崇川区,${street},濠东路1号2幢,1998-05-01,低保,${grade},2026-03-05,RN01,2026-03-05`;
/** The same person each time, so that the spec may run again against the same district. */
const SOUND = [HEADER, line("导入甲", "32069919400229002X")].join("\r\n");
const BROKEN = [
  HEADER,
  line("导入乙", "320699195001010010"),
  line("导入丙", "32069919400229002X", "不存在街道", "九级"),
].join("\r\n");

type Upload = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

const csv = (text: string): Upload => ({ name: "名册.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

async function upload(page: Page, file: Upload, before = async (_page: Page) => {}): Promise<void> {
  await page.goto("/office/import");
  await page.locator("input[name=kind][value=elders]").check();
  await page.locator("input[name=file]").setInputFiles(file);
  await before(page);
  await page.getByRole("button", { name: "检查文件" }).click();
  await expect(page).toHaveURL(/\/office\/import\/[0-9a-f-]{36}/);
}

async function refusesAndApplies(page: Page): Promise<void> {
  await upload(page, csv(BROKEN));
  await expect(page.getByText("有 3 处要改，什么都没有写入")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("table")).toContainText("B 身份证号");
  await expect(page.getByRole("table")).toContainText("320***********0010");
  expect(await page.content()).not.toContain("320699195001010010");
  await expect(page.getByRole("button", { name: "全部写入" })).toHaveCount(0);
  await upload(page, csv(SOUND));
  await expect(page.getByRole("button", { name: "全部写入" })).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "全部写入" }).click();
  await expect(page.getByText("已全部写入")).toBeVisible({ timeout: 30_000 });
}

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a broken roster is refused by its cells and a sound one written", async ({ page }) => {
    await signInAs(page, "district", "/office/import");
    await refusesAndApplies(page);
    await page.goto("/office/import");
    await page.getByRole("button", { name: "检查文件" }).click();
    await expect(page.getByRole("alert")).toContainText("请选择文件种类");
  });
});

/** The district's own roster of 1,500 rows, long enough to see its check go on, with one more person; `broken` spoils three of its cells. */
async function roster(name: string, broken: boolean): Promise<Upload> {
  const district = generateDemoDistrict({ seed: "1", month: plainMonth("2026-11") });
  const known = district.elders;
  const [first, second, third, ...rest] = known;
  const spoilt = [
    { ...first, street: "不存在街道" },
    { ...second, grade: "九级" },
    { ...third, assessedOn: "二月三十日" },
  ];
  const added = { ...first, fullName: "导入丁", idNumber: "320699194103150042", phone: "16099990001" };
  const elders = broken ? [...spoilt, ...rest] : [...known, added];
  const files = await writeDemoFiles({ ...district, elders });
  const bytes = files.find(({ kind }) => kind === "elders")?.bytes;
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return { name: `${name}.xlsx`, mimeType, buffer: Buffer.from(bytes ?? []) };
}

async function bytesOf(download: Download): Promise<Uint8Array> {
  return new Uint8Array(await readFile(await download.path()));
}

/** Notes on the page itself that progress was shown; a note that is still there later shows that the page was not loaded again. */
async function watchForProgress(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.body.setAttribute("data-progress", "not yet");
    new MutationObserver(() => {
      if (document.querySelector("[role=progressbar]") !== null) document.body.setAttribute("data-progress", "seen");
    }).observe(document.body, { childList: true, subtree: true });
  });
}

/** Uploads and sees the work's progress give way to its verdict on a page that is not loaded again. */
async function uploadAndWatch(page: Page, file: Upload, verdict: Locator): Promise<void> {
  await upload(page, file, watchForProgress);
  await expect(verdict).toBeVisible({ timeout: 30_000 });
  await expect(page.locator("body")).toHaveAttribute("data-progress", "seen");
  await expect(page.getByRole("progressbar")).toHaveCount(0);
}

test("with scripts, a broken roster is refused whole and marked; the right one goes through a dry run, is written and kept in the history", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "district", "/office/import");

  await uploadAndWatch(page, await roster("坏名册", true), page.getByText("有 3 处要改，什么都没有写入"));
  for (const cell of ["不存在街道", "九级", "二月三十日"]) await expect(rowWith(page, cell)).toContainText("要改");
  await expect(page.getByRole("button", { name: "全部写入" })).toHaveCount(0);
  await expectWhole(page);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载标好问题的表格" }).click();
  const marked = await downloading;
  expect(marked.suggestedFilename()).toBe("坏名册-问题标注.xlsx");
  const sheets = await readWorkbook(await bytesOf(marked), marked.suggestedFilename());
  const remarks = sheets.flatMap(({ rows }) => rows.map(({ cells }) => cells.at(-1)?.text ?? ""));
  for (const column of ["居住街道", "能力等级", "评估日期"])
    expect(remarks).toContainEqual(expect.stringContaining(column));

  await uploadAndWatch(page, await roster("好名册", false), page.getByRole("button", { name: "全部写入" }));
  await expectWhole(page);
  await page.getByRole("button", { name: "全部写入" }).click();
  await expect(page.getByText("已全部写入")).toBeVisible({ timeout: 30_000 });

  await page.goto("/office/import");
  await expect(rowWith(page, "好名册.xlsx").first()).toContainText("已写入");
  await expect(rowWith(page, "坏名册.xlsx").first()).toContainText("有错，未写入");
  await expectWhole(page);
  expect(found).toEqual([]);
});
