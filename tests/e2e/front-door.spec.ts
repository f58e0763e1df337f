import { expect, test, type Page } from "@playwright/test";
import { DEMO_PASSWORD } from "#app/usecases/demo/load-demo-district.server.ts";

/** Collects what the browser complains about; a page that is well has nothing to say. */
function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") found.push(message.text());
  });
  page.on("pageerror", (thrown) => found.push(thrown.message));
  return found;
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

test("the health and readiness addresses answer", async ({ request }) => {
  expect((await request.get("/healthz")).status()).toBe(200);
  expect((await request.get("/readyz")).status()).toBe(200);
});

for (const [name, size] of [
  ["desk", { width: 1440, height: 900 }],
  ["kiosk", { width: 1080, height: 1920 }],
  ["phone", { width: 390, height: 844 }],
] as const)
  test(`the sign-in page is whole at the size of a ${name}: no complaint, nothing to scroll sideways`, async ({
    page,
  }) => {
    const found = complaints(page);
    await page.setViewportSize(size);
    await page.goto("/sign-in");
    await expect(page.locator("form input[name=loginName]")).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", /^zh/);
    expect(await overflow(page)).toBe(0);
    expect(found).toEqual([]);
  });

test("an address that leads nowhere says so in the reader's language, with a way on and nothing for the browser to complain of", async ({
  page,
}) => {
  const found = complaints(page);
  const answer = await page.goto("/office/nowhere?lang=en");
  expect(answer?.status()).toBe(404);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page).toHaveTitle(/This page was not found/);
  await expect(page.getByRole("heading", { name: "This page was not found" })).toBeVisible();
  // The browser names the status of each page that was not found, which is no fault of it.
  expect(found.filter((one) => !one.includes("404"))).toEqual([]);
  await page.getByRole("link").click();
  await expect(page).toHaveURL(/\/(sign-in)?$/);
});

/** Only these tests and the care worker's phone fill the form in; everywhere else its request is sent (signInBy). */
async function signIn(page: Page, loginName: string): Promise<void> {
  await page.locator("input[name=loginName]").fill(loginName);
  await page.locator("input[name=password]").fill(DEMO_PASSWORD);
  await page.locator("form:has(input[name=password]) button").click();
}

test("a page of the office sends a stranger to sign in, and back afterwards", async ({ page }) => {
  await page.goto("/office/visits");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Foffice%2Fvisits/);
  await signIn(page, "district");
  await expect(page).toHaveURL(/\/office\/visits/);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a form without scripts signs in and leads to the person's own first page", async ({ page }) => {
    await page.goto("/sign-in");
    await signIn(page, "provider");
    await expect(page).toHaveURL(/\/provider\//);
  });

  test("a wrong password is refused with words on the page", async ({ page }) => {
    await page.goto("/sign-in");
    await page.locator("input[name=loginName]").fill("nobody");
    await page.locator("input[name=password]").fill("not the password");
    await page.locator("form:has(input[name=password]) button").click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

for (const [who, title] of [
  ["finance", "对账"],
  ["provider", "您不能查看这一页"],
] as const)
  test(`the office's printed address leads ${who} to ${title}`, async ({ page }) => {
    await page.goto("/office");
    await page.locator("input[name=loginName]").fill(who);
    await page.locator("input[name=password]").fill(DEMO_PASSWORD);
    await page.locator("form button[type=submit]").last().click();
    await expect(page.locator("h1")).toHaveText(title);
  });
