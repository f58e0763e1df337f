/** Notices in two taps, a self-check by five questions, an application with a telephone; written, published and withdrawn by an office. */
import { expect, test, type Page } from "@playwright/test";
import { complaints, ready, typeDigits } from "./kiosk-machine.ts";
import { runAxe, WCAG_22_AA } from "./run-axe.ts";
import { signInAs } from "./office-desk.ts";

async function axeClean(page: Page): Promise<void> {
  const { violations } = await runAxe(page, WCAG_22_AA);
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

for (const orient of ["portrait", "landscape"] as const)
  test(`a notice is read in two taps, and the self-check says what to bring (${orient})`, async ({ page }) => {
    if (orient === "landscape") await page.setViewportSize({ width: 1920, height: 1080 });
    const found = complaints(page);
    await page.goto(`/kiosk?orient=${orient}&street=1`);
    await page.goto("/kiosk/home");
    await ready(page, /\/kiosk\/home$/);
    await page.locator('a[href="/kiosk/notices"]').click();
    await ready(page, /\/kiosk\/notices$/);
    await axeClean(page);
    await page.locator('[data-kiosk-zone=choices] a[href^="/kiosk/notices/"]').first().click();
    await ready(page, /\/kiosk\/notices\/[0-9a-f-]{36}$/);
    await axeClean(page);
    await page.goto("/kiosk/check");
    for (const [place, answer] of ["yes", "yes", "yes", "yes", "no"].entries()) {
      await expect(page.locator("main")).toContainText(`第${place + 1}步`);
      await ready(page, /\/kiosk\/check/);
      await page.locator(`[data-kiosk-zone=choices] a[href$="=${answer}"]`).click();
    }
    await expect(page.getByRole("heading", { name: "您可以申请" })).toBeVisible();
    await ready(page, /institution=no$/);
    await axeClean(page);
    await expect(page.locator("main")).toContainText("身份证");
    expect(found).toEqual([]);
  });

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the self-check is a row of links, and an application is sent with a telephone", async ({ page }) => {
    await page.goto("/kiosk/check?age=yes&hukou=yes&residence=yes&needs_help=yes&institution=no");
    await page.locator('a[href="/kiosk/apply"]').click();
    await typeDigits(page, "13800001111", false);
    await expect(page.locator("main")).toContainText("个工作日内给您回话");
  });
});

test("an office writes a notice, publishes it to kiosks and withdraws it", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signInAs(page, "clerk", "/office/notices/new");
  await axeClean(page);
  await page.locator("[name=title]").fill("试一试");
  await page.locator("[name=plain]").fill("请带身份证来。");
  await page.locator("[name=body]").fill("全文");
  await page.locator("[name=validFrom]").fill("2026-11-15");
  await page.getByRole("button", { name: "存草稿" }).click();
  await expect(page).toHaveURL(/\/office\/notices\/[0-9a-f-]{36}$/);
  await axeClean(page);
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  expect((await page.request.get(`/kiosk/notices/${id}`)).status()).toBe(404);
  await page.getByRole("button", { name: "发布到一体机" }).click();
  await expect(page.locator("main")).toContainText("已发布");
  expect((await page.request.get(`/kiosk/notices/${id}`)).status()).toBe(200);
  await page.locator("[name=reason]").fill("写错了");
  await page.getByRole("button", { name: "撤下通知" }).click();
  await expect(page.locator("main")).toContainText("已撤下");
  await page.goto("/office/notices");
  await axeClean(page);
});
