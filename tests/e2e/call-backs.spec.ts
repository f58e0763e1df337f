/** Call-backs in the browser: an operator rings through the list, the district follows its batches, streets close what was left to be done. */
import { expect, test, type Page } from "@playwright/test";
import { complaints, expectWhole, rowWith, signInAs } from "./office-desk.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial" });

async function isSound(page: Page): Promise<void> {
  await expectWhole(page);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
}

const result = (page: Page, name: string) => page.locator(`input[name=connection][value=${name}]`);
const panel = (page: Page, title: string) =>
  page.locator("main section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

test("an operator rings through the list by keys: who was not reached, who is satisfied, and the next call at once", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "operator", "/office/calls");
  await isSound(page);
  await page.getByRole("button", { name: "打下一个" }).click();
  await expect(page.locator("[data-number]")).toHaveText(/^[\d ]{11,14}$/);
  await expect(panel(page, "话术")).toContainText("871-12345");
  await isSound(page);
  const first = page.url();
  await page.keyboard.press("3");
  await expect(result(page, "no_answer")).toBeChecked();
  await expect(page.getByText("2. 是否享受上门服务")).toBeHidden();
  await page.keyboard.press("F8");
  await expect(page).not.toHaveURL(first);
  // The address changes a moment before the screen: keys belong to the next call once nothing is chosen on it.
  await expect(result(page, "no_answer")).not.toBeChecked();
  await expect(page.locator("[data-number]")).toBeVisible();
  const second = page.url();
  await page.keyboard.press("F2");
  await expect(result(page, "answered")).toBeChecked();
  await page.keyboard.press("F8");
  await expect(page.getByText("请选择一项").first()).toBeVisible();
  await page.locator("input[name=person][value=self]").check();
  await page.locator("input[name=served][value=yes]").check();
  await page.locator("input[name=overall][value=satisfied]").check();
  await page.locator("input[name=minutesPerVisit]").fill("60");
  await page.keyboard.press("F8");
  await expect(page).not.toHaveURL(second);
  await expect(result(page, "answered")).not.toBeChecked();
  await page.getByRole("button", { name: "不打，放回名单" }).click();
  await expect(panel(page, "今天打完的")).toContainText("满意");
  await isSound(page);
  expect(found).toEqual([]);
});

test("an operator without client code records a denied visit, and the list says what was opened", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs(page, "operator", "/office/calls");
  await page.getByRole("button", { name: "打下一个" }).click();
  await expect(page.locator("[data-number]")).toBeVisible();
  await result(page, "answered").check();
  await page.locator("input[name=person][value=family]").check();
  await page.locator("input[name=remark]").fill("儿子接的电话");
  await page.getByRole("button", { name: "保存，回名单" }).click();
  // What was said stands there again.
  await expect(page.getByText("请选择一项").first()).toBeVisible();
  await expect(page.locator("input[name=remark]")).toHaveValue("儿子接的电话");
  await expect(page.locator("input[name=person][value=family]")).toBeChecked();
  await expect(result(page, "answered")).toBeChecked();
  await page.locator("input[name=served][value=no]").check();
  await page.locator("input[name=notServed][value=deceased]").check();
  await page.getByRole("button", { name: "保存，回名单" }).click();
  await expect(page.getByText("已记录，并开了处理单：核实去世、否认服务。")).toBeVisible();
  await context.close();
});

test("a call that is not in hand shows no number", async ({ page }) => {
  await signInAs(page, "operator", "/office/calls");
  const id = await page.locator("form input[name=call]").first().getAttribute("value");
  await page.goto(`/office/calls/${id ?? ""}`);
  await expect(page).toHaveURL(/\/office\/calls$/);
  await expect(page.locator("[data-number]")).toHaveCount(0);
});

test("the district follows a batch: progress, the summary that ties out, the workbook, and calls given out again", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "clerk", "/office/call-backs");
  await isSound(page);
  await page.getByRole("link", { name: "2026-10-1", exact: true }).click();
  await expect(page.locator("h1")).toContainText("回访批次 2026-10-1");
  const whole = rowWith(page, "全部").first();
  const total = Number(await whole.getByRole("cell").first().innerText());
  expect(total).toBeGreaterThan(100);
  await isSound(page);
  await page.getByRole("link", { name: /异常数据/ }).click();
  await expect(panel(page, "回访对象").getByRole("row").nth(1)).toContainText(/空号|信息有误|停机|限制呼入/);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "下载回访工作簿" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("call-backs-2026-10-1.xlsx");
  await page.getByRole("button", { name: "未打的重新分配" }).click();
  await expect(page.getByText(/已重新分配 \d+ 个。/)).toBeVisible();
  const path = await file.path();
  await page.locator("input[name=file]").setInputFiles(path);
  await page.getByRole("button", { name: "检查并导入" }).click();
  // A whole batch is too large for one request: its import is a job.
  await page.getByRole("link", { name: "继续" }).click({ timeout: 60_000 });
  await expect(page.getByText(/已导入 0 人，跳过 \d+ 人/)).toBeVisible();
  expect(found).toEqual([]);
});

test("a street sees its follow-ups, closes one with a note, and may not decide what is the district's", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "street", "/office/follow-ups");
  await isSound(page);
  const complaint = page.getByRole("row").filter({ hasText: "投诉" }).filter({ hasText: "complaint" });
  await complaint.getByLabel("办理结果").selectOption("settled");
  await complaint.getByLabel("办理情况").fill("已上门道歉，补做服务");
  await complaint.getByRole("button", { name: "办结" }).click();
  await expect(page.getByText("已办结。")).toBeVisible();
  await page.getByRole("link", { name: "已办结" }).click();
  await expect(page.locator("main tbody tr").first()).toContainText("已上门道歉，补做服务");
  await page.goto("/office/follow-ups?kind=denied");
  await expect(page.locator("main select option[value=visit-stands]")).toHaveCount(0);
  expect(found).toEqual([]);
});

test("a reported death is confirmed by the district with its day, and only then stops money", async ({ page }) => {
  await signInAs(page, "clerk", "/office/follow-ups?kind=deceased");
  const row = page.locator("main tbody tr").first();
  const elder = await row.getByRole("link").first().getAttribute("href");
  await row.getByLabel("办理结果").selectOption("death-confirmed");
  await row.getByLabel("办理情况").fill("社区核实");
  await row.getByRole("button", { name: "办结" }).click();
  await expect(page.getByText("请填写核实后的去世日期。")).toBeVisible();
  const again = page.locator("main tbody tr").first();
  await again.getByLabel("核实的去世日期").fill("2026-11-01");
  await again.getByLabel("办理结果").selectOption("death-confirmed");
  await again.getByLabel("办理情况").fill("社区核实");
  await again.getByRole("button", { name: "办结" }).click();
  await expect(page.getByText("已办结。")).toBeVisible();
  await page.goto("/office/follow-ups?closed");
  await expect(rowWith(page, "核实去世").first()).toContainText("确认去世，停止付款");
  // What was still to come is called off.
  await page.goto(elder ?? "");
  await expect(page.locator("main")).toContainText("取消");
});

test("a street records a check at home, and the page shows the coverage", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "street", "/office/field-checks?month=2026-10");
  await isSound(page);
  await page.locator("main tbody a").first().click();
  await isSound(page);
  await page.locator("input[name=person][value=self]").check();
  await page.locator("input[name=served][value=yes]").check();
  await page.locator("input[name=overall][value=fairly]").check();
  await page.locator("input[name=seen]").fill("见到老人，护理记录在墙上");
  await page.getByRole("button", { name: "保存结果" }).click();
  await expect(page.getByText("抽查结果已保存。")).toBeVisible();
  await expect(page.locator("main tbody tr").first()).toContainText("见到老人");
  await expect(page.locator("main")).toContainText("至少 1%");
  expect(found).toEqual([]);
});

test("a provider sees its own satisfaction and errors on its month page", async ({ page }) => {
  await signInAs(page, "provider", "/provider/month?month=2026-10");
  await expect(panel(page, "回访结果")).toContainText(/满意率|本月还没有回访结果/);
  await isSound(page);
});
