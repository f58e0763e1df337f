import { expect, test, type Page } from "@playwright/test";

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

async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in?next=/office/import");
  await page.locator("input[name=loginName]").fill("district");
  await page.locator("input[name=password]").fill("bedside-demo-2026");
  await page.locator("form:has(input[name=password]) button").click();
  await expect(page).toHaveURL(/\/office\/import/);
}

async function upload(page: Page, text: string): Promise<void> {
  await page.goto("/office/import");
  await page.locator("input[name=kind][value=elders]").check();
  await page
    .locator("input[name=file]")
    .setInputFiles({ name: "名册.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "检查文件" }).click();
  await expect(page).toHaveURL(/\/office\/import\/[0-9a-f-]{36}/);
}

async function refusesAndApplies(page: Page): Promise<void> {
  await upload(page, BROKEN);
  await expect(page.getByText("有 3 处要改，什么都没有写入")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("table")).toContainText("B 身份证号");
  await expect(page.getByRole("table")).toContainText("320***********0010");
  expect(await page.content()).not.toContain("320699195001010010");
  await expect(page.getByRole("button", { name: "全部写入" })).toHaveCount(0);
  await upload(page, SOUND);
  await expect(page.getByRole("button", { name: "全部写入" })).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "全部写入" }).click();
  await expect(page.getByText("已全部写入")).toBeVisible({ timeout: 30_000 });
}

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a broken roster is refused by its cells and a sound one written", async ({ page }) => {
    await signIn(page);
    await refusesAndApplies(page);
    await page.goto("/office/import");
    await page.getByRole("button", { name: "检查文件" }).click();
    await expect(page.getByRole("alert")).toContainText("请选择文件种类");
  });
});
