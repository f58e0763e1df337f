/**
 * The whole life of a family bed in the browser: applied for at a kiosk, accepted when its devices proved themselves, an alarm that is answered,
 * sent to and closed by two people, a stay in hospital, and the month's settlement with the right days. What only waits in between is played
 * by the use cases that people take.
 */
import { expect, test, type Page } from "@playwright/test";
import { instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { signDeviceBody } from "#app/integrations/crypto/device-key.server.ts";
import { closeAlert, openDrill, secondAlert, takeAlert } from "#app/usecases/alerts/handle-alert.server.ts";
import { playOn } from "#app/usecases/demo/bed-course.server.ts";
import { hearDaily } from "#app/usecases/demo/demo-home.server.ts";
import { bindDevice, registerDevice, type DeviceSecrets } from "#app/usecases/devices/register-device.server.ts";
import { readBedRules } from "#app/usecases/family-beds/bed-policy.server.ts";
import { recordOrganisation } from "#app/usecases/family-beds/organisations.server.ts";
import { fen } from "#app/domain/money/fen.ts";
import { listDeskAlerts } from "#db/queries/alert-desk.ts";
import { readBedHead } from "#db/queries/bed-overview.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { FIRMS } from "#tests/support/bed-district.ts";
import { identifyBy } from "./kiosk-machine.ts";
import { complaints, expectWhole, rowWith, signInAs } from "./office-desk.ts";
import { smallElders, startOwnServer, type LastingServer } from "./own-server.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial", timeout: 300_000 });

const MONTH = plainMonth("2026-09");
const APPLIED_ON = plainDate("2026-09-01");
const ACCEPTED_ON = plainDate("2026-10-11");
const SETTLED_ON = plainDate("2026-11-03");
const START_MINUTE = 9 * 60 + 1;
const APPLICANT = smallElders(MONTH).find(({ phone }) => /^1\d{10}$/.test(String(phone ?? "")));
const DEVICES = [
  { kind: "sos_button", serial: "E2E-B" },
  { kind: "smoke", serial: "E2E-S" },
] as const;

let server: LastingServer;
let bedNo = "";
let elderNo = "";
const secrets = new Map<string, DeviceSecrets>();

test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startOwnServer({
    ...{ month: MONTH, today: APPLIED_ON, startMinute: START_MINUTE },
    play: async (context) => {
      for (const [name, creditCode] of Object.entries(FIRMS))
        await recordOrganisation({ ...context, actor: "user:clerk" }, { name, creditCode });
    },
  });
});
test.afterAll(async () => server.stop());

const main = (page: Page) => page.locator("main");

async function isSound(page: Page): Promise<void> {
  await expectWhole(page);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
}

async function openAs(page: Page, loginName: string, path: string): Promise<void> {
  await page.context().clearCookies();
  await signInAs(page, loginName, path, server.origin);
}

/** Opens the step's form and gives it. */
async function openStep(page: Page, name: string) {
  const box = main(page)
    .locator("details")
    .filter({ has: page.locator("summary", { hasText: name }) });
  await expect(box).toHaveCount(1);
  if ((await box.getAttribute("open")) === null) await box.locator("summary").click();
  return box;
}

async function take(page: Page, name: string, on: string | null = null): Promise<void> {
  const box = await openStep(page, name);
  if (on !== null) await box.locator("input[name=on]").fill(on);
  await box.getByRole("button", { name: "确定" }).click();
}

/** Files each paper that a step misses by its archive number, one after the other, as a clerk does. */
async function filePapers(page: Page, step: string): Promise<void> {
  const missing = (await openStep(page, step)).locator("ul a");
  for (let left = await missing.count(); left > 0; left -= 1) {
    await (await openStep(page, step)).locator("ul a").first().click();
    await page.locator("input[name=archiveNo]").fill(`A-${left}`);
    await main(page).locator("form").getByRole("button", { name: "添加材料" }).click();
    await expect(page.getByText("材料已添加")).toBeVisible();
  }
}

/** What a device sends over HTTPS, signed with its own secret. */
async function send(serial: string, measures: object): Promise<void> {
  const { token = "", secretHex = "" } = secrets.get(serial) ?? {};
  const post = async (seconds: number) => {
    const body = JSON.stringify({ device: serial, readings: [measures] });
    const signature = signDeviceBody(Buffer.from(secretHex, "hex"), String(seconds), body);
    return fetch(`${server.origin}/notify/devices`, {
      ...{ method: "POST", body },
      headers: {
        ...{ "Content-Type": "application/json", Authorization: `Bearer ${token}` },
        ...{ "X-Bedside-Timestamp": String(seconds), "X-Bedside-Signature": signature },
      },
    });
  };
  // The demonstration stands on another day: the device learns the time as one with a wrong clock does.
  const stale = (await (await post(Math.floor(Date.now() / 1000))).json()) as { readonly server_time: number };
  expect((await post(stale.server_time)).status).toBe(200);
}

/** From the street's review to the reported works; then the devices hang, and the tests of both are announced. */
async function build(context: Context, crypto: Parameters<typeof registerDevice>[1]): Promise<void> {
  await inTransaction(context, async (unit) => {
    elderNo = (await readBedHead(unit, bedNo))?.elderNo ?? "";
    const [provider] = await listProviders(unit);
    const items = [{ itemNo: 13, quantity: 2, unitPriceFen: fen(12_000n) }];
    await playOn(
      unit,
      { rules: await readBedRules(unit), crypto },
      {
        bedNo,
        today: ACCEPTED_ON,
        story: {
          ...{ elderNo, channel: "kiosk", appliedOn: APPLIED_ON, until: "in_acceptance", grade: 3 },
          ...{ firms: { ...FIRMS, provider: provider?.creditCode ?? "" }, items, serials: DEVICES },
          ...{ heardUntil: ACCEPTED_ON, pace: 1, later: [] },
        },
      },
    );
  });
  for (const { kind, serial } of DEVICES) {
    const wish = { deviceNo: serial, typeCode: kind, vendor: "generic", externalId: serial };
    secrets.set(serial, await registerDevice(context, crypto, wish));
    await bindDevice(context, { deviceNo: serial, elderNo });
    await openDrill(context, serial);
  }
}

/** Every morning of October the devices are heard; the tests of acceptance were closed by two people. */
async function live(context: Context): Promise<void> {
  await inTransaction(context, (unit) =>
    hearDaily(unit, { elderNo, devices: DEVICES }, { from: plainDate("2026-10-12"), to: SETTLED_ON }),
  );
  for (const { alert } of await inReading(context, (unit) => listDeskAlerts(unit, { most: 20, skip: 0 }))) {
    const at = (actor: string) => ({ ...context, actor, now: instant(alert.receivedAt.getTime() + 60_000) });
    if (alert.purpose !== "drill") continue;
    await takeAlert(at("user:operator"), alert.alertNo);
    await closeAlert(at("user:operator"), { alertNo: alert.alertNo, outcome: "test", note: "" });
    await secondAlert(at("user:district"), { alertNo: alert.alertNo, agrees: true });
  }
}

test("an elder applies at the kiosk, and the street owes the review", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: server.origin, viewport: { width: 1080, height: 1920 } });
  const page = await context.newPage();
  expect(await identifyBy(page.request, String(APPLICANT?.phone ?? ""))).not.toBeNull();
  await page.goto("/kiosk/apply-bed");
  // The frame takes no touch in its first moment.
  await page.locator("[data-kiosk-ready=yes]").waitFor();
  await page.getByRole("button", { name: "同意，帮我申请" }).click();
  await expect(page.getByText("申请收到了")).toBeVisible();
  bedNo = /JC-\d{6}/.exec(await page.locator("body").innerText())?.[0] ?? "";
  await page.setViewportSize({ width: 1440, height: 900 });
  await openAs(page, "clerk", "/office/beds?state=applied");
  await expect(rowWith(page, bedNo)).toContainText("等街道：街道初审通过");
  await context.close();
});

test("the bed is accepted when the platform has heard the test of each device, and never before", async ({ page }) => {
  server = await server.continueOn({ today: ACCEPTED_ON, startMinute: START_MINUTE, play: build });
  const found = complaints(page);
  await openAs(page, "clerk", "/office/beds/tasks");
  await expect(rowWith(page, bedNo)).toContainText("acceptance验收合格");
  await isSound(page);
  await page.goto(`${server.origin}/office/beds/tasks?lang=en&organisation=${FIRMS.acceptance}`);
  await rowWith(page, bedNo).locator("summary").click();
  await isSound(page);
  await page.goto(`${server.origin}/office/beds/${bedNo}?lang=zh-CN`);
  await filePapers(page, "验收合格");
  const form = await openStep(page, "验收合格");
  await expect(form.getByRole("row").filter({ hasText: "E2E-S" })).toContainText("没有收到试报警");
  await isSound(page);
  await form.scrollIntoViewIfNeeded();
  await form.locator("input[name=passed]").check();
  await take(page, "验收合格");
  await expect(page.getByText("平台还没有确认这些设备：E2E-B、E2E-S")).toBeVisible();
  await send("E2E-B", { sos: true });
  await send("E2E-S", { smoke: true });
  await page.goto(`${server.origin}/office/beds/${bedNo}`);
  const proven = await openStep(page, "验收合格");
  await expect(proven.getByText("已通过")).toHaveCount(2);
  await proven.locator("input[name=passed]").check();
  await take(page, "验收合格");
  await expect(page.locator("h1").locator("..")).toContainText("验收合格");
  await openAs(page, "street", `/office/beds/${bedNo}`);
  await take(page, "开始服务");
  await expect(page.locator("h1").locator("..")).toContainText("服务中");
  expect(found).toEqual([]);
});

test("an alarm is taken, somebody is sent, and two people close it", async ({ page }) => {
  server = await server.continueOn({ today: SETTLED_ON, startMinute: START_MINUTE, play: live });
  await send("E2E-B", { sos: true });
  await openAs(page, "operator", "/office/alerts");
  const alarm = main(page).locator("tbody tr").first();
  await expect(alarm).toContainText("紧急呼叫");
  await alarm.getByRole("button", { name: "接警" }).click();
  await expect(page).toHaveURL(/\/office\/alerts\/\d+$/);
  await page.getByRole("button", { name: "派出", exact: true }).first().click();
  await expect(main(page)).toContainText("派人 · ");
  await page.locator("input[name=outcome][value=true]").check();
  await page.locator("textarea[name=note]").fill("跌坐在卫生间，已扶起");
  await page.getByRole("button", { name: "填写结果" }).click();
  await expect(page.getByText("结果是您填写的，请另一位同事复核。")).toBeVisible();
  const { pathname } = new URL(page.url());
  await openAs(page, "district", pathname);
  await page.getByRole("button", { name: "同意办结" }).click();
  await expect(main(page)).toContainText("已办结");
  await page.goto(`${server.origin}/office/beds/${bedNo}`);
  await expect(rowWith(page, "红色 · 紧急呼叫").first()).toContainText("真实告警");
});

test("a stay in hospital shows in the days and the money of the month", async ({ page }) => {
  const found = complaints(page);
  await openAs(page, "street", `/office/beds/${bedNo}`);
  const suspend = await openStep(page, "暂停");
  await suspend.locator("select[name=reason]").selectOption("hospital");
  await take(page, "暂停", "2026-10-20");
  await expect(page.locator("h1").locator("..")).toContainText("暂停");
  await take(page, "恢复服务", "2026-10-25");
  await expect(page.locator("h1").locator("..")).toContainText("服务中");
  await openAs(page, "clerk", "/office/beds/months?month=2026-10");
  await page.getByRole("button", { name: "按事件计算" }).click();
  await expect(page.getByText("算出 1 行")).toBeVisible();
  // In service from the 11th: 21 days of October, five of them in hospital; 300 yuan × 16 ÷ 31, cut off.
  const cells = await rowWith(page, bedNo).locator("td, th").allTextContents();
  expect(cells.slice(2, 5)).toEqual(["16", "5", "0"]);
  expect(cells.join(" ")).toContain("¥300.00 × 16 ÷ 31 = ¥154.83");
  await expect(rowWith(page, bedNo)).toContainText("住院");
  await isSound(page);
  await page.getByRole("button", { name: "批准并入账" }).click();
  await expect(page.getByText("提出的人不能自己批准")).toBeVisible();
  await openAs(page, "district", "/office/beds/months?month=2026-10");
  await page.getByRole("button", { name: "批准并入账" }).click();
  await expect(page.getByText("已批准 1 行")).toBeVisible();
  expect(found).toEqual([]);
});
