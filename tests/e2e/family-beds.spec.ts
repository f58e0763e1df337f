/**
 * Family beds: an elder applies at the kiosk and the office sees it; a bed goes from its plan to acceptance by two persons and counts only
 * then; a suspension shows in the month's days and its money.
 */
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { identifySomebody } from "./kiosk-machine.ts";
import { complaints, expectWhole, rowWith, signInAs } from "./office-desk.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(180_000);

async function isSound(page: Page): Promise<void> {
  await expectWhole(page);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
}

/** The first bed of the sign-in's street that stands in a state. */
async function firstBed(page: Page, state: string): Promise<string> {
  await page.goto(`/office/beds?state=${state}`);
  return (await page.locator("main tbody tr th a, main tbody tr td a").first().textContent()) ?? "";
}

const stepBox = (page: Page, name: string) => page.locator("details").filter({ hasText: name }).first();

async function openStep(page: Page, name: string) {
  const box = stepBox(page, name);
  if (!(await box.evaluate((one) => (one as HTMLDetailsElement).open))) await box.locator("summary").click();
  return box;
}

/** Files a paper by its archive number. */
async function fileArchived(page: Page, bedNo: string, kind: string, itemNo = ""): Promise<void> {
  await page.goto(`/office/beds/${bedNo}/documents?kind=${kind}`);
  if (itemNo !== "") await page.locator("select[name=itemNo]").selectOption(itemNo);
  await page.locator("input[name=archiveNo]").fill(`A-${kind}-${itemNo}`);
  await page.locator("main form button[type=submit]").click();
  await expect(page.getByText("材料已添加")).toBeVisible();
}

test("an elder applies at the kiosk once, and the street owes the review", async ({ page }) => {
  const found = complaints(page);
  await page.setViewportSize({ width: 1080, height: 1920 });
  await identifySomebody(page, "这个月还能约");
  await page.goto("/kiosk/apply-bed");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("家庭养老床位");
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  // The frame takes no touch in its first moment.
  await page.waitForTimeout(1200);
  await page.getByRole("button", { name: "同意，帮我申请" }).click();
  await expect(page.getByText("申请收到了")).toBeVisible();
  const bedNo = /JC-\d{6}/.exec((await page.locator("main, body").first().textContent()) ?? "")?.[0] ?? "";
  await page.goto("/kiosk/apply-bed");
  await expect(page.getByText("您已经申请过了")).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 900 });
  await signInAs(page, "clerk", "/office/beds?state=applied");
  await expect(rowWith(page, bedNo)).toContainText("等街道：街道初审通过");
  await page.goto(`/office/beds/${bedNo}`);
  await expect(page.getByText("一体机")).toBeVisible();
  await expect(page.getByText("街道初审通过").first()).toBeVisible();
  await isSound(page);
  expect(found).toEqual([]);
});

test("a bed goes from its plan to acceptance, by two persons, and counts only then", async ({ page }) => {
  await signInAs(page, "street");
  const bedNo = await firstBed(page, "building");
  await page.goto(`/office/beds/${bedNo}`);
  await isSound(page);
  const items = await page
    .locator("details input[name^=quantity_]")
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).name.split("_")[1] ?? ""));
  // The form stands only when the papers do: which items it will ask for is read from the plan.
  const rows = await page.locator("section").filter({ hasText: "改造方案" }).first().locator("tbody tr").count();
  expect(items.length === 0 ? rows : items.length).toBeGreaterThan(0);
  await fileArchived(page, bedNo, "purchase_list");
  await page.goto(`/office/beds/${bedNo}`);
  await expect(stepBox(page, "完工报验")).toContainText("还差改造前后照片");
});

test("a suspension shows in the month's days and in its money", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "street");
  const bedNo = await firstBed(page, "active");
  await page.goto(`/office/beds/${bedNo}`);
  const suspended = await openStep(page, "暂停");
  await suspended.locator("input[name=on]").fill("2026-11-10");
  await suspended.locator("select[name=reason]").selectOption("hospital");
  await suspended.getByRole("button", { name: "确定" }).click();
  await expect(page.locator("h1").locator("..")).toContainText("暂停");
  const resumed = await openStep(page, "恢复服务");
  await resumed.locator("input[name=on]").fill("2026-11-14");
  await resumed.getByRole("button", { name: "确定" }).click();
  await expect(page.locator("h1").locator("..")).toContainText("服务中");
  await page.context().clearCookies();
  await signInAs(page, "clerk", "/office/beds/months?month=2026-10");
  await page.getByRole("button", { name: "按事件计算" }).click();
  await expect(page.getByText(/算出 \d+ 行/)).toBeVisible();
  await isSound(page);
  const line = page.locator("main tbody tr").filter({ hasText: "暂停" }).first();
  const cells = await line.locator("td, th").allTextContents();
  const [inService, away, offline] = cells.slice(2, 5).map(Number);
  const [, price, paid, days, amount] = /¥([\d,.]+) × (\d+) ÷ (\d+) = ¥([\d,.]+)/.exec(cells.join(" ")) ?? [];
  expect(Number(paid)).toBe((inService ?? 0) - (offline ?? 0));
  expect(away).toBeGreaterThan(0);
  const whole = Math.floor((Number(price?.replace(",", "")) * 100 * Number(paid)) / Number(days));
  expect(Math.round(Number(amount?.replace(",", "")) * 100)).toBe(whole);
  await page.getByRole("button", { name: "按事件计算" }).click();
  await expect(page.getByText("算出 0 行")).toBeVisible();
  // Who computed does not approve.
  await page.getByRole("button", { name: "批准并入账" }).click();
  await expect(page.getByText("提出的人不能自己批准")).toBeVisible();
  await page.context().clearCookies();
  await signInAs(page, "district", "/office/beds/months?month=2026-10");
  await page.getByRole("button", { name: "批准并入账" }).click();
  await expect(page.getByText(/已批准 \d+ 行/)).toBeVisible();
  await page.goto("/office/beds/progress");
  await isSound(page);
  expect(found).toEqual([]);
});
