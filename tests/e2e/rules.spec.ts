/** The rules of verification with their modes; a change of a mode needs two persons. The report with figures stands in day.spec.ts. */
import { expect, test } from "@playwright/test";
import { expectWhole, rowWith, signInAs } from "./office-desk.ts";
import { runAxe } from "./run-axe.ts";

const REPORT = "/office/rules?month=2026-10";
const RULE = "/office/rules/R-SHARED-CONTACT";

test("the rules' pages are whole and clean", async ({ page }) => {
  await signInAs(page, "district", REPORT);
  for (const address of [REPORT, RULE]) {
    await page.goto(address);
    await expectWhole(page);
    expect((await runAxe(page)).violations).toEqual([]);
  }
});

test("a street reads the rules and has no form to change a mode", async ({ page }) => {
  await signInAs(page, "street", RULE);
  await expect(page.locator("select[name=mode]")).toHaveCount(0);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("one person asks, cannot approve, and another decides; what was decided stays in the list", async ({ page }) => {
    await signInAs(page, "clerk", RULE);
    const why = `示例文件 ${Date.now()}`;
    await page.locator("select[name=mode]").selectOption("off");
    await page.locator("input[name=from]").fill("2099-01-01");
    await page.locator("input[name=reason]").fill(why);
    await page.getByRole("button", { name: "提交申请" }).click();
    await expect(page.getByRole("status").first()).toContainText("已记下");
    await expect(rowWith(page, why).getByRole("button", { name: "批准", exact: true })).toHaveCount(0);
    await expect(rowWith(page, why).getByRole("button", { name: "撤回" })).toBeVisible();
    await page.context().clearCookies();
    await signInAs(page, "deputy", RULE);
    await expect(rowWith(page, why).getByRole("button", { name: "批准", exact: true })).toBeVisible();
    await rowWith(page, why).getByRole("button", { name: "不批准" }).click();
    await expect(rowWith(page, why)).toContainText("未批准");
  });
});
