import { expect, test } from "@playwright/test";
import { signInAs } from "./office-desk.ts";

const MONTH = "/office/calendar?month=2026-10";

for (const by of ["elder", "worker"] as const)
  test(`the calendar by ${by} shows a month of visits, without a complaint and without scrolling sideways`, async ({
    page,
  }) => {
    const found: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") found.push(message.text());
    });
    page.on("pageerror", (thrown) => found.push(thrown.message));
    await page.setViewportSize({ width: 1366, height: 768 });
    await signInAs(page, "district", `${MONTH}&by=${by}`);
    await page.locator("main table a").first().click();
    await expect(page.locator("main table a[href^='/office/visits/']").first()).toBeVisible();
    await expect(page.locator("main abbr").first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    );
    expect(found).toEqual([]);
  });

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a care worker is chosen from a list and the month before is one link away", async ({ page }) => {
    await signInAs(page, "district", "/office/calendar?month=2026-11&by=worker");
    await page.locator("main table a").first().click();
    await page.locator("main nav a[href*='month=2026-10']").first().click();
    await expect(page).toHaveURL(/person=.*month=2026-10|month=2026-10.*person=/);
    await expect(page.locator("main table a[href^='/office/visits/']").first()).toBeVisible();
  });

  test("a month without an allocation says why it cannot be planned", async ({ page }) => {
    await signInAs(page, "district", "/office/plan?month=2027-03");
    await page.locator("main form:has(input[name=seed]) button").click();
    await expect(page.getByRole("alert")).toContainText("2027-03");
    await expect(page).toHaveURL(/\/office\/plan\?month=2027-03/);
  });

  test("a visit that cannot move says so beside the form and stays where it is", async ({ page }) => {
    await signInAs(page, "district", "/office/visits?month=2026-11&state=accepted");
    await page.locator("main table a[href^='/office/visits/']").first().click();
    await page.locator("main a[href$='/change']").click();
    await page.locator("input[name=date]").fill("2027-01-05");
    await page.locator("main form:has(input[name=date]) button[value=move]").click();
    await expect(page.getByRole("alert")).toBeVisible();
    await page.locator("main form:has(select[name=reason]) button").click();
    await expect(page.locator("select[name=reason]")).toHaveAttribute("aria-invalid", "true");
  });

  test("an edit of the whole series shows every date and what stands against it, and changes nothing yet", async ({
    page,
  }) => {
    // Days after the demonstration's own: a visit of its today may have begun, whatever the clock of the machine says.
    await signInAs(page, "district", "/office/visits?month=2026-11&day=2026-11-19&state=accepted");
    await page.locator("main table a[href^='/office/visits/']").first().click();
    await page.locator("main a[href$='/change']").click();
    const before = await page.locator("input[name=time]").inputValue();
    await page.locator("input[name=time]").fill("03:00");
    await page.locator("select[name=scope]").selectOption("all");
    await page.locator("main form:has(select[name=scope]) button[value=move]").click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.locator("main table tbody tr")).not.toHaveCount(0);
    await expect(page.locator("main table tbody ul").first()).toBeVisible();
    await expect(page.locator("select[name=scope]")).toHaveValue("all");
    await expect(page.locator("input[name=confirmed]")).toHaveCount(0);
    await page.goto(page.url());
    await expect(page.locator("input[name=time]")).toHaveValue(before);
  });
});
