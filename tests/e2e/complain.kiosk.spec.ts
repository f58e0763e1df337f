/** Speaking up: five taps without a name, the code shown once and good for asking later; the office answers, the provider sees nothing of it. */
import { expect, test, type Browser, type Page } from "@playwright/test";
import { complaints, ready, typeDigits } from "./kiosk-machine.ts";
import { runAxe, WCAG_22_AA } from "./run-axe.ts";
import { signInBy } from "./office-desk.ts";

async function axeClean(page: Page): Promise<void> {
  const { violations } = await runAxe(page, WCAG_22_AA);
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

async function desk(browser: Browser, baseURL: string, loginName: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  const page = await context.newPage();
  await signInBy(page.request, loginName, baseURL);
  return page;
}

const noSideScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const orient of ["portrait", "landscape"] as const)
  test(`a matter about money is told in five taps, answered by the office and asked about later (${orient})`, async ({
    page,
    browser,
    baseURL,
  }) => {
    if (orient === "landscape") await page.setViewportSize({ width: 1920, height: 1080 });
    const found = complaints(page);
    await page.goto(`/kiosk?orient=${orient}&street=3`);
    await page.goto("/kiosk/home");
    await ready(page, /\/kiosk\/home$/);
    let taps = 0;
    const tap = async (selector: string, next: RegExp) => {
      taps += 1;
      await page.locator(selector).first().click();
      await ready(page, next);
      await axeClean(page);
    };
    await tap('a[href="/kiosk/complain"]', /\/kiosk\/complain$/);
    await tap('a[href*="topic=worker"]', /topic=worker$/);
    await tap("label:has(input[value=took_money])", /topic=worker$/);
    await tap("button[name=go][value=details]", /reply=1/);
    await tap("button[name=go][value=anonymous]", /\/kiosk\/complained$/);
    expect(taps).toBe(5);
    const said = await page.locator("main").innerText();
    expect(said).toContain("不经过服务机构");
    const number = /编号 (\d{4})/.exec(said)?.[1] ?? "";
    const code = /查询码 (\d{6})/.exec(said)?.[1] ?? "";
    expect(page.url()).not.toContain(code);

    const street = await desk(browser, baseURL ?? "", "operator");
    await street.goto("/office/tickets?desk=street&kind=complaint");
    await axeClean(street);
    expect(await noSideScroll(street)).toBe(0);
    await street.locator(`th a[href$="-${number}"]`).click();
    await expect(street.locator("main")).toContainText("不给机构看");
    await axeClean(street);
    await street.getByRole("button", { name: "我来办" }).click();
    await expect(street.locator("main")).toContainText("在办");
    await street.getByLabel("答复内容").fill("钱已退回。");
    await street.getByRole("button", { name: "答复", exact: true }).click();
    await expect(street.locator("main")).toContainText("已答复");
    await street.context().close();

    await page.goto("/kiosk/complain?ask=1");
    await ready(page, /ask=1$/);
    await typeDigits(page, `${number}${code}`, true);
    await expect(page.locator("main")).toContainText("钱已退回。");
    await axeClean(page);
    expect(found).toEqual([]);
  });

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the same steps are plain forms, and a telephone to call back is typed key by key", async ({ page }) => {
    await page.goto("/kiosk/complain");
    await page.locator('a[href*="topic=visit"]').click();
    await page.locator("label:has(input[value=late])").click();
    await page.locator("label:has(input[value=broken])").click();
    await page.locator("button[name=go][value=details]").click();
    await expect(page.locator("main")).toContainText("来晚了、东西坏了");
    await page.locator('a[href*="reply=phone"]').click();
    await typeDigits(page, "13800001111", false);
    await expect(page.locator("main")).toContainText("个工作日内给您回话");
  });
});

test("an office writes down what somebody says on the telephone", async ({ browser, baseURL }) => {
  const page = await desk(browser, baseURL ?? "", "operator");
  await page.goto("/office/tickets/new");
  await axeClean(page);
  await page.getByLabel("类型").selectOption("consult");
  await page.getByLabel("街道").selectOption("3");
  await page.getByLabel("事情").fill("问补贴怎么申请，电话 13812345678");
  await page.getByRole("button", { name: "新建" }).click();
  await expect(page).toHaveURL(/\/office\/tickets\/\d{8}-\d{4}$/);
  await expect(page.locator("main")).toContainText("138****5678");
  await page.context().close();
});
