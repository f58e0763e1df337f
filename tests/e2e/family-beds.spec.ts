/**
 * Family beds: an elder applies at the kiosk and the office sees it; a bed goes from its plan to acceptance by two persons and counts only
 * then; a suspension shows in the month's days and its money.
 */
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { identifySomebody } from "./kiosk-machine.ts";
import { complaints, expectWhole, rowWith, signInAs } from "./office-desk.ts";

test.describe.configure({ mode: "default" });
test.setTimeout(300_000);

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

/** Files every paper that a step still misses, by archive number: the first through the page, the others as forms without scripts. */
async function filePapers(page: Page, bedNo: string, step: string): Promise<void> {
  await page.goto(`/office/beds/${bedNo}`);
  const links = (await openStep(page, step)).locator("ul a");
  const [first = "", ...others] = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  await page.goto(first);
  await page.locator("input[name=archiveNo]").fill("A-1");
  await page.locator("main form").getByRole("button", { name: "添加材料" }).click();
  await expect(page.getByText("材料已添加")).toBeVisible();
  const { origin } = new URL(page.url());
  for (const [index, link] of others.entries()) {
    const asked = new URL(link, origin).searchParams;
    const paper = { kind: asked.get("kind") ?? "", itemNo: asked.get("item") ?? "", archiveNo: `A-${index + 2}` };
    const headers = { origin, "sec-fetch-site": "same-origin" };
    const answer = await page.request.post(`/office/beds/${bedNo}/documents`, { headers, multipart: paper });
    expect(answer.url()).toContain("done=added");
  }
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
  await expect(page.locator("main").getByText("一体机")).toBeVisible();
  await expect(page.getByText("街道初审通过").first()).toBeVisible();
  await isSound(page);
  expect(found).toEqual([]);
});

test("a bed goes from its works to acceptance, by two persons, and counts only then", async ({ page }) => {
  await signInAs(page, "street");
  const bedNo = await firstBed(page, "building");
  const counted = async () => Number(/已验收 (\d+)/.exec(await page.locator("header, main").last().innerText())?.[1]);
  await page.goto("/office/beds");
  const before = await counted();
  await filePapers(page, bedNo, "完工报验");
  await page.goto(`/office/beds/${bedNo}`);
  await isSound(page);
  const report = await openStep(page, "完工报验");
  for (const brand of await report.locator("input[name^=brand_]").all()) await brand.fill("示例品牌");
  for (const cost of await report.locator("input[name^=cost_]").all()) await cost.fill("300");
  await report.locator("textarea[name=devices]").fill("sos_button E2E-1\nsmoke E2E-2");
  await report.getByRole("button", { name: "确定" }).click();
  await expect(page.locator("h1").locator("..")).toContainText("验收中");
  await page.goto("/office/beds");
  expect(await counted()).toBe(before);
  // Who wrote down the works does not accept.
  await filePapers(page, bedNo, "验收合格");
  const own = await openStep(page, "验收合格");
  for (const box of await own.locator("input[type=checkbox]").all()) await box.check();
  await own.getByRole("button", { name: "确定" }).click();
  await expect(page.getByText("要由两个人分别登记")).toBeVisible();
  await page.context().clearCookies();
  await signInAs(page, "clerk", `/office/beds/${bedNo}`);
  const half = await openStep(page, "验收合格");
  await half.locator("input[name=passed]").first().check();
  await half.getByRole("button", { name: "确定" }).click();
  await expect(page.locator("[role=alert]")).toBeVisible();
  const whole = await openStep(page, "验收合格");
  for (const box of await whole.locator("input[type=checkbox]").all()) await box.check();
  await whole.getByRole("button", { name: "确定" }).click();
  await expect(page.locator("h1").locator("..")).toContainText("验收合格");
  await isSound(page);
  await page.context().clearCookies();
  await signInAs(page, "street", "/office/beds");
  expect(await counted()).toBe(before + 1);
});

test("a suspension shows in the month's days and in its money", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "street", "/office/beds?state=active");
  // In service since before the days of the suspension.
  const row = page
    .locator("main tbody tr")
    .filter({ hasText: /2026-0[789]-|2026-10-[01]/ })
    .last();
  const bedNo = (await row.locator("a").first().textContent()) ?? "";
  await page.goto(`/office/beds/${bedNo}`);
  const suspended = await openStep(page, "暂停");
  await suspended.locator("input[name=on]").fill("2026-10-20");
  await suspended.locator("select[name=reason]").selectOption("hospital");
  await suspended.getByRole("button", { name: "确定" }).click();
  await expect(page.locator("h1").locator("..")).toContainText("暂停");
  const resumed = await openStep(page, "恢复服务");
  await resumed.locator("input[name=on]").fill("2026-10-25");
  await resumed.getByRole("button", { name: "确定" }).click();
  await expect(page.locator("h1").locator("..")).toContainText("服务中");
  await page.context().clearCookies();
  await signInAs(page, "clerk", "/office/beds/months?month=2026-10");
  await page.getByRole("button", { name: "按事件计算" }).click();
  await expect(page.getByText(/算出 \d+ 行/)).toBeVisible();
  await isSound(page);
  const line = rowWith(page, bedNo);
  const cells = await line.locator("td, th").allTextContents();
  const [inService, away, offline] = cells.slice(2, 5).map(Number);
  const [, price, paid, days, amount] = /¥([\d,.]+) × (\d+) ÷ (\d+) = ¥([\d,.]+)/.exec(cells.join(" ")) ?? [];
  expect(Number(paid)).toBe((inService ?? 0) - (offline ?? 0));
  expect(away).toBe(5);
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
