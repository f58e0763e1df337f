import { expect, test, type Page } from "@playwright/test";
import { signInAs } from "./office-desk.ts";

const SCREENS = ["/provider/inbox", "/provider/visits", "/provider/workers", "/provider/statements?month=2026-10"];

function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") found.push(message.text());
  });
  page.on("pageerror", (thrown) => found.push(thrown.message));
  return found;
}

async function signIn(page: Page): Promise<void> {
  await signInAs(page, "provider");
  await expect(page).toHaveURL(/\/provider\/inbox/);
}

test("the provider's screens are whole: a title, no complaint, nothing to scroll sideways", async ({ page }) => {
  const found = complaints(page);
  await signIn(page);
  for (const width of [1440, 1366]) {
    await page.setViewportSize({ width, height: 900 });
    for (const address of SCREENS) {
      await page.goto(address);
      await expect(page.locator("h1")).toBeVisible();
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0);
    }
  }
  expect(found).toEqual([]);
});

test("one press accepts an offer, and it is gone from those to answer", async ({ page }) => {
  await signIn(page);
  const accept = page.locator("article > div button[name=offerIds]:visible").filter({ hasText: /^接受/ });
  await expect(accept.first()).toBeVisible();
  const before = await accept.count();
  await accept.first().click();
  await expect(page).toHaveURL(/accepted=1/);
  await expect(page.getByRole("status").first()).toBeVisible();
  await expect(accept).toHaveCount(before - 1);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a decline without a reason is refused beside its card; with one it is written down", async ({ page }) => {
    await signIn(page);
    const card = page.locator("article:has(button[name=offerIds])").first();
    await card.locator("summary").click();
    await card.locator("details button").click();
    await expect(page.locator("article details[open] fieldset")).toContainText("原因");
    const open = page.locator("article:has(details[open])");
    await open.locator("input[value=too_far]").check();
    // A card holds one elder, or neighbours who are declined together.
    const decline = open.locator("details button");
    const offers = (await decline.getAttribute("value"))?.split(" ").length;
    await decline.click();
    await expect(page).toHaveURL(new RegExp(`declined=${offers}$`));
  });
});
