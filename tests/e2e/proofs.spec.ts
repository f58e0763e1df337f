/** What proves a visit: the code at the door, printed by the office and read by the care worker, and photographs, by plain forms too. */
import { expect, test, type APIRequestContext, type Browser, type Page } from "@playwright/test";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { workerDaySchema } from "#app/domain/visits/sync-message.ts";
import { aPicture, photoOf } from "#tests/support/pictures.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";
import { runAxe } from "./run-axe.ts";
import { signInAs, signInBy } from "./office-desk.ts";

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function expectClean(page: Page): Promise<void> {
  const { violations } = await runAxe(page);
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  expect(await sideways(page)).toBe(0);
}

/** Width and height of each sheet of a PDF, in whole millimetres. */
function pageSizes(pdf: Buffer): string[] {
  const boxes = pdf.toString("latin1").matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g);
  return [...boxes].map(([, ...sides]) => sides.map((points) => Math.round((Number(points) / 72) * 25.4)).join("x"));
}

/** The worker's visits as the phone gets them. */
async function visitsOf(request: APIRequestContext) {
  return workerDaySchema.parse(await (await request.get("/worker/day")).json());
}

/** A phone-sized page without scripts, signed in as the demonstration's care worker. */
async function plainPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await signInAs(page, "worker", "/worker");
  return page;
}

/** The elder of a visit, from the office's page of it. */
async function elderNoOf(page: Page, visitNo: string): Promise<string> {
  await page.goto(`/office/visits/${visitNo}`);
  const address = await page.locator("main a[href^='/office/elders/']").first().getAttribute("href");
  return address?.split("/").pop() ?? "";
}

test("the office prints a door code, the care worker types it, a replaced one is kept and questioned", async ({
  page,
  browser,
}) => {
  const phone = await plainPhone(browser);
  const { visits } = await visitsOf(phone.request);
  const visitNo = visits.find((one) => one.recorded.checkedInMs === null)?.visitNo ?? "";
  expect(visitNo).not.toBe("");
  await signInAs(page, "district", "/office");
  const elderNo = await elderNoOf(page, visitNo);

  await page.goto(`/office/elders/${elderNo}`);
  await page.locator(`a[href*='/office/elders/${elderNo}/door-code']`).click();
  await expect(page.getByRole("heading", { name: "印一个新码" })).toBeVisible();
  await expectClean(page);
  await page.getByRole("button", { name: "印新码" }).click();
  const card = page.locator("[data-part=door-code-card]");
  await expect(card.getByRole("img", { name: "门牌码的二维码" })).toBeVisible();
  await expectClean(page);
  const text = (await page.locator("[data-part=door-code-text]").textContent()) ?? "";
  expect(text.replaceAll(" ", "")).toMatch(/^BD[0-9A-Z]{26}$/);

  await page.emulateMedia({ media: "print" });
  await expect(page.locator("nav").first()).toBeHidden();
  const box = await card.boundingBox();
  expect(Math.round((box?.width ?? 0) / (96 / 25.4))).toBe(105);
  expect(pageSizes(await page.pdf({ preferCSSPageSize: true }))).toEqual(["210x297"]);
  await page.emulateMedia({ media: "screen" });
  const picture = await card.locator("svg[role=img]").screenshot();

  const scan = `/worker/visits/${encodeURIComponent(visitNo)}/scan`;
  await phone.goto(`/worker/visits/${encodeURIComponent(visitNo)}`);
  await phone.getByRole("link", { name: "扫门牌码" }).click();
  await phone.waitForURL((url) => url.pathname === new URL(scan, url).pathname);
  expect(await sideways(phone)).toBe(0);
  await phone.locator("input[name=code]").fill(text.toLowerCase());
  await phone.getByRole("button", { name: "记下门牌码" }).click();
  await expect(phone.getByText("门牌码已记下，是这户人家的。")).toBeVisible();
  // Opened anew each time: the same words stand there for the code before.
  await phone.goto(scan);
  await phone
    .locator("input[name=picture]")
    .setInputFiles({ name: "door.png", mimeType: "image/png", buffer: picture });
  await phone.getByRole("button", { name: "记下门牌码" }).click();
  await expect(phone.getByText("门牌码已记下，是这户人家的。")).toBeVisible();
  await phone.goto(scan);
  await phone.getByRole("button", { name: "记下门牌码" }).click();
  await expect(phone.getByText("请拍下门牌码，或者输入码下面的字。")).toBeVisible();

  await page.goto(`/office/elders/${elderNo}/door-code`);
  await page.locator("form:has(input[value=void]) input[value=lost]").check();
  await page.getByRole("button", { name: "停用门牌码" }).click();
  await expect(page.getByText("门牌码已停用。")).toBeVisible();
  await phone.goto(scan);
  await phone.locator("input[name=code]").fill(text);
  await phone.getByRole("button", { name: "记下门牌码" }).click();
  await expect(phone.getByText("这个码不是这户现在用的")).toBeVisible();
  await phone.context().close();
});

test("a photograph goes by a plain form, and whoever decides the visit sees it for a reason", async ({
  page,
  browser,
}) => {
  const phone = await plainPhone(browser);
  const { visits } = await visitsOf(phone.request);
  const visitNo = visits[0]?.visitNo ?? "";
  const address = `/worker/visits/${encodeURIComponent(visitNo)}/photo?end=photo_start`;
  await phone.goto(`/worker/visits/${encodeURIComponent(visitNo)}`);
  await phone.getByRole("link", { name: "拍开始照片" }).click();
  await phone.waitForURL(/\/photo\?end=photo_start/);
  expect(await sideways(phone)).toBe(0);
  await phone
    .locator("input[name=photo]")
    .setInputFiles({ name: "x.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
  await phone.getByRole("button", { name: "保存照片" }).click();
  await expect(phone.getByText("这不是照片，或者文件坏了，请重新拍。")).toBeVisible();
  await phone.goto(address);
  const camera = await aPicture(7, 3000, 2250).jpeg({ quality: 95 }).toBuffer();
  await phone.locator("input[name=photo]").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: camera });
  await phone.getByRole("button", { name: "保存照片" }).click();
  await phone.waitForURL((url) => url.pathname.endsWith(encodeURIComponent(visitNo)));

  await signInAs(page, "auditor", "/office");
  await page.goto(`/office/visits/${visitNo}`);
  await page.getByRole("link", { name: "看照片" }).click();
  await expectClean(page);
  await page.getByRole("button", { name: "显示照片" }).click();
  await expect(page.getByText("请选择为什么要看照片。")).toBeVisible();
  await page.getByRole("radio", { name: "审核或抽查申报" }).check();
  await page.getByRole("button", { name: "显示照片" }).click();
  const shown = page.locator("[data-part=photo] img").first();
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1600);
  await expectClean(page);
  await phone.context().close();
});

test("a photograph in pieces goes on where it broke off; nobody else's page may send one", async ({
  request,
  baseURL,
}) => {
  const origin = baseURL ?? "";
  await signInBy(request, "worker", origin);
  const day = await visitsOf(request);
  const visit = day.visits[0];
  const content = await photoOf(4711);
  const digest = sha256Hex(content);
  const send = async (from: number, to: number, headers: Record<string, string> = {}) => {
    const answer = await request.fetch(`/worker/photos/${digest}`, {
      method: "PATCH",
      headers: { origin, "Upload-Offset": String(from), "Upload-Length": String(content.byteLength), ...headers },
      data: Buffer.from(content.subarray(from, to)),
    });
    return [answer.status(), answer.headers()["upload-offset"]];
  };
  expect(await send(0, 100)).toEqual([409, "0"]);
  const phone = await signingPhone();
  const at = Math.min(day.serverMs, visit?.plannedStartMs ?? 0);
  const event = await phone.capture(visit?.visitNo ?? "", at, { kind: "photo_end", photoDigest: digest });
  const batch = { protocol: 1, device: phone.device, sentAtMs: day.serverMs, events: [event] };
  expect((await request.post("/worker/sync", { headers: { origin }, data: batch })).status()).toBe(200);

  expect(await send(0, 3000)).toEqual([200, "3000"]);
  expect(await send(5000, 6000)).toEqual([200, "3000"]);
  expect(await send(0, 3000)).toEqual([200, "3000"]);
  const head = await request.head(`/worker/photos/${digest}`);
  expect([head.status(), head.headers()["upload-offset"]]).toEqual([200, "3000"]);
  expect(await send(3000, content.byteLength, { origin: "https://elsewhere.example" })).toEqual([403, undefined]);
  expect((await send(3000, 3010, { "Upload-Length": "900000" }))[0]).toBe(413);
  expect((await send(3000, content.byteLength))[0]).toBe(200);
  const kept = await request.get(`/worker/photos/${digest}`);
  expect(await kept.json()).toMatchObject({ state: "kept" });
  expect((await request.get("/worker/photos/../secret")).status()).not.toBe(200);
  expect((await request.get("/worker/photos/ABC")).status()).toBe(404);
});
