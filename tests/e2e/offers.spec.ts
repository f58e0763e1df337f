import { expect, test, type Page } from "@playwright/test";
import { complaints, expectWhole, rowWith, signInAs } from "./office-desk.ts";
import { runAxe } from "./run-axe.ts";

/** Cards of the inbox, one an answer. */
const cards = (page: Page) => page.locator("article");

/** How many wait, as the page's own status says. */
async function waiting(page: Page): Promise<number> {
  const status = await page.locator("header p").filter({ hasText: "条待回复" }).first().innerText();
  return Number(/\d+/.exec(status)?.[0]);
}

async function isLive(page: Page): Promise<void> {
  await expect(page.locator("[data-live=live]")).toBeVisible();
}

test("the inbox stands in three columns beside each other, and below each other on a phone", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "provider");
  const columns = ["待回复", "已接，待派人", "今日进行中"].map((title) =>
    page.getByRole("heading", { level: 2, name: title }),
  );
  for (const width of [1440, 1366]) {
    await page.setViewportSize({ width, height: 900 });
    await expectWhole(page);
    const boxes = await Promise.all(columns.map((column) => column.boundingBox()));
    expect(new Set(boxes.map((box) => Math.round(box?.y ?? 0))).size).toBe(1);
  }
  await page.setViewportSize({ width: 430, height: 932 });
  await expectWhole(page);
  const boxes = await Promise.all(columns.map((column) => column.boundingBox()));
  const tops = boxes.map((box) => box?.y ?? 0);
  expect(tops).toEqual([...tops].sort((left, right) => left - right));
  expect(new Set(tops).size).toBe(3);
  const { violations } = await runAxe(page);
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(found).toEqual([]);
});

test("neighbours of one stairwell are one card with one press, and a slip is taken back", async ({ page }) => {
  await signInAs(page, "provider");
  const bundle = cards(page).filter({ hasText: "同一楼道 2 位老人" });
  await expect(bundle).toHaveCount(1);
  const before = await waiting(page);
  await bundle.getByRole("button", { name: /^一起接/ }).click();
  await expect(page.getByRole("status").first()).toContainText("已接 2 位老人");
  await expect.poll(() => waiting(page)).toBe(before - 2);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(page.getByRole("status").first()).toContainText("已撤销");
  await expect.poll(() => waiting(page)).toBe(before);
  await expect(bundle).toHaveCount(1);
  await bundle.getByRole("button", { name: /^一起接/ }).click();
  await expect(page.getByRole("status").first()).toContainText("已接 2 位老人");
  await expect(bundle).toHaveCount(0);
});

test("what another session does arrives by itself, and what comes in is announced", async ({ page, browser }) => {
  await signInAs(page, "provider");
  await isLive(page);
  const other = await (await browser.newContext({ locale: "zh-CN" })).newPage();
  await signInAs(other, "provider");
  const before = await waiting(page);
  const one = cards(other)
    .filter({ has: other.getByRole("button", { name: /^接受/ }) })
    .last();
  await one.getByRole("button", { name: /^接受/ }).click();
  await expect(other.getByRole("button", { name: "撤销" })).toBeVisible();
  await expect.poll(() => waiting(page)).toBe(before - 1);
  // A page behind another one may draw no frames, and then nothing on it ever stands still.
  await other.bringToFront();
  await other.getByRole("button", { name: "撤销" }).click();
  await expect(page.locator("[data-live] [aria-live]")).toHaveText("新增 1 条待回复");
  await expect.poll(() => waiting(page)).toBe(before);
  await other.context().close();
});

/** Proposes a later day for the first visit of a card that can have one; gives the elder's number. */
async function proposeSomewhere(page: Page): Promise<string> {
  await expect(cards(page).first()).toBeVisible();
  const count = await cards(page).count();
  for (let place = count - 1; place >= 0; place -= 1) {
    await page.goto("/provider/inbox");
    await cards(page).nth(place).getByRole("link", { name: "逐次回复、换时间" }).first().click();
    await page.waitForURL(/\/provider\/offers\//);
    await expect(page.getByRole("heading", { name: "逐次回复" })).toBeVisible();
    const title = await page.locator("h1").innerText();
    const form = page.locator("form:has(input[name=date1])");
    if ((await form.count()) === 0) continue;
    const planned = await form.locator("input[name=date1]").inputValue();
    const offer = page.url();
    for (let days = 1; days <= 4; days += 1) {
      const date = new Date(Date.parse(planned) + days * 86_400_000).toISOString().slice(0, 10);
      // Loaded anew, so that what was said to the day before is not taken for the answer to this one.
      if (days > 1) await page.goto(offer);
      await form.locator("input[name=date1]").fill(date);
      await form.getByRole("button", { name: "提交换时间" }).click();
      await expect(async () => {
        expect(page.url().includes("proposed=yes") || (await page.getByRole("alert").count()) > 0).toBe(true);
      }).toPass({ timeout: 20_000 });
      if (page.url().includes("proposed=yes")) return /E\d+/.exec(title)?.[0] ?? "";
    }
  }
  throw new Error("no other time is possible");
}

test("another time is proposed, the street asks and writes the yes down, and the provider has the visit", async ({
  page,
  browser,
}) => {
  await signInAs(page, "provider");
  const elderNo = await proposeSomewhere(page);
  const office = await (await browser.newContext({ locale: "zh-CN" })).newPage();
  await signInAs(office, "district", "/office/offers");
  await expectWhole(office);
  const row = rowWith(office, elderNo)
    .filter({ has: office.getByRole("link", { name: "答复" }) })
    .last();
  await row.getByRole("link", { name: "答复" }).click();
  await expect(office.getByRole("button", { name: "按这个时间" })).toBeVisible();
  const { violations } = await runAxe(office);
  expect(violations.map(({ id }) => id)).toEqual([]);
  await office.getByRole("button", { name: "按这个时间" }).click();
  await expect(office.getByRole("alert")).toContainText("请选");
  await office.locator("input[name=choice]").first().check();
  await office.locator("input[name=agreedBy][value=elder]").check();
  await office.getByRole("button", { name: "按这个时间" }).click();
  await expect(office.getByRole("status").first()).toContainText("已记下答复");
  await page.goto("/provider/inbox");
  await expect(page.getByRole("row").filter({ hasText: elderNo }).first()).toContainText("已接");
  await office.context().close();
});

test("the street sees the published order with its numbers, and takes an offer back before the provider's eyes", async ({
  page,
  browser,
}) => {
  await signInAs(page, "provider");
  await isLive(page);
  const before = await waiting(page);
  const card = cards(page)
    .filter({ has: page.getByRole("button", { name: /^接受/ }) })
    .last();
  const elderNo = /E\d+/.exec(await card.locator("h3").innerText())?.[0] ?? "";
  const office = await (await browser.newContext({ locale: "zh-CN" })).newPage();
  await signInAs(office, "district", "/office/offers");
  const panel = office.locator("section").filter({ has: office.getByRole("heading", { name: /等机构回复/ }) });
  await panel.getByRole("row").filter({ hasText: elderNo }).last().getByRole("link", { name: "打开" }).click();
  await expect(office.getByRole("heading", { name: "公布的次序" })).toBeVisible();
  await expect(office.getByText("抽签种子")).toBeVisible();
  await expectWhole(office);
  await office.getByRole("button", { name: "撤回派单" }).click();
  await expect(office.getByRole("status").first()).toContainText("已撤回");
  await expect.poll(() => waiting(page)).toBe(before - 1);
  await office.getByRole("button", { name: "问下一家" }).click();
  await expect(office.getByRole("status").first()).not.toContainText("已撤回");
  await office.context().close();
});

test("an accepted visit without a care worker is given one, ranked with reasons", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "provider");
  const column = page.locator("section").filter({ has: page.getByRole("heading", { name: /已接，待派人/ }) });
  await expect(column.getByRole("link").first()).toBeVisible();
  const visits = await column.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(visits.length).toBeGreaterThan(0);
  for (const visit of visits) {
    await page.goto(visit ?? "");
    if ((await page.locator("input[name=worker]").count()) > 0) break;
  }
  await expect(page.locator("input[name=worker]").first()).toBeVisible();
  await expectWhole(page);
  const { violations } = await runAxe(page);
  expect(violations.map(({ id }) => id)).toEqual([]);
  const kind = await page.locator("input[name=worker]").first().getAttribute("type");
  await page.locator("input[name=worker]").first().check();
  if (kind === "checkbox") await page.locator("input[name=worker]").nth(1).check();
  await page.getByRole("button", { name: /派这/ }).click();
  await expect(page.getByRole("status").first()).toContainText("已派好");
  expect(found).toEqual([]);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("one visit of an offer is accepted by itself, and a link brings what is new", async ({ page }) => {
    await signInAs(page, "provider");
    await expect(page.locator("[data-live=link]")).toContainText("请按刷新");
    const links = page.getByRole("link", { name: "逐次回复、换时间" });
    await expect(links.first()).toBeVisible();
    for (let place = 0; place < (await links.count()); place += 1) {
      await links.nth(place).click();
      await page.waitForURL(/\/provider\/offers\//);
      const parts = page.getByRole("button", { name: "只接这次" });
      if ((await parts.count()) > 1) break;
      await page.goto("/provider/inbox");
    }
    const parts = page.getByRole("button", { name: "只接这次" });
    const before = await parts.count();
    expect(before).toBeGreaterThan(1);
    await parts.first().click();
    await expect(page.getByRole("status").first()).toContainText("1 次服务");
    await expect(parts).toHaveCount(before - 1);
  });
});
