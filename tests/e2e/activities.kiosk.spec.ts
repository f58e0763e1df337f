/** An activity from the office to the kiosk: created, joined in three taps, full, called off, listed; axe clean in both orientations. */
import { expect, test, type Browser, type Page } from "@playwright/test";
import { complaints, identifySomebodyWhoCanBook, ready } from "./kiosk-machine.ts";
import { runAxe, WCAG_22_AA } from "./run-axe.ts";
import { signInBy } from "./office-desk.ts";

async function axeClean(page: Page): Promise<void> {
  const { violations } = await runAxe(page, WCAG_22_AA);
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

async function clerk(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  const page = await context.newPage();
  await signInBy(page.request, "clerk", baseURL);
  return page;
}

async function createActivity(page: Page, title: string): Promise<string> {
  await page.goto("/office/activities/new");
  await axeClean(page);
  await page.getByLabel("名称", { exact: false }).first().fill(title);
  await page.getByLabel("街道").selectOption("5");
  await page.locator("[name=place]").fill("二楼活动室");
  await page.locator("[name=on]").fill("2026-11-20");
  await page.locator("[name=from]").fill("14:00");
  await page.locator("[name=to]").fill("15:30");
  await page.locator("[name=capacity]").fill("1");
  await page.getByRole("button", { name: "发布活动" }).click();
  await expect(page).toHaveURL(/\/office\/activities\/[0-9a-f-]{36}$/);
  await axeClean(page);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

for (const orient of ["portrait", "landscape"] as const)
  test(`an activity is joined in three taps, the next person waits, and calling off makes room (${orient})`, async ({
    page,
    browser,
    baseURL,
  }) => {
    test.setTimeout(120_000);
    if (orient === "landscape") await page.setViewportSize({ width: 1920, height: 1080 });
    const found = complaints(page);
    const office = await clerk(browser, baseURL ?? "");
    const id = await createActivity(office, orient === "portrait" ? "茶话会" : "棋牌赛");
    await page.goto(`/kiosk?orient=${orient}&street=5`);
    await identifySomebodyWhoCanBook(page);
    await page.goto("/kiosk/home");
    await ready(page, /\/kiosk\/home$/);
    await page.locator('a[href="/kiosk/activities"]').click();
    await ready(page, /\/kiosk\/activities$/);
    await axeClean(page);
    for (let next = 2; (await page.locator(`a[href="/kiosk/activities/${id}"]`).count()) === 0; next += 1) {
      await page.locator("[data-kiosk-zone=action] a").last().click();
      await ready(page, new RegExp(`page=${next}$`));
    }
    await page.locator(`a[href="/kiosk/activities/${id}"]`).click();
    await ready(page, new RegExp(`/kiosk/activities/${id}$`));
    await axeClean(page);
    await page.getByRole("button", { name: "确认报名" }).click();
    await ready(page, /said=joined$/);
    await expect(page.getByRole("heading", { name: "报上了" })).toBeVisible();
    await axeClean(page);
    await office.reload();
    await expect(office.locator("main")).toContainText("1 / 1");
    await axeClean(office);
    // Nobody identified: it is full, and asking leads to the sign-in first.
    await page.locator("button[form=kiosk-exit]").click();
    await ready(page, /\/kiosk$/);
    await page.goto(`/kiosk/activities/${id}`);
    await ready(page, new RegExp(`/kiosk/activities/${id}$`));
    await page.getByRole("button", { name: "帮我排队" }).click();
    await expect(page).toHaveURL(/\/kiosk\/sign-in\?next=/);
    await office.getByRole("button", { name: "取消报名" }).click();
    await expect(office.locator("main")).toContainText("0 / 1");
    expect(found).toEqual([]);
    await office.context().close();
  });

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the list and an activity are plain pages, and joining is a plain form", async ({ page }) => {
    await page.goto("/kiosk/activities");
    await page.locator("[data-kiosk-zone=choices] a").first().click();
    await expect(page).toHaveURL(/\/kiosk\/activities\/[0-9a-f-]{36}$/);
    await page.locator("button[name=go][value=join]").click();
    await expect(page).toHaveURL(/\/kiosk\/sign-in/);
  });
});
