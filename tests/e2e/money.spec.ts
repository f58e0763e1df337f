import { expect, test } from "@playwright/test";
import { complaints, overflow, signInAs } from "./office-desk.ts";

/** The demonstration's past month is closed, so nothing here can change it. */
const PAST = "2026-10";

test("a closed month is reconciled on one page: every difference named, books at zero, digests shown, a file to take away", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "finance", `/office/settlement?month=${PAST}`);
  await expect(page.getByText("每一处差额都有说明，没有对不上的数。")).toBeVisible();
  await expect(page.getByText("回访否认").first()).toBeVisible();
  await expect(page.getByText("已关账", { exact: true })).toBeVisible();
  await expect(page.locator("button[value=open]")).toHaveCount(0);
  expect(await overflow(page)).toBe(0);
  const file = await page.request.get(`/office/settlement/export?month=${PAST}`);
  expect(file.headers()["content-type"]).toContain("spreadsheetml");
  expect(found).toEqual([]);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a street reads its claims and their lines, each with its checks and four amounts", async ({ page }) => {
    await signInAs(page, "street", `/office/claims?month=${PAST}`);
    expect(await overflow(page)).toBe(0);
    await page.locator("tbody a").first().click();
    await expect(page.getByRole("columnheader", { name: "核定" })).toBeVisible();
    await expect(page.getByText(/16 项检查全部通过/).first()).toBeVisible();
    expect(await overflow(page)).toBe(0);
  });

  test("a month without claims offers no close, and shows its checks all the same", async ({ page }) => {
    await signInAs(page, "district", "/office/settlement?month=2027-03");
    await expect(page.getByRole("heading", { name: "关账前的检查" })).toBeVisible();
    await expect(page.locator("button[value=open]")).toHaveCount(0);
  });

  test("a provider sees what is not in its claim, and why", async ({ page }) => {
    await signInAs(page, "provider", `/provider/claims?month=${PAST}`);
    await expect(page.getByRole("heading", { name: "没有收进来的" })).toBeVisible();
    await expect(page.locator("button[value=prepare]")).toHaveCount(0);
    expect(await overflow(page)).toBe(0);
  });
});
