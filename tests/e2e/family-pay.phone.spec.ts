/**
 * A member of the family pays on the phone: outside WeChat by its page, inside WeChat by the bridge that WeChat puts into its pages, and without
 * scripts; one payment is called off first, one invoice is asked for. The desk sends a part back by two persons, the receipt shows it, the office sees what was told, and the day's bill agrees.
 */
import { expect, test, type Browser, type Page } from "@playwright/test";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { DAUGHTERS_PHONE, playDaughter } from "./daughter-who-pays.ts";
import { overflow, rowWith, signInAs } from "./office-desk.ts";
import { startOwnServer, type OwnServer } from "./own-server.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial", timeout: 300_000 });

const TODAY = plainDate("2026-11-16");
const WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0.50";
let server: OwnServer;
let visits: string[] = [];

test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startOwnServer({
    month: plainMonth("2026-11"),
    today: TODAY,
    startMinute: 11 * 60,
    settings: { DEMO_CASHIER: "bridge" },
    play: async (context, crypto) => {
      visits = await playDaughter(context, crypto);
    },
  });
});
test.afterAll(async () => server.stop());

async function isSound(page: Page): Promise<void> {
  expect(await overflow(page)).toBe(0);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
}

/** Digits are asked for once; every later phone of the test brings the session with it. */
let state: Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>> | undefined;

async function asDaughter(page: Page): Promise<void> {
  await page.goto(`${server.origin}/family/sign-in`);
  await page.locator("input[name=phone]").fill(DAUGHTERS_PHONE);
  await page.getByRole("button", { name: "发短信" }).click();
  await page.locator("input[name=code]").waitFor();
  const code = /数字 (\d{6})/.exec(await page.locator("main").innerText())?.[1] ?? "";
  await page.locator("input[name=code]").fill(code);
  await page.getByRole("button", { name: "进入" }).click();
  await page.waitForURL(/\/family\/elders\//);
  state = await page.context().storageState();
}

type PhoneKind = { readonly userAgent?: string; readonly javaScriptEnabled?: boolean };

async function phoneOf(browser: Browser, kind: PhoneKind): Promise<Page> {
  const viewport = { width: 360, height: 780 };
  const context = await browser.newContext({
    viewport,
    locale: "zh-CN",
    ...(state && { storageState: state }),
    ...kind,
  });
  return context.newPage();
}

/** The heading: a button beside the wait has the same words in it. */
const paid = (page: Page) => page.getByRole("heading", { name: "付好了", exact: true });

const openBill = async (page: Page, yuan: string) => {
  await page.goto(`${server.origin}/family/pay`);
  await page
    .getByRole("link")
    .filter({ hasText: `${yuan} 元` })
    .click();
};

test("outside WeChat: the split first, called off once, then paid by WeChat's page, and a receipt", async ({
  page,
}) => {
  await asDaughter(page);
  await page.getByRole("link", { name: "付款" }).click();
  await expect(page.locator("main")).toContainText("要付的");
  await isSound(page);
  await page.getByRole("link").filter({ hasText: "35 元" }).click();
  await expect(page.locator("main")).toContainText("谁付多少");
  await isSound(page);
  await page.getByRole("button", { name: "用微信付 35 元" }).click();
  await page.waitForURL(/\/family\/cashier/);
  await isSound(page);
  await page.getByRole("link", { name: "返回，不付" }).click();
  await expect(page.locator("main")).toContainText("等微信的结果");
  await isSound(page);
  await page.getByRole("button", { name: "不付了" }).click();
  await expect(page.locator("main")).toContainText("已取消，没有扣钱。");
  await page.getByRole("button", { name: "用微信付 35 元" }).click();
  await page.waitForURL(/\/family\/cashier/);
  await page.getByRole("button", { name: "付 35 元" }).click();
  await expect(paid(page)).toBeVisible({ timeout: 20_000 });
  await page.getByRole("link", { name: "看收据" }).click();
  await expect(page.locator("main")).toContainText("叁拾伍元整");
  await expect(page.locator("main")).toContainText("家人（女儿）");
  await expect(page.locator("main")).toContainText("示例");
  await isSound(page);
  await page.getByRole("radio", { name: "单位" }).check();
  await page.locator("input[name=title]").fill("某某公司");
  await page.locator("input[name=taxNumber]").fill("320602195001011234");
  await page.getByRole("button", { name: "请他们开发票" }).click();
  await expect(page.locator("main")).toContainText("税号不对");
  await page.locator("input[name=taxNumber]").fill("");
  await page.getByRole("button", { name: "请他们开发票" }).click();
  await expect(page.locator("main")).toContainText(/已经告诉服务机构，编号 \d{4}/);
  await isSound(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("叁拾伍元整")).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByText("已经告诉服务机构")).toBeHidden();
});

type Bridged = { readonly name: string; readonly call: Readonly<Record<string, string>> };
type PlayedBridge = Window & { calls: Bridged[]; end: (said: string) => void };

/** What WeChat puts into every page that it shows: it remembers what it was called with and ends as the test says. */
async function playBridge(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const here = window as unknown as PlayedBridge & { WeixinJSBridge: unknown };
    here.calls = [];
    here.WeixinJSBridge = {
      invoke: (name: string, call: Record<string, string>, done: (answer: { err_msg: string }) => void) => {
        here.calls.push({ name, call });
        here.end = (said) => done({ err_msg: `get_brand_wcpay_request:${said}` });
      },
    };
  });
}

const callsOf = (page: Page) => page.evaluate(() => (window as unknown as PlayedBridge).calls);
const endBridge = (page: Page, said: string) =>
  page.evaluate((text) => (window as unknown as PlayedBridge).end(text), said);

async function callNo(page: Page, count: number): Promise<Bridged> {
  await expect.poll(async () => (await callsOf(page)).length).toBe(count);
  const call = (await callsOf(page)).at(-1);
  if (call === undefined) throw new Error("the bridge was not called");
  return call;
}

test("inside WeChat: the bridge is called with what we have signed, and believed in nothing that it says", async ({
  browser,
}) => {
  const page = await phoneOf(browser, { userAgent: WECHAT });
  await playBridge(page);
  await openBill(page, "20");
  await expect(page.locator("main")).toContainText("谁付多少");
  await expect(page.getByRole("link", { name: "付款", exact: true })).toHaveAttribute("aria-current", "page");
  await page.getByRole("button", { name: "用微信付 20 元" }).click();
  const first = await callNo(page, 1);
  expect(first.name).toBe("getBrandWCPayRequest");
  expect(Object.keys(first.call).sort()).toEqual(["appId", "nonceStr", "package", "paySign", "signType", "timeStamp"]);
  expect(first.call).toMatchObject({ signType: "RSA" });
  expect(first.call["package"]).toMatch(/^prepay_id=/);
  const main = page.locator("main");
  await endBridge(page, "cancel");
  await expect(main).toContainText("您在微信里没有付");
  await isSound(page);
  await page.getByRole("button", { name: "再去付一次" }).click();
  const second = await callNo(page, 2);
  expect(second.call["nonceStr"]).not.toBe(first.call["nonceStr"]);
  await expect(main).not.toContainText("您在微信里没有付");
  await endBridge(page, "fail");
  await expect(main).toContainText("微信没有打开付款页");
  await page.getByRole("button", { name: "再去付一次" }).click();
  const third = await callNo(page, 3);
  // A page may say that it was paid; what counts is what WeChat tells the server.
  const asked = page.waitForResponse((answer) => answer.request().method() === "POST");
  await endBridge(page, "ok");
  await asked;
  await expect(main).toContainText("等微信的结果");
  await expect(paid(page)).toHaveCount(0);
  // The simulated WeChat checks the signature of these very parameters before it shows a person the amount.
  const cashier = await page.context().newPage();
  const forged = new URLSearchParams({ ...third.call, nonceStr: first.call["nonceStr"] ?? "", back: "/family/pay" });
  await cashier.goto(`${server.origin}/family/cashier?${forged.toString()}`);
  await expect(cashier.locator("main")).toContainText("微信不认这张付款单");
  const ticket = new URLSearchParams({ ...third.call, back: "/family/pay" });
  await cashier.goto(`${server.origin}/family/cashier?${ticket.toString()}`);
  await cashier.getByRole("button", { name: "付 20 元" }).click();
  await expect(paid(page)).toBeVisible({ timeout: 20_000 });
  await page.context().close();
});

test("without scripts: by a link, and the button that looks at the result", async ({ browser }) => {
  const page = await phoneOf(browser, { javaScriptEnabled: false });
  await openBill(page, "15");
  await page.getByRole("button", { name: "用微信付 15 元" }).click();
  await page.getByRole("link", { name: "去微信付款" }).click();
  await page.getByRole("button", { name: "付 15 元" }).click();
  const look = page.getByRole("button", { name: "我付好了，看结果" });
  await expect(paid(page).or(look)).toBeVisible();
  if (await look.isVisible()) await look.click();
  await expect(paid(page)).toBeVisible();
  await page.context().close();
});

const DESK = "/office/own-payments";

async function untilShown(page: Page, path: string, text: string): Promise<void> {
  const read = async () => {
    await page.goto(`${server.origin}${path}`);
    return page.locator("main").innerText();
  };
  await expect.poll(read, { timeout: 90_000, intervals: [2_000] }).toContain(text);
}

test("the desk sends a part back, the receipt shows it, the office sees what was told, the bill agrees", async ({
  browser,
}) => {
  const desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" })).newPage();
  await signInAs(desk, "finance", DESK, server.origin);
  await rowWith(desk, visits[0] ?? "")
    .filter({ hasText: "已付款" })
    .getByRole("link")
    .click();
  await desk.locator("input[name=amount]").fill("10.00");
  await desk.getByRole("button", { name: "申请退款" }).click();
  await expect(desk.locator("main")).toContainText("待批准");
  await desk.context().clearCookies();
  await signInAs(desk, "deputy", DESK, server.origin);
  await desk.getByRole("button", { name: "批准退款" }).click();
  await expect(desk.getByRole("button", { name: "批准退款" })).toHaveCount(0);
  await untilShown(desk, DESK, "已退到账");

  const phone = await phoneOf(browser, {});
  await phone.goto(`${server.origin}/family/pay`);
  await expect(phone.locator("main")).toContainText("已退 10 元");
  await phone.getByRole("link").filter({ hasText: "已退 10 元" }).click();
  await expect(phone.locator("main")).toContainText("¥25.00");
  await isSound(phone);

  await untilShown(desk, "/office/messages", "退回 10.00 元");
  await expect(desk.locator("main")).toContainText("160****0009");
  await expect(desk.locator("main")).toContainText("仅记录");
  await isSound(desk);

  await desk.context().clearCookies();
  await signInAs(desk, "finance", DESK, server.origin);
  await desk.locator("input[name=on]").fill(TODAY);
  await desk.getByRole("button", { name: "取账单并对账" }).click();
  await desk.waitForURL(/\/jobs\//);
  await untilShown(desk, DESK, "微信里没有未到账的钱。");
  await expect(desk.locator("main")).toContainText("没有差异。");
  await desk.context().close();
  await phone.context().close();
});
