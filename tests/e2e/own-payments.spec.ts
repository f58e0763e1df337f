/** An elder pays an own visit at the kiosk by the code, finance sends a part back by two persons, and the day's bill agrees to the fen. */
import { expect, test, type Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { insertVisits } from "#db/repositories/visits.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { ownVisitRow } from "#tests/support/own-visit.ts";
import { expectWhole, rowWith, signInAs } from "./office-desk.ts";
import { startOwnServer, type OwnServer } from "./own-server.ts";
import { runAxe } from "./run-axe.ts";

test.describe.configure({ mode: "serial" });

const MONTH = plainMonth("2026-11");
const TODAY = plainDate("2026-11-16");

let server: OwnServer;
let visitNo = "";
let phone = "";

type Found = { readonly id: string; readonly elderNo: string; readonly name: string; readonly streetId: number };

/** A visit beyond the month's number for an elder who has a telephone of his or her own. */
async function bookOwnVisit(context: Context): Promise<void> {
  await inTransaction(context, async (unit) => {
    const elders = rowsOf<Found>(
      await unit.orm.execute(sql`select e.id, e.elder_no as "elderNo", e.name, e.street_id as "streetId" from elder e
        where (select count(*) from elder o where o.phone_index = e.phone_index) = 1
          and (select count(*) from elder o where o.name = e.name) = 1 order by e.elder_no`),
    );
    const [provider] = rowsOf<{ id: string }>(
      await unit.orm.execute(sql`select id from provider order by name limit 1`),
    );
    const roster = generateDemoDistrict({ seed: "1", month: MONTH }).elders;
    const phoneOf = (name: string) => String(roster.find((row) => row["fullName"] === name)?.["phone"] ?? "");
    const elder = elders.find(({ name }) => /^1\d{10}$/.test(phoneOf(name)));
    if (!elder || !provider) throw new Error("no elder with a telephone of their own");
    phone = phoneOf(elder.name);
    const row = ownVisitRow({
      ...{ id: unit.newId(), elder, providerId: provider.id, sequence: 5, plannedFen: 3_500n },
      start: plusMinutes(context.now, 2 * 1_440),
    });
    visitNo = row.visitNo;
    await insertVisits(unit, [row], []);
  });
}

test.beforeAll(async () => {
  test.setTimeout(240_000);
  server = await startOwnServer({ month: MONTH, today: TODAY, startMinute: 11 * 60, play: bookOwnVisit });
});
test.afterAll(async () => server.stop());

async function isSound(page: Page): Promise<void> {
  await expectWhole(page);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
}

/** Sends a form as a kiosk without scripts does. @returns the page's text */
async function send(page: Page, path: string, form: Readonly<Record<string, string>>): Promise<string> {
  const headers = { origin: server.origin, "sec-fetch-site": "same-origin" };
  return (await page.request.post(`${server.origin}${path}`, { headers, form: { ...form } })).text();
}

async function identify(page: Page): Promise<void> {
  await page.request.get(`${server.origin}/kiosk`);
  const asked = (await send(page, "/kiosk/sign-in?next=/kiosk/home", { phone })).replace(/<[^>]+>/g, "");
  const code = /没有真短信\D*(\d{6})/.exec(asked)?.[1] ?? "";
  await send(page, "/kiosk/sign-in?next=/kiosk/home&step=code", { code });
}

test.describe("at the kiosk", () => {
  test.use({ viewport: { width: 1080, height: 1920 } });

  test("the elder sees who pays what, may leave it, and pays by the code", async ({ page }) => {
    await identify(page);
    await page.goto(`${server.origin}/kiosk/pay/${visitNo}`);
    await expect(page.locator("main")).toContainText("这次服务您付 35 元");
    await expect(page.locator("main")).toContainText("政府付 0 元，您付 35 元");
    await expect(page.getByRole("link", { name: "以后付" })).toBeVisible();
    await page.getByRole("button", { name: "用微信付" }).click();
    await expect(page.getByRole("img", { name: "请用微信扫一扫" })).toBeVisible();
    expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
    // The same key twice within a moment counts as a trembling hand.
    await page.waitForTimeout(800);
    await page.getByRole("button", { name: "演示：当作已付" }).click();
    await expect(page.locator("main")).toContainText("已付 35 元", { timeout: 20_000 });
    await expect(page.getByRole("link", { name: "好了" })).toBeVisible();
  });
});

const PAGE = "/office/own-payments";

test("one person asks for a refund and another approves it; the channel sends it back", async ({ page }) => {
  await signInAs(page, "finance", PAGE, server.origin);
  await rowWith(page, visitNo).getByRole("link").click();
  await isSound(page);
  await page.locator("input[name=amount]").fill("10.00");
  await page.getByRole("button", { name: "申请退款" }).click();
  await expect(page.locator("main")).toContainText("待批准");
  await page.goto(`${server.origin}${PAGE}`);
  await expect(page.locator("main")).toContainText("等别人批准");
  await page.context().clearCookies();
  await signInAs(page, "deputy", PAGE, server.origin);
  await isSound(page);
  await page.getByRole("button", { name: "批准退款" }).click();
  // To leave at once would call the form back before it was sent.
  await expect(page.getByRole("button", { name: "批准退款" })).toHaveCount(0);
  await expect
    .poll(
      async () => {
        await page.goto(`${server.origin}${PAGE}`);
        return page.locator("main").innerText();
      },
      { timeout: 40_000, intervals: [2_000] },
    )
    .toContain("已退到账");
});

test("the day's bill agrees with orders and books, and nothing is left in clearing", async ({ page }) => {
  await signInAs(page, "finance", PAGE, server.origin);
  await page.locator("input[name=on]").fill(TODAY);
  await page.getByRole("button", { name: "取账单并对账" }).click();
  await page.waitForURL(/\/jobs\//);
  await expect
    .poll(
      async () => {
        await page.goto(`${server.origin}${PAGE}`);
        return page.locator("main").innerText();
      },
      { timeout: 40_000, intervals: [2_000] },
    )
    .toContain("微信里没有未到账的钱。");
  await expect(page.locator("main")).toContainText("没有差异。");
  await expect(rowWith(page, "2026-11-15")).toContainText("全部对上");
  await isSound(page);
});
