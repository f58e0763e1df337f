/**
 * The operations centre in the browser: two operators and one seat, a call from its ring over the questions to a booking on behalf and its
 * end with an alarm on top all the while, and a shift that is handed over only when the alarm has an owner.
 */
import { expect as expectSoon, test, type Browser, type Page } from "@playwright/test";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { hashPassword } from "#app/integrations/crypto/password.server.ts";
import { leaveSomeToBook } from "#app/usecases/demo/leave-some-to-book.server.ts";
import { DEMO_PASSWORD } from "#app/usecases/demo/load-demo-district.server.ts";
import { listDemoElders } from "#db/queries/demo-elders.ts";
import { insertUsers } from "#db/repositories/access.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { hangDevice, later, said, say } from "#tests/support/family-bed-devices.ts";
import { complaints, expectWhole, overflow, signInAs } from "./office-desk.ts";
import { smallElders, startOwnServer, type OwnServer } from "./own-server.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial", timeout: 240_000 });

/** Three signed-in people with live pages share one embedded database: a slow machine takes its time. */
const expect = expectSoon.configure({ timeout: 30_000 });

const MONTH = plainMonth("2026-11");
const TODAY = plainDate("2026-11-15");
const ROWS = smallElders(MONTH);

let server: OwnServer;
/** An elder with a visit left to book, whose number nobody shares. */
let caller = { elderNo: "", phone: "" };

async function play(context: Context): Promise<void> {
  await leaveSomeToBook(context, MONTH);
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await inTransaction(context, async (unit) => {
    await insertUsers(unit, [{ loginName: "night", displayName: "夜班坐席（示例）", passwordHash, role: "operator" }]);
    const open = (await listDemoElders(unit, MONTH)).find((one) => one.standing < one.allowed && one.sharing === 1);
    const [elder] = await listEldersById(unit, [open?.id ?? ""]);
    const index = Number(elder?.elderNo.slice(1) ?? 1) - 1;
    caller = { elderNo: elder?.elderNo ?? "", phone: String(ROWS[index]?.phone ?? "") };
  });
  const { deviceNo } = await hangDevice(later(context, -3600), {
    deviceNo: "B-200",
    typeCode: "sos_button",
    elderNo: caller.elderNo,
  });
  await say(context, said(deviceNo, { sos: true }));
}

test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startOwnServer({
    month: MONTH,
    elders: ROWS,
    today: TODAY,
    startMinute: 19 * 60 + 45,
    isPlayed: true,
    play,
  });
});
test.afterAll(async () => server.stop());

async function isSound(page: Page): Promise<void> {
  await expectWhole(page);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
}

const main = (page: Page) => page.locator("main");
const newPage = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();
const alarms = (page: Page) => page.locator("[data-part=alarms][data-waits=yes]");
const sit = async (page: Page, seatNo: number) => {
  await page.locator("select[name=seatNo]").selectOption(String(seatNo));
  await page.locator("form:has(select[name=seatNo]) button").click();
};

test("the district plans two shifts, and one that overlaps is refused", async ({ page }) => {
  await signInAs(page, "district", "/office/centre/shifts/plan", server.origin);
  const plan = async (from: string, to: string, lead: string) => {
    await page.goto(`${server.origin}/office/centre/shifts/plan`);
    await page.locator("input[name=from]").fill(from);
    await page.locator("input[name=to]").fill(to);
    await page.locator("select[name=lead]").selectOption(`user:${lead}`);
    for (const box of await page.locator("input[name=operators]").all()) await box.check();
    await page.locator("main form button").click();
  };
  await isSound(page);
  await plan("2026-11-15 08:00", "2026-11-15 20:00", "operator");
  await expect(page).toHaveURL(/shifts$/);
  await plan("2026-11-15 19:00", "2026-11-16 06:00", "night");
  await expect(page.getByRole("alert")).toContainText("已经排了别的班");
  await plan("2026-11-15 20:00", "2026-11-16 08:00", "night");
  await expect(page.locator("main tbody tr")).toHaveCount(2);
  await isSound(page);
});

test("one of two operators gets the seat, and the supervisor sees who sits where without asking again", async ({
  page,
  browser,
}) => {
  const found = complaints(page);
  const night = await newPage(browser);
  const boss = await newPage(browser);
  await signInAs(night, "night", "/office/centre", server.origin);
  await signInAs(boss, "district", "/office/centre", server.origin);
  await expect(boss.locator("[data-live=live]")).toBeVisible();
  await signInAs(page, "operator", "/office/centre", server.origin);
  await isSound(page);
  await sit(page, 3);
  await expect(page.locator("[data-part=my-seat]")).toContainText("3 号");
  await expect(boss.locator("[data-seat='3']")).toHaveAttribute("data-state", "free");
  await expect(boss.locator("select[name=seatNo]")).toHaveCount(0);
  // What she had on her screen when he sat down: the page has hidden the seat since.
  await expect(night.locator("select[name=seatNo] option[value='3']")).toHaveCount(0);
  await night.locator("select[name=seatNo]").evaluate((select: HTMLSelectElement) => {
    const [first] = select.options;
    if (first) first.value = "3";
    select.selectedIndex = 0;
  });
  await night.locator("form:has(select[name=seatNo]) button").click();
  await expect(night.getByRole("alert")).toContainText("这个坐席已经有人");
  await sit(night, 4);
  await expect(night.locator("[data-part=my-seat]")).toContainText("4 号");
  await page.getByRole("button", { name: "小休" }).click();
  await expect(boss.locator("[data-seat='3']")).toHaveAttribute("data-state", "break");
  await page.getByRole("button", { name: "可以接听" }).click();
  await expect(boss.locator("[data-seat='3']")).toHaveAttribute("data-state", "free");
  await isSound(boss);
  await night.context().close();
  await boss.context().close();
  expect(found).toEqual([]);
});

test("a simulated ring is answered by the seat and ends with a result", async ({ page }) => {
  await signInAs(page, "operator", "/office/centre", server.origin);
  await page.getByRole("button", { name: "模拟一个来电" }).click();
  await expect(page.locator("[data-ring]")).toHaveCount(1);
  await page.getByRole("button", { name: "接听" }).click();
  await expect(page).toHaveURL(/calls\/\d+$/);
  await page.locator("select[name=purpose]").selectOption("help");
  await page.locator("select[name=result]").selectOption("settled");
  await page.locator("form:has(input[value=end]) button").click();
  await expect(page.getByRole("alert")).toContainText("求助不能当作答复结束");
  await page.locator("select[name=purpose]").selectOption("consult");
  await page.locator("select[name=result]").selectOption("hung_up");
  await page.locator("form:has(input[value=end]) button").click();
  await expect(page.locator("[data-part=my-seat]")).toHaveAttribute("data-state", "after_call");
});

test("the telephone's link opens the caller; two questions uncover the file, and a visit is booked with a spoken yes", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "operator", `/office/centre/calls/new?number=${caller.phone}`, server.origin);
  await expect(page.locator(`[data-possible=${caller.elderNo}]`)).toContainText("老人本人");
  await isSound(page);
  await page.getByRole("button", { name: "已接通，开始通话" }).click();
  await expect(main(page)).toContainText(caller.elderNo);
  await expect(main(page)).toContainText("代为预约要先核对身份");
  await expect(main(page)).toContainText("核对通过后显示");
  await expect(alarms(page)).toContainText("紧急呼叫");
  await isSound(page);
  for (let asked = 0; asked < 2; asked += 1) {
    await page.getByRole("button", { name: "问下一个问题" }).click();
    await page.getByRole("button", { name: "答对" }).click();
    await expect(page.getByRole("button", { name: "答对" })).toHaveCount(0);
  }
  await expect(page.locator("[data-check=passed]")).toBeVisible();
  await expect(main(page)).not.toContainText("核对通过后显示");
  await isSound(page);
  await page.mouse.wheel(0, 4000);
  await expect(alarms(page)).toBeInViewport();
  await page.getByRole("link", { name: "一人一档" }).click();
  await expect(alarms(page)).toContainText("紧急呼叫");
  await page.getByRole("link", { name: "回到通话" }).click();
  await page.getByRole("link", { name: "代为预约" }).click();
  await expect(page).toHaveURL(/\/book$/);
  // By what they lead to: the address changes a moment before the list.
  await page.locator("main ul a[href*='basket=']").first().click();
  await expect(page).toHaveURL(/basket=/);
  await page.locator("main ul a[href*='slot=']").first().click();
  const words = await page.locator("[data-part=read-out]").innerText();
  expect(words).toContain("您同意吗");
  await isSound(page);
  await page.locator("input[name=saidYes]").check();
  await page.getByRole("button", { name: "预约" }).click();
  await expect(page.locator("[data-booked]")).toContainText(words);
  await expect(page.locator("select[name=purpose]")).toHaveValue("book");
  await page.locator("select[name=result]").selectOption("booked");
  await page.locator("form:has(input[value=end]) button").click();
  await expect(main(page).getByRole("row").filter({ hasText: "已代为预约" })).toHaveCount(1);
  expect(found).toEqual([]);
});

test("a stranger is searched by name, fails the questions, and still gets a ticket, without client code and in English", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs(page, "operator", "/office/centre/calls/new?number=051323456789&lang=en", server.origin);
  await page.locator("main form button").click();
  const row = ROWS[Number(caller.elderNo.slice(1)) - 1];
  await page.locator("input[name=name]").fill(String(row?.fullName));
  await page.locator("input[name=birth]").fill(String(row?.idNumber).slice(6, 10));
  await page.locator("form:has(input[value=search]) button").click();
  await page.locator(`[data-possible=${caller.elderNo}] button`).click();
  for (let asked = 0; asked < 2; asked += 1) {
    await page.locator("button[value=ask]").click();
    await page.locator("button[name=right][value=no]").click();
  }
  await expect(page.locator("[data-check=failed]")).toBeVisible();
  expect(await overflow(page)).toBe(0);
  await page.locator("nav a[href*='kind=call_back']").click();
  await page.locator("textarea[name=summary]").fill("核对未通过，请社区上门了解");
  await page.locator("form:has(input[value=ticket]) button").click();
  await page.locator("select[name=purpose]").selectOption("call_back");
  await page.locator("select[name=result]").selectOption("not_passed");
  await page.locator("form:has(input[value=end]) button").click();
  await expect(page.locator("[data-part=my-seat]")).toHaveAttribute("data-state", "after_call");
  await context.close();
});

test("care calls are dialled from their list", async ({ page }) => {
  await signInAs(page, "operator", "/office/centre/care", server.origin);
  await isSound(page);
  const dial = page.locator("main tbody button").first();
  await dial.click();
  await expect(main(page)).toContainText("主动关怀：");
  await page.locator("select[name=result]").selectOption("not_reached");
  await page.locator("form:has(input[value=end]) button").click();
  // To leave at once would call the form back before it was sent.
  await expect(page.locator("[data-part=my-seat]")).toHaveAttribute("data-state", "after_call");
  await page.goto(`${server.origin}/office/centre/care`);
  await expect(main(page)).toContainText("今天打过，没接通");
});

test("a shift closes only when the red alert has an owner, and the next lead takes it over", async ({
  page,
  browser,
}) => {
  await signInAs(page, "operator", "/office/centre/shifts", server.origin);
  await expect(page.locator("[data-part=hand-over]")).toContainText("还有红色告警没有人接");
  await page.locator("[data-part=alarms] a[href*='/office/alerts/']").first().click();
  await page.getByRole("button", { name: "接警" }).click();
  await expect(main(page)).toContainText("处理中");
  await page.goto(`${server.origin}/office/centre/shifts`);
  await page.locator("textarea[name=note]").fill("紧急呼叫还在处理");
  await isSound(page);
  await page.getByRole("button", { name: "交班" }).click();
  await expect(main(page)).toContainText("已交班，待接班");
  const night = await newPage(browser);
  await signInAs(night, "night", "/office/centre/shifts", server.origin);
  await expect(night.locator("[data-part=take-over]")).toContainText("紧急呼叫还在处理");
  await isSound(night);
  await night.getByRole("button", { name: "我已看过，接班" }).click();
  await expect(main(night)).toContainText("已接班");
  await night.context().close();
});
