/** The registry of devices in the browser: silent ones first, a new one registered, hung, exchanged and given new secrets. */
import { expect, test, type Page } from "@playwright/test";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { noteDropped } from "#app/usecases/devices/note-dropped.server.ts";
import { watchDevices } from "#app/usecases/devices/watch-devices.server.ts";
import { listElderNumbers } from "#tests/support/first-elders.ts";
import { hangDevice, later, said, say } from "#tests/support/family-bed-devices.ts";
import type { Context } from "#db/transaction.ts";
import { complaints, expectWhole, rowWith, signInAs } from "./office-desk.ts";
import { startOwnServer, type LastingServer } from "./own-server.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });

const HOUR = 3600;
let server: LastingServer;
let elderNos: string[] = [];

async function play(context: Context): Promise<void> {
  elderNos = await listElderNumbers(context);
  const [first = "", second = ""] = elderNos;
  const before = later(context, -30 * HOUR);
  await hangDevice(before, { deviceNo: "SL-100-SM", typeCode: "smoke", elderNo: first });
  await hangDevice(before, { deviceNo: "SL-100-SO", typeCode: "sos_button", elderNo: first });
  await hangDevice(before, { deviceNo: "SL-200-SO", typeCode: "sos_button", elderNo: second });
  await hangDevice(before, { deviceNo: "SL-900-SM", typeCode: "smoke", elderNo: null });
  await say(context, said("SL-100-SO", { battery_percent: 88 }, { firmware: "1.0.3" }));
  await say(later(context, -2 * HOUR), said("SL-200-SO", { battery_percent: 31 }, { firmware: "1.0.2" }));
  await watchDevices(context);
  for (const total of [0, 12]) await noteDropped(context, { broker: "bedside", total });
}

test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startOwnServer({
    ...{ month: plainMonth("2026-11"), today: plainDate("2026-11-16"), startMinute: 9 * 60 + 1, play },
  });
});
test.afterAll(async () => server.stop());

async function isSound(page: Page): Promise<void> {
  await expectWhole(page);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
}

const LIST = "/office/beds/devices";

test("the longest silent stands first, the stock last, and a new device is told its secrets once", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "clerk", LIST, server.origin);
  const rows = page.locator("main tbody tr");
  await expect(rows.first()).toContainText("SL-100-SM");
  await expect(rows.first()).toContainText("失联，须上门");
  await expect(rows.last()).toContainText("备用");
  await expect(page.getByText("消息服务器丢弃了 12 条报文（最近 7 天）")).toBeVisible();
  await isSound(page);
  await page.locator("input[name=deviceNo]").fill("SL-901-SM");
  await page.locator("form:has(input[name=deviceNo]) select[name=typeCode]").selectOption("smoke");
  await page.locator("form:has(input[name=deviceNo]) select[name=vendor]").selectOption("generic");
  await page.locator("input[name=externalId]").fill("SL-901-SM");
  await page.getByRole("button", { name: "登记入库" }).click();
  await expect(page.getByText("只显示这一次，离开本页后不能再看", { exact: false })).toBeVisible();
  // The answer is there before the list was read anew; until then the button says that it works.
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await isSound(page);
  await page.goto(`${server.origin}${LIST}?silent=yes&lang=en`);
  await expect(rows).toHaveCount(2);
  await isSound(page);
  expect(found).toEqual([]);
});

test("a street exchanges a silent device, closes its order, and hangs another, without client code", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs(page, "street", `${LIST}/SL-100-SM`, server.origin);
  await expect(rowWith(page, "失联")).toHaveCount(1);
  await page.locator("select[name=result]").selectOption("swapped");
  await page.getByRole("button", { name: /^办结工单/ }).click();
  await expect(page.getByText("已办理。")).toBeVisible();
  await page.locator("input[name=byDeviceNo]").fill("SL-900-SM");
  await page.getByRole("button", { name: "更换", exact: true }).click();
  await expect(page.locator("h1").locator("..")).toContainText("维修");
  await page.goto(`${server.origin}${LIST}/SL-901-SM`);
  await page.locator("input[name=elderNo]").fill(elderNos[1] ?? "");
  await page.getByRole("button", { name: "绑定", exact: true }).click();
  await expect(page.getByText("已办理。")).toBeVisible();
  await context.close();
});

test("the page of a device shows its homes, and the district gives it new secrets", async ({ page }) => {
  const found = complaints(page);
  await signInAs(page, "clerk", `${LIST}/SL-900-SM`, server.origin);
  await expect(page.locator("main")).toContainText("至今");
  await isSound(page);
  await page.getByRole("button", { name: "更换令牌" }).click();
  await expect(page.getByText("旧令牌从现在起失效", { exact: false })).toBeVisible();
  await page.goto(`${server.origin}${LIST}/SL-100-SM?lang=en`);
  await isSound(page);
  expect(found).toEqual([]);
});
