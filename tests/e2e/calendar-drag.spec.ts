/** A visit dragged on the calendar is checked and priced before it moves; without scripts the change page prices it too. */
import { expect, test, type Page } from "@playwright/test";
import { complaints, expectWhole, signInAs } from "./office-desk.ts";
import { runAxe } from "./run-axe.ts";

const MONTH = "2026-11";

/** An elder of a later street whom no other spec touches, with visits to come. */
async function openElder(page: Page, place: number): Promise<void> {
  await signInAs(page, "district", `/office/calendar?month=${MONTH}&by=elder`);
  await page.locator("main table tbody a").nth(place).click();
  await expect(page.locator("main table a[href^='/office/visits/']").first()).toBeVisible();
}

const dayOf = (page: Page, date: string) =>
  page.locator("main td").filter({ has: page.locator(`time[datetime="${date}"]`) });
const dragged = (page: Page) => page.locator("main td a[draggable=true][href^='/office/visits/']");

/** The check of a dropped visit has said what it found. */
const answered = (page: Page) =>
  expect(page.locator("main").getByText("可以这样改，还没有改").or(page.getByRole("alert"))).toBeVisible();

/** Drops the last visit of the month on each day after today until one is possible. */
async function dragUntilPossible(page: Page): Promise<{ date: string; visit: string }> {
  const card = dragged(page).last();
  const visit = (await card.getAttribute("href")) ?? "";
  for (const day of ["27", "26", "25", "24", "23", "20", "19", "18", "17"]) {
    const date = `${MONTH}-${day}`;
    if ((await dayOf(page, date).locator(`a[href="${visit}"]`).count()) > 0) continue;
    await card.dragTo(dayOf(page, date));
    await answered(page);
    if (await page.getByRole("button", { name: "确认这样改" }).isVisible()) return { date, visit };
  }
  throw new Error("no day is possible");
}

test("a dragged visit is checked and priced, stays until it is confirmed, and then stands on the new day", async ({
  page,
}) => {
  const found = complaints(page);
  await page.setViewportSize({ width: 1440, height: 1000 });
  await openElder(page, 12);
  const { date, visit } = await dragUntilPossible(page);
  await expect(dayOf(page, date).locator(`a[href="${visit}"]`)).toHaveCount(0);
  await expect(page.locator("main").getByText(/护理员(当天路上|路上的时间)/)).toBeVisible();
  await expectWhole(page);
  await page.getByRole("button", { name: "确认这样改" }).click();
  await expect(dayOf(page, date).locator(`a[href="${visit}"]`)).toBeVisible();
  await expect(page).toHaveURL(/\/office\/calendar/);
  await expect(page.getByRole("button", { name: "确认这样改" })).toHaveCount(0);
  expect(found).toEqual([]);
});

test("a time that meets a conflict names it and offers no confirmation", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 1000 });
  await openElder(page, 13);
  // A day that is over is no day for a visit.
  await dragged(page)
    .last()
    .dragTo(dayOf(page, `${MONTH}-11`));
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("button", { name: "确认这样改" })).toHaveCount(0);
  await page.getByRole("button", { name: "不改" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("without a mouse, what stands beside a visit opens its change, another time is checked, and nothing is confirmed unchecked", async ({
  page,
}) => {
  const found = complaints(page);
  await page.setViewportSize({ width: 1440, height: 1000 });
  await openElder(page, 15);
  await page.locator("main td a[href$='/change']").last().press("Enter");
  await expect(page.locator("#drag-date")).toBeFocused();
  await expect(page.locator("main").getByText("时间和护理员都没有变")).toBeVisible();
  await expect(page.locator("#drag-worker option")).not.toHaveCount(0);
  const confirm = page.getByRole("button", { name: "确认这样改" });
  await expect(confirm).toHaveCount(0);
  await page.locator("#drag-time").fill("10:20");
  await expect(page.locator("main").getByText("时间和护理员都没有变")).toHaveCount(0);
  await page.locator("#drag-time").press("Enter");
  await answered(page);
  await page.locator("#drag-time").fill("10:25");
  await expect(confirm).toHaveCount(0);
  await page.getByRole("button", { name: "不改" }).click();
  await expect(page.locator("#drag-date")).toHaveCount(0);
  expect(found).toEqual([]);
});

/** Rows of the day board that belong to a care worker; visits to which nobody goes yet stand in one above them. */
const workerRows = (page: Page) => page.locator("main tbody tr").filter({ has: page.locator("th a") });

/** Those with, or without, a visit that may move. */
const boardRow = (page: Page, has: boolean) => {
  const visit = page.locator("td a[draggable=true]");
  return workerRows(page).filter(has ? { has: visit } : { hasNot: visit });
};

/** A later day on which one care worker has a visit that may move and a colleague has none. */
async function openBusyDay(page: Page): Promise<void> {
  await signInAs(page, "district", "/office/calendar/day");
  const providers = await page
    .locator("select[name=provider] option")
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  for (const day of ["19", "20", "23", "24"])
    for (const provider of providers) {
      await page.goto(`/office/calendar/day?provider=${provider}&date=${MONTH}-${day}`);
      if ((await boardRow(page, true).count()) > 0 && (await boardRow(page, false).count()) > 0) return;
    }
  throw new Error("no day has both");
}

/** Drops the first visit on the same hour of each idle colleague until one can go. */
async function dragToColleague(page: Page): Promise<{ visit: string; row: number }> {
  const card = boardRow(page, true).first().locator("td a[draggable=true]").first();
  const visit = (await card.getAttribute("href")) ?? "";
  const hour = (await card.locator("xpath=ancestor::td").getAttribute("data-hour")) ?? "";
  const rows = workerRows(page);
  for (let row = 0; row < (await rows.count()); row += 1) {
    if ((await rows.nth(row).locator("td a[draggable=true]").count()) > 0) continue;
    await card.dragTo(rows.nth(row).locator(`td[data-hour="${hour}"]`));
    await answered(page);
    if (await page.getByRole("button", { name: "确认这样改" }).isVisible()) return { visit, row };
  }
  throw new Error("no colleague can go");
}

test("a visit dragged to a colleague on a provider's day is priced in way, familiar faces and work, and then is the colleague's", async ({
  page,
}) => {
  const found = complaints(page);
  await page.setViewportSize({ width: 1440, height: 1000 });
  await openBusyDay(page);
  await expectWhole(page);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
  const { visit, row } = await dragToColleague(page);
  for (const text of [/改由.*去/, /不再去这一次/, /本机构护理员本月平均/, /路上/])
    await expect(page.locator("main").getByText(text).first()).toBeVisible();
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
  const rows = workerRows(page);
  await expect(rows.nth(row).locator(`a[href="${visit}"]`)).toHaveCount(0);
  await page.getByRole("button", { name: "确认这样改" }).click();
  await expect(rows.nth(row).locator(`a[href="${visit}"]`)).toBeVisible();
  await expect(page).toHaveURL(/\/office\/calendar\/day/);
  expect(found).toEqual([]);
});

test("whoever may not change a visit drags nothing", async ({ page }) => {
  await signInAs(page, "auditor", `/office/calendar?month=${MONTH}&by=elder`);
  await page.locator("main table tbody a").nth(12).click();
  await expect(page.locator("main td a[href^='/office/visits/']").first()).toBeVisible();
  await expect(page.locator("main td a[draggable=true]")).toHaveCount(0);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the page that changes a visit says what a time would cost, and moves nothing yet", async ({ page }) => {
    await openElder(page, 14);
    const visit = (await page.locator("main td a[title='已接']").last().getAttribute("href")) ?? "";
    await page.goto(`${visit}/change`);
    const was = await page.locator("input[name=time]").inputValue();
    await page.locator("input[name=time]").fill(was === "10:00" ? "10:30" : "10:00");
    await page.locator("main form:has(input[name=date]) button[value=price]").click();
    await expect(page.locator("main").getByText(/可以这样改|这样改不行/)).toBeVisible();
    await page.goto(`${visit}/change`);
    await expect(page.locator("input[name=time]")).toHaveValue(was);
  });
  test("the change page names who else could go, and the link beside a visit of the calendar leads there", async ({
    page,
  }) => {
    await openElder(page, 14);
    await page.locator("main td a[href$='/change']").last().click();
    await expect(page).toHaveURL(/\/change$/);
    await expect(page.locator("select[name=worker] option").first()).toContainText("现在去的");
    const other = await page.locator("select[name=worker] option").nth(1).getAttribute("value");
    await page.locator("select[name=worker]").selectOption(other);
    await page.locator("main form:has(input[name=date]) button[value=price]").click();
    await expect(page.locator("select[name=worker]")).toHaveValue(other ?? "");
    await expect(page.locator("main").getByText(/可以这样改|这样改不行/)).toBeVisible();
  });
});
