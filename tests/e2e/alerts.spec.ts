/** The operations centre in the browser: an alarm stands on top, is taken, somebody is sent, and two people close it. */
import { sql } from "drizzle-orm";
import { expect, test, type Page } from "@playwright/test";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { hangDevice, later, said, say } from "#tests/support/family-bed-devices.ts";
import { complaints, expectWhole, rowWith, signInAs } from "./office-desk.ts";
import { startOwnServer, type OwnServer } from "./own-server.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });

let server: OwnServer;

/** A silent mattress, a door at night, and a press, in the home of the first elder. */
async function play(context: Context): Promise<void> {
  const [elder] = await inTransaction(context, async (unit) =>
    rowsOf<{ no: string }>(await unit.orm.execute(sql`select elder_no as no from elder order by elder_no limit 1`)),
  );
  const elderNo = elder?.no ?? "";
  const before = later(context, -6 * 3600);
  await hangDevice(before, { deviceNo: "B-100", typeCode: "sos_button", elderNo });
  await hangDevice(before, { deviceNo: "D-100", typeCode: "door", elderNo });
  await say(before, said("D-100", { door_open: true }));
  await say(later(context, -60), said("B-100", { battery_percent: 12 }));
  await say(context, said("B-100", { sos: true }));
  await say(later(context, 10), said("B-100", { sos: true }));
}

test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startOwnServer({
    month: plainMonth("2026-11"),
    today: plainDate("2026-11-16"),
    startMinute: 9 * 60 + 1,
    play,
  });
});
test.afterAll(async () => server.stop());

async function isSound(page: Page): Promise<void> {
  await expectWhole(page);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
}

const main = (page: Page) => page.locator("main");

test("the alarm stands on top, is taken, the nearest is sent, and the outcome waits for a second person", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "operator", "/office/alerts", server.origin);
  await isSound(page);
  await expect(page.locator("[data-live=live]")).toBeVisible();
  const rows = page.locator("main tbody tr");
  await expect(rows.first()).toContainText("紧急呼叫");
  await expect(rows.first()).toContainText("又触发 1 次");
  const age = Number(await rows.first().locator("[data-age]").getAttribute("data-age"));
  await expect
    .poll(async () => Number(await rows.first().locator("[data-age]").getAttribute("data-age")))
    .toBeGreaterThan(age);
  await rows.first().getByRole("button", { name: "接警" }).click();
  await expect(page).toHaveURL(/\/office\/alerts\/\d+$/);
  await expect(main(page)).toContainText("871-12345");
  await isSound(page);
  await page.getByRole("button", { name: "联系到本人" }).click();
  await expect(main(page)).toContainText("已记");
  await page.getByRole("button", { name: "派出", exact: true }).first().click();
  await expect(main(page)).toContainText("派人 · ");
  await page.locator("input[name=outcome][value=no_access]").check();
  await page.getByRole("button", { name: "填写结果" }).click();
  await expect(page.getByText("还没有人到场见到老人")).toBeVisible();
  await page.locator("input[name=outcome][value=true]").check();
  await page.locator("textarea[name=note]").fill("跌坐在卫生间，已扶起");
  await page.getByRole("button", { name: "填写结果" }).click();
  await expect(page.getByText("结果是您填写的，请另一位同事复核。")).toBeVisible();
  await isSound(page);
  // The refused outcome was answered with the page itself; the browser says nothing of its own.
  expect(found).toEqual([]);
});

test("a second person closes it without client code, and it leaves the list", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs(page, "district", "/office/alerts", server.origin);
  await rowWith(page, "紧急呼叫").getByRole("link").click();
  await page.getByRole("button", { name: "同意办结" }).click();
  await expect(main(page)).toContainText("已办结");
  await page.goto(`${server.origin}/office/alerts`);
  await expect(rowWith(page, "紧急呼叫")).toHaveCount(0);
  await expect(rowWith(page, "电量低")).toHaveCount(1);
  await context.close();
});

test("the next press of a test is awaited, and the seats needed are reckoned", async ({ page }) => {
  await signInAs(page, "operator", "/office/alerts?lang=en", server.origin);
  await page.locator("input[name=deviceNo]").fill("B-100");
  await page.locator("form:has(input[value=drill]) button").click();
  await expect(page).toHaveURL(/drill=started/);
  await page.goto(`${server.origin}/office/alerts/staffing?calls=200&handle=180&within=20`);
  await expect(page.locator("main")).toContainText("14");
  await isSound(page);
});
