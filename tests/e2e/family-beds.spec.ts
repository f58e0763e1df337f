/**
 * Family beds: an elder applies at the kiosk and the office sees it. The steps from the review to acceptance and the clock of a bed are held by
 * tests of their use cases.
 */
import { expect, test, type Page } from "@playwright/test";
import { identifySomebody } from "./kiosk-machine.ts";
import { complaints, expectWhole, rowWith, signInAs } from "./office-desk.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "default" });

async function isSound(page: Page): Promise<void> {
  await expectWhole(page);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
}

test("an elder applies at the kiosk once, and the street owes the review", async ({ page }) => {
  const found = complaints(page);
  await page.setViewportSize({ width: 1080, height: 1920 });
  await identifySomebody(page, "这个月还能约");
  await page.goto("/kiosk/apply-bed");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("家庭养老床位");
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
  // The frame takes no touch in its first moment.
  await page.locator("[data-kiosk-ready=yes]").waitFor();
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
