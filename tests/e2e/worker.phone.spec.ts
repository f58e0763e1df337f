/** The care worker's phone, from check-in to check-out. Each test takes a visit that is still open. */
import { expect, test, type Page } from "@playwright/test";

function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") found.push(message.text());
  });
  page.on("pageerror", (thrown) => found.push(thrown.message));
  return found;
}

async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in?next=/worker");
  await page.locator("input[name=loginName]").fill("worker");
  await page.locator("input[name=password]").fill("bedside-demo-2026");
  await page.locator("form:has(input[name=password]) button").click();
  await page.waitForURL((url) => url.pathname === "/worker");
}

/** Opens the first visit that nobody has checked in to. */
async function openVisit(page: Page): Promise<void> {
  const links = page.locator("article h2 a");
  await expect(links.first()).toBeVisible();
  const addresses = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  for (const address of addresses) {
    await page.goto(address);
    if ((await page.getByRole("button", { name: "到达签到" }).count()) > 0) return;
  }
  throw new Error("no visit is open");
}

async function checkInAndOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "到达签到" }).click();
  await expect(page.getByText("已签到")).toBeVisible();
  await page.getByRole("radio", { name: "做了" }).first().check();
  await page.getByRole("button", { name: "保存服务清单" }).click();
  await expect(page.getByText("服务清单还没填")).toBeHidden();
  await page.getByRole("button", { name: "离开签退" }).click();
  await expect(page.getByText("这次服务做完了。")).toBeVisible();
}

/** A visit of a moment is too short, and that is said as soon as it has been judged. */
async function objectInTwoTaps(page: Page): Promise<void> {
  const contest = page.locator("summary", { hasText: "申诉" }).first();
  await expect
    .poll(async () => (await page.goto("/worker/record")) !== null && contest.isVisible(), { timeout: 60_000 })
    .toBe(true);
  await contest.tap();
  await page.getByRole("button", { name: "老人要求提前结束" }).first().tap();
  await expect(page.locator("main")).toContainText(/您 .+ 说：老人要求提前结束/);
}

test("a care worker checks in, lists the services and checks out; nothing scrolls sideways, every target is large enough", async ({
  page,
}) => {
  const found = complaints(page);
  await signIn(page);
  await openVisit(page);
  const shape = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    low: [...document.querySelectorAll("main button, main summary, nav a")].filter(
      (one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 44,
    ).length,
  }));
  expect(shape).toEqual({ overflow: 0, low: 0 });
  await checkInAndOut(page);
  await page.goto("/worker/record");
  await expect(page.getByRole("heading", { name: "我的记录" })).toBeVisible();
  await objectInTwoTaps(page);
  expect(found).toEqual([]);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the same steps are plain forms", async ({ page }) => {
    await signIn(page);
    const addresses = page.locator("article h2 a");
    await expect(addresses.first()).toBeVisible();
    for (let index = (await addresses.count()) - 1; index >= 0; index -= 1) {
      await page.goto("/worker");
      await addresses.nth(index).click();
      if ((await page.getByRole("button", { name: "到达签到" }).count()) > 0) break;
    }
    await checkInAndOut(page);
  });
});
