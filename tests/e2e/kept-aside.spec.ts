/** Visits at unplanned doors that nobody could tell: the provider and the street give them to their elders. */
import { expect, test, type Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { instantAt, plusMinutes } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { phoneNoOf } from "#app/domain/visits/phone-unscheduled.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { receiveEvents } from "#app/usecases/visits/receive-events.server.ts";
import { findDemoWorker } from "#db/queries/demo-workers.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";
import { complaints, expectWhole, signInAs } from "./office-desk.ts";
import { startOwnServer, type OwnServer } from "./own-server.ts";
import { runAxe } from "./run-axe.ts";

const MONTH = plainMonth("2026-11");
const TODAY = plainDate("2026-11-16");
const MINUTE = 9 * 60 + 40;

test.describe.configure({ mode: "serial", timeout: 180_000 });

let server: OwnServer;
/** An elder of the provider, served in the first street. */
let elderNo = "";

/** One claim names nobody on file, the other gives no reason for an emergency. */
async function keepAside(context: Context, crypto: CryptoProvider): Promise<void> {
  const found = await inTransaction(context, async (unit) => {
    const [provider] = await listProviders(unit);
    const worker = provider ? await findDemoWorker(unit, provider.id, TODAY) : null;
    const [elder] = rowsOf<{ elder_no: string }>(
      await unit.orm.execute(sql`select e.elder_no from elder e join visit v on v.elder_id = e.id
        where v.provider_id = ${provider?.id ?? ""} order by e.elder_no limit 1`),
    );
    return { provider, worker, elder };
  });
  if (!found.provider || !found.worker || !found.elder)
    throw new Error("the district has no provider, worker or elder");
  elderNo = found.elder.elder_no;
  const phone = await signingPhone();
  const now = instantAt(TODAY, MINUTE);
  const position = { failure: "denied" };
  const events = [];
  for (const [index, claim] of [
    { elder: "王家奶奶", reason: "RC-ELDER-ASKED-TIME", note: "" },
    { elder: elderNo, reason: "RC-EMERGENCY", note: "" },
  ].entries()) {
    const id = newUuid().replace(/^(.{14})4/, "$17");
    const at = plusMinutes(now, -600 + index * 120);
    const body = { kind: "check_in", position, unscheduled: claim };
    events.push(await phone.capture(phoneNoOf(id), at, body, { eventId: id }));
    events.push(await phone.capture(phoneNoOf(id), plusMinutes(at, 61), { kind: "check_out", position }));
  }
  const scope = { ...WHOLE_DISTRICT, provider: found.provider.id as never, worker: found.worker.id as never };
  const request = { protocol: 1 as const, device: phone.device, sentAtMs: now, events };
  const answers = await receiveEvents({ ...context, now, scope }, crypto, { workerId: found.worker.id, request });
  expect(answers.map(({ reason }) => reason)).toEqual(Array(4).fill("not-your-visit"));
}

const newUuid = () => globalThis.crypto.randomUUID();

test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await startOwnServer({
    month: MONTH,
    today: TODAY,
    startMinute: MINUTE,
    isPlayed: true,
    play: keepAside,
  });
});
test.afterAll(async () => server.stop());

const clean = async (page: Page) => expect((await runAxe(page)).violations).toEqual([]);

test("the provider is led to what stands aside, is told of a wrong number, and gives the visit to its elder", async ({
  page,
}) => {
  const found = complaints(page);
  await signInAs(page, "provider", "/provider/today", server.origin);
  await page.getByRole("link", { name: "有 2 次上门放在一边" }).click();
  await expect(page.getByRole("heading", { name: "放在一边的上门记录" })).toBeVisible();
  await expectWhole(page);
  await clean(page);
  const form = page.locator("main form").first();
  await expect(page.getByText("王家奶奶")).toBeVisible();
  await form.locator("input[name=elderNo]").fill("E9999");
  await form.getByRole("button", { name: "归到这位老人" }).click();
  await expect(page.getByRole("alert")).toContainText("没有编号 E9999 的老人");
  await form.locator("input[name=elderNo]").fill(elderNo);
  await form.getByRole("button", { name: "归到这位老人" }).click();
  await expect(page.getByText(/已归好，服务编号 2026-11-E\d+-\d+/)).toBeVisible();
  await expect(page.getByText("王家奶奶")).toHaveCount(0);
  await expect(page.locator("main form")).toHaveCount(1);
  await page.goto(`${server.origin}/provider/today`);
  await expect(page.getByRole("link", { name: "说明原因" }).or(page.getByText("老人要求改时间")).first()).toBeVisible();
  expect(found).toEqual([]);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the street attaches the one without a reason once it gives one", async ({ page }) => {
    await signInAs(page, "street", "/office/kept-aside", server.origin);
    await expectWhole(page);
    const form = page.locator("main form").first();
    await expect(form.locator("input[name=elderNo]")).toHaveValue(elderNo);
    await expect(form.locator("select[name=reason]")).toHaveValue("RC-EMERGENCY");
    await form.getByRole("button", { name: "归到这位老人" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await form.locator("input[name=note]").fill("老人摔倒，邻居叫来的");
    await form.getByRole("button", { name: "归到这位老人" }).click();
    await expect(page.getByText(/已归好/)).toBeVisible();
    await expect(page.getByText("没有放在一边的上门记录。")).toBeVisible();
  });
});
