/** The care worker's phone with the network cut: from opening to check-out, and past the end of the page, nothing is lost and nothing doubled. */
import { expect, test, type BrowserContext, type Page } from "@playwright/test";
import { workerDaySchema, type DayVisit } from "#app/domain/visits/sync-message.ts";
import { cutNetwork, goOffline, goOnline, type CutNetwork } from "./cut-network.ts";
import { overflow, signInAs } from "./office-desk.ts";

const CODE = "482913";
const HERE = { latitude: 31.98, longitude: 120.89, accuracy: 20 };

// A request that hung when the network came back is given up after 20 seconds, and the next attempt follows its back-off.
test.describe.configure({ timeout: 120_000 });

let network: CutNetwork;
test.beforeEach(async ({ baseURL, context }) => {
  network = await cutNetwork(baseURL ?? "");
  await context.grantPermissions(["geolocation"], { origin: network.origin });
  await context.setGeolocation(HERE);
});
test.afterEach(async () => network.end());

const at = (path: string) => `${network.origin}${path}`;

const cut = (context: BrowserContext) => goOffline(network, context);
const mend = (context: BrowserContext) => goOnline(network, context);

/** Signs in and waits until the pages are kept on the phone. */
async function open(page: Page): Promise<void> {
  await signInAs(page, "worker", "/worker", network.origin);
  await page.evaluate(async () => navigator.serviceWorker.ready);
  await expect(page.getByText("没有网络也能用")).toBeVisible();
}

async function setCode(page: Page): Promise<void> {
  await page.locator("input[name=digits]").fill(CODE);
  await page.getByRole("button", { name: "设好密码" }).click();
  await expect(page.getByText("已设好")).toBeVisible();
}

async function unlock(page: Page): Promise<void> {
  await page.locator("input[name=digits]").fill(CODE);
  await page.getByRole("button", { name: "打开" }).click();
  await expect(page.locator("input[name=digits]")).toBeHidden();
}

async function visits(page: Page): Promise<DayVisit[]> {
  return workerDaySchema.parse(await (await page.request.get(at("/worker/day"))).json()).visits;
}

/** The last visit of the days that nobody has checked in to: the other tests of this run begin with the first. */
async function openVisit(page: Page): Promise<DayVisit> {
  const found = (await visits(page)).findLast((visit) => visit.recorded.checkedInMs === null);
  if (found === undefined) throw new Error("no visit is open");
  return found;
}

const visitOf = async (page: Page, visitNo: string) =>
  (await visits(page)).find((visit) => visit.visitNo === visitNo)?.recorded;

const syncLine = (page: Page) => page.locator("header [role=status]");

test("opened, checked in, checked out and killed without a network, then reopened and reconnected: each event arrives once", async ({
  context,
  page,
  browser,
}) => {
  await open(page);
  await setCode(page);
  const { visitNo } = await openVisit(page);
  await cut(context);
  await page.close();

  const offline = await context.newPage();
  await offline.goto(at("/worker"));
  await unlock(offline);
  await expect(syncLine(offline)).toHaveText("没有网络，照常签到，有网就上传");
  await offline.getByRole("link", { name: "接单" }).click();
  await offline.locator(`article a[href="/worker/visits/${visitNo}"]`).click();
  await offline.getByRole("button", { name: "到达签到" }).click();
  await expect(offline.getByText("已签到")).toBeVisible();
  await expect(offline.getByText("已存在手机里，有网就上传")).toBeVisible();
  await expect(syncLine(offline)).toHaveText("没有网络，已存在手机里（1 条）");
  await offline.getByRole("radio", { name: "做了" }).first().check();
  await offline.getByRole("button", { name: "保存服务清单" }).click();
  await expect(offline.getByText("服务清单还没填")).toBeHidden();
  await offline.getByRole("radio", { name: "老人要求提前结束" }).check();
  await offline.getByRole("button", { name: "离开签退" }).click();
  await expect(offline.getByText("这次服务做完了。")).toBeVisible();
  await expect(syncLine(offline)).toHaveText("没有网络，已存在手机里（4 条）");
  expect(await overflow(offline)).toBe(0);
  await offline.close();

  const again = await context.newPage();
  await again.goto(at(`/worker/visits/${visitNo}`));
  await unlock(again);
  await expect(again.getByText("这次服务做完了。")).toBeVisible();
  await expect(syncLine(again)).toHaveText("没有网络，已存在手机里（4 条）");
  await mend(context);
  // An attempt that hung when the network came back is given up first.
  await expect(syncLine(again)).toHaveText(/^已全部上传 \d\d:\d\d$/, { timeout: 50_000 });
  await expect(again.getByText("这次服务做完了。")).toBeVisible();
  const recorded = await visitOf(again, visitNo);
  expect(recorded?.checkedInMs).not.toBeNull();
  expect(recorded?.checkedOutMs).not.toBeNull();
  expect(recorded).toMatchObject({ positionFailure: null, notes: ["老人要求提前结束"] });

  const office = await (await browser.newContext({ locale: "zh-CN" })).newPage();
  await signInAs(office, "district", `/office/visits/${visitNo}`, network.origin);
  for (const word of ["签到", "签退", "完成小类", "备注"])
    await expect(office.locator("li").filter({ hasText: "手机时间" }).filter({ hasText: word })).toHaveCount(1);
  await office.context().close();
});

test("wrong digits open nothing, and the visits stay closed", async ({ context, page }) => {
  await open(page);
  await setCode(page);
  const [visit] = await visits(page);
  await cut(context);
  await page.goto(at("/worker"));
  await page.locator("input[name=digits]").fill("482914");
  await page.getByRole("button", { name: "打开" }).click();
  await expect(page.getByText("密码不对，还可以试 9 次。")).toBeVisible();
  await expect(page.getByText(visit?.name ?? "")).toBeHidden();
  await unlock(page);
  await expect(page.getByRole("heading", { name: /^今天/ })).toBeVisible();
});

test("signing out is refused while something is unsent, and wipes the phone once all is sent", async ({
  context,
  page,
}) => {
  await open(page);
  await setCode(page);
  const { visitNo } = await openVisit(page);
  await page.goto(at(`/worker/visits/${visitNo}`));
  await expect(syncLine(page)).toHaveText(/已全部上传/);
  await cut(context);
  await page.locator("textarea[name=text]").fill("门铃坏了");
  await page.getByRole("button", { name: "记下备注" }).click();
  await expect(syncLine(page)).toHaveText("没有网络，已存在手机里（1 条）");
  await page.getByRole("button", { name: "退出登录" }).click();
  await expect(page.getByText("还有 1 条没上传")).toBeInViewport();
  await expect(page).toHaveURL(at(`/worker/visits/${visitNo}`));
  await mend(context);
  await expect(syncLine(page)).toHaveText(/已全部上传/, { timeout: 50_000 });
  await page.getByRole("button", { name: "退出登录" }).click();
  await page.waitForURL((address) => address.pathname === "/sign-in");
  const kept = await page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name));
  expect(kept.filter((name) => name?.startsWith("bedside-phone"))).toEqual([]);
});

test("an update of the app keeps the outbox and sends it afterwards", async ({ page }) => {
  await open(page);
  const { visitNo } = await openVisit(page);
  let isBlocked = true;
  await page.route("**/worker/sync", (route) => (isBlocked ? route.abort() : route.continue()));
  await page.goto(at(`/worker/visits/${visitNo}`));
  await page.locator("textarea[name=text]").fill("更新之前记下");
  await page.getByRole("button", { name: "记下备注" }).click();
  await expect(syncLine(page)).toContainText("1 条");
  const active = await page.evaluate(async () => {
    const changed = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
    await navigator.serviceWorker.register("/service-worker.js?next-build", { scope: "/worker" });
    await changed;
    return navigator.serviceWorker.controller?.scriptURL ?? "";
  });
  expect(active).toContain("next-build");
  await page.reload();
  await expect(syncLine(page)).toContainText("1 条");
  isBlocked = false;
  await page.reload();
  await expect(syncLine(page)).toHaveText(/已全部上传/);
  expect((await visitOf(page, visitNo))?.notes).toContain("更新之前记下");
});

test("no page with people's data is in any cache, and the store holds none in the clear", async ({ page }) => {
  await open(page);
  await setCode(page);
  const { home, name, visitNo } = await openVisit(page);
  await page.goto(at(`/worker/visits/${visitNo}`));
  await expect(page.locator("h1")).toBeVisible();
  const kept = await page.evaluate(async () => {
    const texts: string[] = [];
    for (const cacheName of await caches.keys()) {
      const cache = await caches.open(cacheName);
      for (const request of await cache.keys())
        if (!request.url.includes("/assets/"))
          texts.push(request.url, (await (await cache.match(request))?.text()) ?? "");
    }
    return texts.join("\n");
  });
  expect(kept).toContain("/worker/offers");
  for (const secret of [home.name, home.place, name, home.phone ?? home.name]) expect(kept).not.toContain(secret);
});

test("a visit that nobody had planned is recorded without a network, outlives the page, and gets its number later", async ({
  context,
  page,
}) => {
  await open(page);
  await setCode(page);
  await cut(context);
  await page.close();
  const offline = await context.newPage();
  await offline.goto(at("/worker"));
  await unlock(offline);
  await offline.getByRole("link", { name: "记一次计划外服务" }).click();
  await expect(offline.getByRole("heading", { name: "计划外服务" })).toBeVisible();
  await offline.getByRole("button", { name: "记下并签到" }).click();
  await expect(offline.getByText("请写老人全名或编号，或者选一位。")).toBeVisible();
  await offline.locator("select[name=elder]").selectOption({ index: 1 });
  await offline.getByRole("radio", { name: "老人要求改时间" }).check();
  expect(await overflow(offline)).toBe(0);
  await offline.getByRole("button", { name: "记下并签到" }).click();
  await expect(offline).toHaveURL(/\/worker\/visits\/NEW-/);
  await expect(offline.getByText("已签到")).toBeVisible();
  const address = offline.url();
  await offline.locator("textarea[name=text]").fill("陪送医院");
  await offline.getByRole("button", { name: "记下备注" }).click();
  await expect(syncLine(offline)).toHaveText("没有网络，已存在手机里（2 条）");
  await offline.close();

  const again = await context.newPage();
  await again.goto(address);
  await unlock(again);
  await expect(again.getByText("陪送医院").first()).toBeVisible();
  await mend(context);
  await expect(syncLine(again)).toHaveText(/^已全部上传 \d\d:\d\d$/, { timeout: 50_000 });
  await expect(again.getByText("已签到")).toBeVisible();
  await again.getByRole("button", { name: "离开签退" }).click();
  await expect(again.getByText("这次服务做完了。")).toBeVisible();
  await expect(syncLine(again)).toHaveText(/^已全部上传 \d\d:\d\d$/, { timeout: 50_000 });
  const phoneNo = address.split("/").at(-1);
  const made = (await visits(again)).find((visit) => visit.phoneNo === phoneNo);
  expect(made?.visitNo).toMatch(/^2026-11-E\d+-\d+$/);
  expect(made?.recorded).toMatchObject({ notes: ["陪送医院"] });
  expect(made?.recorded.checkedOutMs).not.toBeNull();
});

test("a door that nobody opens is written down step by step without a network, and each step keeps its time", async ({
  context,
  page,
}) => {
  await open(page);
  await setCode(page);
  const { visitNo } = await openVisit(page);
  await cut(context);
  await page.goto(at(`/worker/visits/${visitNo}`));
  await unlock(page);
  await page.locator("summary", { hasText: "没人应门" }).click();
  const steps = ["按门铃", "告诉机构"];
  for (const step of steps) {
    await page.locator("li", { hasText: step }).getByRole("button").click();
    await expect(page.locator("li", { hasText: step }).locator("time")).toBeVisible();
  }
  expect(await overflow(page)).toBe(0);
  await page.getByRole("button", { name: "报告没人应门" }).click();
  await expect(page.getByText(/没有等满/)).toBeVisible();
  await page.locator("summary", { hasText: "这里不安全" }).click();
  await page.getByRole("button", { name: "报告不安全" }).click();
  await expect(page.getByText(/已报告不安全/)).toBeVisible();
  await expect(syncLine(page)).toHaveText("没有网络，已存在手机里（4 条）");
  await mend(context);
  await expect(syncLine(page)).toHaveText(/^已全部上传 \d\d:\d\d$/, { timeout: 50_000 });
  const recorded = await visitOf(page, visitNo);
  expect(recorded?.doorSteps?.map(({ step }) => step)).toEqual(["knock", "call_street"]);
  expect(recorded?.unsafeMs).toBeGreaterThanOrEqual(recorded?.noAnswerMs ?? Infinity);
  expect(recorded?.noAnswerMs).toBeGreaterThanOrEqual(recorded?.doorSteps?.[1]?.atMs ?? Infinity);
  await expect(page.getByText(/没有等满/)).toBeVisible();
});
