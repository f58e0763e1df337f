/** A visit that the office calls off while the care worker has it on the phone: it stays on the day with its reason, also without a network. */
import { expect, test, type Page } from "@playwright/test";
import { cutNetwork, goOffline, goOnline, type CutNetwork } from "./cut-network.ts";
import { startDayServer, type DayServer } from "./day-district.ts";
import { complaints, overflow, signInAs } from "./office-desk.ts";

const CODE = "482913";

let server: DayServer;
let network: CutNetwork;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startDayServer();
  network = await cutNetwork(server.origin);
});
test.afterAll(async () => {
  await network.end();
  await server.stop();
});

async function unlock(page: Page): Promise<void> {
  await page.locator("input[name=digits]").fill(CODE);
  await page.getByRole("button", { name: "打开" }).click();
  await expect(page.locator("input[name=digits]")).toBeHidden();
}

const linkTo = (page: Page, visitNo: string) => page.locator(`article a[href="/worker/visits/${visitNo}"]`);
const calledOff = (page: Page) => page.locator("article", { hasText: "已取消" });

test("a visit that was called off stands on the day with its reason, leads nowhere, and stays without a network", async ({
  context,
  page,
  browser,
}) => {
  const found = complaints(page);
  const { nextVisit } = server;
  await signInAs(page, "worker", "/worker", network.origin);
  await page.evaluate(async () => navigator.serviceWorker.ready);
  await page.locator("input[name=digits]").fill(CODE);
  await page.getByRole("button", { name: "设好密码" }).click();
  await expect(page.getByText("已设好")).toBeVisible();
  await expect(linkTo(page, nextVisit).first()).toBeVisible();
  await expect(calledOff(page)).toHaveCount(0);

  const office = await (await browser.newContext({ locale: "zh-CN" })).newPage();
  await signInAs(office, "district", `/office/visits/${nextVisit}`, server.origin);
  const answer = await office.request.post(`${server.origin}/office/visits/${nextVisit}/change`, {
    headers: { origin: server.origin, "sec-fetch-site": "same-origin" },
    form: { step: "cancel", reason: "RC-ELDER-HOSPITAL" },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(302);
  await office.context().close();

  // The days have come and are sealed on the phone once it asks for nothing more.
  await page.reload({ waitUntil: "networkidle" });
  await expect(calledOff(page)).toHaveCount(1);
  await expect(calledOff(page)).toContainText("这次取消了，不用去。 原因：老人住院。");
  await expect(calledOff(page)).toContainText(/\d\d:\d\d 通知。/);
  await expect(linkTo(page, nextVisit)).toHaveCount(0);
  expect(await overflow(page)).toBe(0);
  await goOffline(network, context);
  await page.close();

  const offline = await context.newPage();
  await offline.goto(`${network.origin}/worker`);
  await unlock(offline);
  await expect(calledOff(offline)).toContainText("原因：老人住院");
  await offline.goto(`${network.origin}/worker/visits/${nextVisit}`);
  await unlock(offline);
  await expect(calledOff(offline)).toContainText("这次取消了，不用去。");
  expect(await overflow(offline)).toBe(0);
  await goOnline(network, context);
  expect(found).toEqual([]);
});
