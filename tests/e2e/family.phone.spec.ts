/**
 * A daughter's phone: in by the simulated WeChat or by digits, today's visit as it happens, booking and taking back, rating, speaking up, and
 * the end of it all when the mother says so at a kiosk. At 360 px, also without scripts.
 */
import { expect, request as newRequest, test, type Browser, type Page } from "@playwright/test";
import { DAUGHTER, startFamilyServer, type FamilyServer } from "./family-district.ts";
import { identifyBy, postForm } from "./kiosk-machine.ts";
import { complaints, overflow, signInAs } from "./office-desk.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ viewport: { width: 360, height: 780 } });

let server: FamilyServer;
const at = (path: string) => `${server.origin}${path}`;
const home = () => `/family/elders/${server.linkId}`;

test.beforeAll(async () => {
  test.setTimeout(600_000);
  server = await startFamilyServer();
});
test.afterAll(async () => server.stop());

/** What is wrong with any page of the walk, told together at its end. */
const unsound: string[] = [];

async function look(page: Page): Promise<void> {
  const { pathname } = new URL(page.url());
  if ((await overflow(page)) > 0) unsound.push(`${pathname}: scrolls sideways`);
  const { violations } = await runAxe(page);
  unsound.push(...violations.map(({ id }) => `${pathname}: ${id}`));
}

async function comesByWechat(page: Page): Promise<void> {
  await page.goto(at("/family"));
  const entry = page.url();
  await page.getByRole("link", { name: "用微信进入" }).click();
  await expect(page).not.toHaveURL(entry);
  await page.locator("main a").first().click();
  await page.waitForURL(new RegExp(`${home()}$`));
}

/** The care worker in her own browser, by plain forms. */
async function asWorker(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ locale: "zh-CN", javaScriptEnabled: false })).newPage();
  await signInAs(page, "worker", `/worker/visits/${server.visitNo}`, server.origin);
  return page;
}

test("WeChat lets her in, and she sees arrival and leaving without asking again", async ({ page, browser }) => {
  const found = complaints(page);
  await page.goto(at("/family"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("家人入口");
  await look(page);
  await comesByWechat(page);
  await expect(page.getByRole("heading", { name: "今天", exact: true })).toBeVisible();
  await expect(page.locator("[data-live=live]")).toBeVisible({ timeout: 30_000 });
  await look(page);
  const worker = await asWorker(browser);
  await worker.getByRole("button", { name: "到达签到" }).click();
  await expect(page.getByText(/\d\d:\d\d 护理员到家了/)).toBeVisible({ timeout: 30_000 });
  await worker.getByRole("button", { name: "离开签退" }).click();
  await expect(page.getByText(/\d\d:\d\d 离开了，服务 \d+ 分钟/)).toBeVisible({ timeout: 30_000 });
  const tab = page.getByRole("link", { name: /^消息/ });
  await expect
    .poll(async () => {
      await page.reload();
      return tab.innerText();
    })
    .toMatch(/\d/);
  await tab.click();
  await expect(page.getByText("这次上门做完了")).toBeVisible();
  await expect(page.getByText("新", { exact: true }).first()).toBeVisible();
  await look(page);
  await expect(tab).toHaveText("消息");
  await page.reload();
  await expect(page.getByText("新", { exact: true })).toHaveCount(0);
  expect(found).toEqual([]);
});

test("a way to WeChat that did not begin on this phone leads nowhere", async ({ page }) => {
  await page.goto(at("/family/wechat/return?code=0123456789abcdef&state=ab12"));
  await expect(page.getByText("微信没有认出来")).toBeVisible();
  await page.goto(at(home()));
  await expect(page).toHaveURL(/\/family\/sign-in/);
});

test("she books for her mother, changes the time and takes it back", async ({ page }) => {
  const found = complaints(page);
  await comesByWechat(page);
  await page.getByRole("link", { name: "代预约" }).click();
  await expect(page.getByRole("heading", { name: "要哪项服务？" })).toBeVisible();
  await look(page);
  await page.locator('main a[href*="basket="]').first().click();
  await expect(page.getByRole("heading", { name: "哪个时间方便？" })).toBeVisible();
  await look(page);
  await page.locator('main a[href*="slot="]').first().click();
  await expect(page.getByRole("heading", { name: "请看一看，对不对？" })).toBeVisible();
  await look(page);
  await page.getByRole("button", { name: "约这次" }).click();
  await page.waitForURL(/\/booked\//);
  await expect(page.getByText("约好了", { exact: true })).toBeVisible();
  await look(page);
  const booked = new URL(page.url()).pathname;
  await page.goto(at(`${home()}/move/${booked.split("/").at(-1) ?? ""}`));
  await expect(page.getByRole("link", { name: "记录" })).toHaveAttribute("aria-current", "page");
  await look(page);
  await page.locator('main a[href*="slot="]').first().click();
  await expect(page.getByText("原来", { exact: true })).toBeVisible();
  await look(page);
  await page.getByRole("button", { name: "改到这个时间" }).click();
  await expect(page.getByText("时间改好了", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "撤销" })).toHaveCount(0);
  await page.goto(at(booked));
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(page.getByText("这次预约撤销了。")).toBeVisible();
  expect(found).toEqual([]);
});

test("she answers a time that the provider proposes", async ({ page }) => {
  await comesByWechat(page);
  await page.getByRole("link", { name: "看换哪个时间" }).click();
  await expect(page.getByRole("heading", { name: "护理机构可以来的时间" })).toBeVisible();
  await look(page);
  await page.locator("button[name=choice]").first().click();
  await expect(page.getByText("时间改好了。")).toBeVisible();
  await expect(page.getByRole("link", { name: "看换哪个时间" })).toHaveCount(0);
});

test("large letters stay on the phone and fit its screen", async ({ page }) => {
  await comesByWechat(page);
  await page.goto(at("/family/me"));
  await page.getByRole("radio", { name: "特大（长辈版）" }).check();
  await page.getByRole("button", { name: "用这样的字和颜色" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-step", "3");
  for (const width of [360, 430]) {
    await page.setViewportSize({ width, height: 780 });
    for (const path of ["", "/visits", "/book", "/complain", "/complain?topic=visit"]) {
      await page.goto(at(`${home()}${path}`));
      if ((await overflow(page)) > 0) unsound.push(`${path} at ${width}: scrolls sideways in large letters`);
    }
  }
  for (const path of ["/family/notices", "/family/me"]) {
    await page.goto(at(path));
    await look(page);
  }
  await page.getByRole("button", { name: "退出" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("家人入口");
  await expect(page.locator("html")).toHaveAttribute("data-step", "3");
  await look(page);
});

test("she says how a visit was and speaks up, and is told a number", async ({ page }) => {
  const found = complaints(page);
  await comesByWechat(page);
  await page.getByRole("link", { name: "记录" }).click();
  await expect(page.getByRole("heading", { name: "来过的" })).toBeVisible();
  await look(page);
  await page.getByRole("link", { name: "评一评" }).first().click();
  await expect(page.getByText("的服务怎么样？")).toBeVisible();
  await look(page);
  await page.getByRole("radio", { name: "不满意" }).check();
  await page.getByRole("checkbox", { name: "来晚了" }).check();
  await page.getByRole("button", { name: "就这样说" }).click();
  await expect(page.getByText(/会打电话问清楚。编号 \d{4}/)).toBeVisible();
  await page.getByRole("link", { name: "有意见要说" }).click();
  await look(page);
  await page.getByRole("link", { name: "上门服务" }).click();
  await page.getByRole("checkbox", { name: "时间不够" }).check();
  await page.locator("textarea").fill("上周两次都提前走了");
  await look(page);
  await page.getByRole("button", { name: "报上去" }).click();
  await expect(page.getByText(/收到了，编号 \d{4}/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "我说过的" })).toBeVisible();
  await look(page);
  await page.goto(at("/family/me"));
  await expect(page.getByText("替老人预约、改时间")).toBeVisible();
  await look(page);
  expect(found).toEqual([]);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("she comes by the digits to her telephone, and loses everything when her mother ends it at the kiosk", async ({
    page,
  }) => {
    await page.goto(at("/family/sign-in"));
    await page.locator("input[name=phone]").fill(DAUGHTER.phone);
    await page.getByRole("button", { name: "发短信" }).click();
    await page.locator("input[name=code]").waitFor();
    const code = /数字 (\d{6})/.exec(await page.locator("main").innerText())?.[1] ?? "";
    await page.locator("input[name=code]").fill(code);
    await page.getByRole("button", { name: "进入" }).click();
    await expect(page).toHaveURL(new RegExp(`${home()}$`));
    await page.goto(at(`${home()}/complain?topic=other`));
    await page.getByRole("button", { name: "报上去" }).click();
    await expect(page.getByText(/收到了，编号 \d{4}/)).toBeVisible();

    const kiosk = await newRequest.newContext({ baseURL: server.origin });
    expect(await identifyBy(kiosk, server.motherPhone)).not.toBeNull();
    const { address } = await postForm(kiosk, `/kiosk/family/${server.linkId}`, { do: "remove" });
    expect(address).toBe("/kiosk/family/done?what=removed");
    await kiosk.dispose();
    expect((await page.goto(at(home())))?.status()).toBe(404);
    await page.goto(at("/family"));
    await expect(page.getByText("还没有老人让您看")).toBeVisible();
  });
});

test("a care worker links a member of the family before a witness, and never herself", async ({ browser }) => {
  const page = await asWorker(browser);
  await page.getByRole("link", { name: /当面绑定家属/ }).click();
  const fill = async (witness: string) => {
    await page.locator("input[name=name]").fill("李强");
    await page.locator("select[name=relation]").selectOption("son");
    await page.locator("input[name=phone]").fill("16000000008");
    await page.getByRole("checkbox", { name: "看日程" }).check();
    await page.locator("input[name=witnessName]").fill(witness);
    await page.getByRole("button", { name: "记下同意" }).click();
  };
  await fill("李强");
  await expect(page.getByText("见证人不能是记录人")).toBeVisible();
  await fill("孙大姐");
  await expect(page.getByText("记下了。")).toBeVisible();
});

test("no page of the walk scrolls sideways or keeps anybody out", () => {
  expect(unsound).toEqual([]);
});
