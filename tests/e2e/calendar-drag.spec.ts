/** A visit dragged on the calendar is checked and priced before it moves; without scripts the change page prices it too. */
import { expect, test, type Page } from "@playwright/test";
import { complaints, expectWhole, signInAs } from "./office-desk.ts";

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
  expect(page.locator("main").getByText("可以改到这个时间，还没有改").or(page.getByRole("alert"))).toBeVisible();

/** Drops the last visit of the month on each day after today until one is possible. */
async function dragUntilPossible(page: Page): Promise<{ date: string; visit: string }> {
  const card = dragged(page).last();
  const visit = (await card.getAttribute("href")) ?? "";
  for (const day of ["27", "26", "25", "24", "23", "20", "19", "18", "17"]) {
    const date = `${MONTH}-${day}`;
    if ((await dayOf(page, date).locator(`a[href="${visit}"]`).count()) > 0) continue;
    await card.dragTo(dayOf(page, date));
    await answered(page);
    if (await page.getByRole("button", { name: "确认改到这个时间" }).isVisible()) return { date, visit };
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
  await page.getByRole("button", { name: "确认改到这个时间" }).click();
  await expect(dayOf(page, date).locator(`a[href="${visit}"]`)).toBeVisible();
  await expect(page).toHaveURL(/\/office\/calendar/);
  await expect(page.getByRole("button", { name: "确认改到这个时间" })).toHaveCount(0);
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
  await expect(page.getByRole("button", { name: "确认改到这个时间" })).toHaveCount(0);
  await page.getByRole("button", { name: "不改" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
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
    await expect(page.locator("main").getByText(/可以改到这个时间|这个时间不行/)).toBeVisible();
    await page.goto(`${visit}/change`);
    await expect(page.locator("input[name=time]")).toHaveValue(was);
  });
});
