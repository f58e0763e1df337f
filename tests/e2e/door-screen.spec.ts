/** A screen at an elder's door: paired by the office, it shows a code that changes by itself and that the care worker's page takes. */
import { expect, test, type Page } from "@playwright/test";
import { workerDaySchema } from "#app/domain/visits/sync-message.ts";
import { complaints, expectWhole, signInAs } from "./office-desk.ts";
import { runAxe } from "./run-axe.ts";

async function expectClean(page: Page): Promise<void> {
  await expectWhole(page);
  const { violations } = await runAxe(page);
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

test.describe.configure({ timeout: 120_000 });

test("the office pairs a screen, the screen shows a changing code, the care worker's page takes it", async ({
  page,
  browser,
}) => {
  const plain = await browser.newContext({ javaScriptEnabled: false, locale: "zh-CN" });
  const worker = await plain.newPage();
  await signInAs(worker, "worker");
  const { visits } = workerDaySchema.parse(await (await worker.request.get("/worker/day")).json());
  const visitNo = visits.at(-1)?.visitNo ?? "";

  await signInAs(page, "district", `/office/visits/${visitNo}`);
  const file = await page.locator("main a[href^='/office/elders/']").first().getAttribute("href");
  await page.goto(`${(file ?? "").split("?")[0]}/door-code`);
  await page.getByRole("link", { name: "门口显示屏" }).click();
  await expect(page.getByText("这户还没有显示屏。")).toBeVisible();
  await expectClean(page);
  await page.getByRole("button", { name: "接入一块显示屏" }).click();
  const token = (await page.locator("[data-part=pairing-token]").textContent()) ?? "";
  expect(token.replaceAll(" ", "")).toMatch(/^[0-9A-Z]{24}$/);
  await expectClean(page);

  const home = await browser.newContext({ locale: "zh-CN", viewport: { width: 800, height: 1280 } });
  const screen = await home.newPage();
  const said = complaints(screen);
  expect(await (await screen.request.get("/door/code")).json()).toEqual({ shown: null });
  await screen.goto("/door");
  await expectClean(screen);
  await screen.locator("input[name=token]").fill("0000 0000");
  await screen.getByRole("button", { name: "接入" }).click();
  await expect(screen.getByText("接入码不对")).toBeVisible();
  await screen.locator("input[name=token]").fill(token.toLowerCase());
  await screen.getByRole("button", { name: "接入" }).click();
  const card = screen.locator("[data-part=door-screen]");
  await expect(card.getByRole("img", { name: "上门服务码" })).toBeVisible();
  await expectClean(screen);
  const digits = async () => ((await card.textContent()) ?? "").match(/\d{4} \d{4}/)?.[0] ?? "";
  const first = await digits();
  await expect.poll(digits, { timeout: 70_000 }).not.toBe(first);
  const shown = await digits();
  const asked = (await (await screen.request.get("/door/code")).json()) as { shown: { code: string } };
  expect(asked.shown.code).toMatch(/^\d{8}$/);

  await worker.goto(`/worker/visits/${encodeURIComponent(visitNo)}/scan`);
  await worker.locator("input[name=code]").fill(shown);
  await worker.getByRole("button", { name: "记下门牌码" }).click();
  await expect(worker.getByText("门牌码已记下，是这户人家的。")).toBeVisible();

  await page.reload();
  await page.getByRole("button", { name: "停用显示屏" }).click();
  await expect(page.getByText("显示屏已停用。")).toBeVisible();
  await screen.goto("/door");
  await expect(screen.getByRole("heading", { name: "接入显示屏" })).toBeVisible();
  expect(said).toEqual([]);
  await Promise.all([plain.close(), home.close()]);
});
