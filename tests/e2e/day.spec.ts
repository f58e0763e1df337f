/** The day as it runs, the door that nobody opens, visits nobody had planned, what warning rules would have refused, and the provider's month. */
import { expect, test, type Page } from "@playwright/test";
import { complaints, expectWhole, rowWith, signInAs } from "./office-desk.ts";
import { DAY_MONTH, startDayServer, type DayServer } from "./day-district.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });

let server: DayServer;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startDayServer();
});
test.afterAll(async () => server.stop());

const numberIn = (text: string): number => Number(/-?[\d,]+(\.\d+)?/.exec(text)?.[0].replaceAll(",", "") ?? "NaN");
const table = (page: Page, index = 0) => page.locator("main table").nth(index);
const column = async (page: Page, nth: number, index = 0) =>
  (await table(page, index).locator(`tbody tr > :nth-child(${nth})`).allInnerTexts()).map(numberIn);
const clean = async (page: Page) => expect((await runAxe(page)).violations).toEqual([]);
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

test("the report of what would have been refused adds up, and each count leads to that many visits", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "district", `/office/rules?month=${DAY_MONTH}`, server.origin);
  await expectWhole(page);
  await clean(page);
  const [counts, refused, yuan] = [await column(page, 3), await column(page, 4), await column(page, 5)];
  expect(sum(refused)).toBeGreaterThan(0);
  const total = table(page).locator("tfoot tr > *");
  expect((await total.allInnerTexts()).slice(-3).map(numberIn)).toEqual([sum(counts), sum(refused), sum(yuan)]);
  const row = table(page)
    .locator("tbody tr", { has: page.locator(`a[href$="/${server.warningRule}"]`) })
    .first();
  const said = numberIn(await row.locator("> :nth-child(3)").innerText());
  await row.locator("> :nth-child(3) a").click();
  await expect(page).toHaveURL(new RegExp(`rule=${server.warningRule}`));
  expect(numberIn(await page.locator("main form [role=status]").innerText())).toBe(said);
  expect(found).toEqual([]);
});

test("the street sees the late visit first with what to do, and says that it knows", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "street", "/office/today", server.origin);
  await expectWhole(page);
  await clean(page);
  const row = table(page).locator("tbody tr", { has: page.locator(`a[href$="/${server.lateVisit}"]`) });
  await expect(row).toContainText("迟到，老人还在等");
  await expect(row).toContainText("打电话问老人");
  await expect(row.getByRole("link", { name: "查看老人电话" })).toBeVisible();
  await row.getByRole("button", { name: "知道了" }).click();
  await expect(page.getByRole("status").first()).toContainText("已记下");
  await expect(row).toContainText("street 已知晓");
  expect(found).toEqual([]);
});

test("the provider sees it too and is led to whoever could go instead", async ({ page }) => {
  await signInAs(page, "provider", "/provider/today", server.origin);
  await expectWhole(page);
  await clean(page);
  const row = table(page).locator("tbody tr", { has: page.locator(`a[href$="/${server.lateVisit}"]`) });
  await expect(row).toContainText("迟到，还没签到");
  await row.getByRole("link", { name: "换人去" }).click();
  await expect(page).toHaveURL(new RegExp(server.lateVisit));
  await expect(page.getByText(/可以派（\d+ 名）/)).toBeVisible();
  await expect(page.getByText(/不能派（\d+ 名）/)).toBeVisible();
});

test.describe("on the care worker's phone, without client JavaScript", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  test("lateness is told, and a door that nobody opens is written down step by step", async ({ page }) => {
    await signInAs(page, "worker", "/worker/notices", server.origin);
    await expect(page.getByText(/还没签到/)).toBeVisible();
    await page.goto(`${server.origin}/worker/visits/${server.nextVisit}`);
    await page.locator("summary", { hasText: "没人应门" }).click();
    await expectWhole(page);
    await expect(page.getByRole("link", { name: "120", exact: true })).toBeVisible();
    for (const step of ["按门铃", "打电话给老人"]) {
      await page.locator("li", { hasText: step }).getByRole("button").click();
      await expect(page.locator("li", { hasText: step }).getByRole("button")).toHaveCount(0);
      await expect(page.locator("li", { hasText: step }).locator("time")).toBeVisible();
    }
    await expect(page.getByText(/还没等满时间/)).toBeVisible();
    await page.getByRole("button", { name: "报告没人应门" }).click();
    await expect(page.getByText(/没有等满/)).toBeVisible();
    await expect(page.getByText(/已报告/)).toBeVisible();
  });

  test("a visit that nobody had planned is recorded, justified by the provider and read by the office", async ({
    page,
  }) => {
    await signInAs(page, "worker", `/worker/unscheduled?elder=${server.elderNo}`, server.origin);
    await expectWhole(page);
    await page.getByRole("radio", { name: "老人要求改时间" }).check();
    await page.getByRole("button", { name: "记下并签到" }).click();
    await expect(page).toHaveURL(/\/worker\/visits\/2026-11-E\d+-\d+$/);
    await expect(page.getByText("已签到")).toBeVisible();
    const visitNo = page.url().split("/").at(-1) ?? "";
    await page.context().clearCookies();
    await signInAs(page, "provider", `/provider/visits/${visitNo}/unscheduled`, server.origin);
    await page.locator("textarea[name=text]").fill("老人临时要求提前一天");
    await page.getByRole("radio", { name: "家属" }).check();
    await page.getByRole("button", { name: "提交说明" }).click();
    await expect(page.getByText("已提交，街道会看到。")).toBeVisible();
    await page.context().clearCookies();
    await signInAs(page, "street", `/office/visits/${visitNo}`, server.origin);
    await expect(page.getByText("老人临时要求提前一天")).toBeVisible();
  });
});

test("the provider's month adds up in yuan, and each score opens on everything that was counted", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "provider", `/provider/month?month=${DAY_MONTH}`, server.origin);
  await expectWhole(page);
  await clean(page);
  const scores = table(page, 1);
  const kept = scores.locator("tbody tr").filter({ hasText: "接下并做到的服务" });
  const [part = NaN, whole = NaN] = (await kept.locator("> :nth-child(2)").innerText()).split("÷").map(numberIn);
  expect(whole).toBeGreaterThan(10);
  await kept.getByRole("link").click();
  await expect(page).toHaveURL(/part=kept/);
  const entries = table(page, 1).locator("tbody tr");
  await expect(entries).toHaveCount(whole);
  await expect(entries.filter({ has: page.getByText("算", { exact: true }) })).toHaveCount(part);
  await clean(page);
  await page.goto(`${server.origin}/provider/month?month=${DAY_MONTH}`);
  const [first] = await column(page, 2, 0);
  await table(page, 0).locator("tbody tr").first().getByRole("link").click();
  await expect(page).toHaveURL(/missing=/);
  await expect(table(page, 2).locator("tbody tr")).toHaveCount(first ?? NaN);
  expect(found).toEqual([]);
});

test("the provider says why a visit was missed, and it is owed from then on", async ({ page }) => {
  await signInAs(page, "provider", "/provider/today", server.origin);
  const row = () => rowWith(page, "说明未到原因").first();
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.getByText("说明未到原因").count();
      },
      { timeout: 120_000, intervals: [5000] },
    )
    .toBeGreaterThan(0);
  await row().locator("summary").click();
  await row().locator("select[name=reason]").selectOption({ label: "敲门无人应答" });
  await row().getByRole("button", { name: "记下原因" }).click();
  await expect(page.getByRole("status").first()).toContainText("欠次");
});
