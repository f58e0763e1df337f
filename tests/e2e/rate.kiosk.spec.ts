/** 评价服务 and 我的额度 at the kiosk: two taps for a rating, three when something was not good, one for the allowance; also without scripts and wide. */
import { expect, test, type Page } from "@playwright/test";
import { complaints, identifySomebody, ready } from "./kiosk-machine.ts";
import { runAxe, WCAG_22_AA } from "./run-axe.ts";

const choice = (address: string) => `[data-kiosk-zone=choices] a[href="${address}"]`;
const face = (grade: string) => `button[name=grade][value=${grade}]`;

async function isAccessible(page: Page): Promise<void> {
  const { violations } = await runAxe(page, WCAG_22_AA, { rules: { "color-contrast-enhanced": { enabled: true } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

test("an elder rates a visit in two taps, and says in three what was not good", async ({ page }) => {
  const found = complaints(page);
  await identifySomebody(page, "条待评");
  await page.goto("/kiosk/home");
  await ready(page, /\/kiosk\/home$/);
  await page.locator(choice("/kiosk/rate")).click();
  await ready(page, /\/kiosk\/rate$/);
  await expect(page.locator("main")).toContainText("满意");
  await isAccessible(page);
  await page.locator(face("satisfied")).click();
  await ready(page, /\/kiosk\/rated\//);
  await expect(page.getByRole("heading", { name: "谢谢您" })).toBeVisible();
  await isAccessible(page);
  await page.locator('[data-kiosk-zone=action] a[href="/kiosk/rate"]').click();
  await ready(page, /\/kiosk\/rate$/);
  await page.locator(face("dissatisfied")).click();
  await ready(page, /say=remarks/);
  await isAccessible(page);
  await page.locator("label", { hasText: "来晚了" }).click();
  await page.locator("[data-kiosk-zone=action] button:last-of-type").click();
  await ready(page, /\/kiosk\/rated\/.*ticket=\d{4}/);
  await expect(page.locator("main")).toContainText("打电话给您");
  expect(found).toEqual([]);
});

test("the month's allowance is one tap away, and its reasons one more", async ({ page }) => {
  await identifySomebody(page, "下次上门");
  await page.goto("/kiosk/home");
  await ready(page, /\/kiosk\/home$/);
  await page.locator(choice("/kiosk/allowance")).click();
  await ready(page, /\/kiosk\/allowance$/);
  await expect(page.locator("main")).toContainText("还可约");
  await isAccessible(page);
  await page.locator(choice("/kiosk/allowance?why=1")).click();
  await ready(page, /why=1/);
  await expect(page.locator("main")).toContainText("每个月 4 次");
  await expect(page.locator("main")).toContainText("依据");
  await isAccessible(page);
});

test.describe("without client JavaScript, on a wide screen", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 1920, height: 1080 } });

  test("a rating is written down, and nobody's coming is asked twice", async ({ page }) => {
    await page.goto("/kiosk?orient=landscape");
    await identifySomebody(page, "条待评");
    await page.goto("/kiosk/rate");
    await page.locator(face("mostly_satisfied")).click();
    await expect(page.getByRole("heading", { name: "谢谢您" })).toBeVisible();
    await page.goto("/kiosk/rate");
    await page.locator("[data-kiosk-zone=action] a").click();
    await expect(page.getByRole("heading")).toContainText("没有人来吗");
    await page.locator("[data-kiosk-zone=action] button").click();
    await expect(page).toHaveURL(/ticket=\d{4}/);
  });
});
