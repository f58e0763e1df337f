/** A lost phone: the provider or the street takes it out of use, and what it sends from then on is kept aside. */
import { expect, test } from "@playwright/test";
import { workerDaySchema } from "#app/domain/visits/sync-message.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";
import { expectWhole, signInAs, signInBy } from "./office-desk.ts";
import { runAxe } from "./run-axe.ts";

test("a provider blocks a lost phone: its owner is signed out, and what it still sends is kept aside", async ({
  page,
  request,
  baseURL,
}) => {
  const origin = baseURL ?? "";
  await signInBy(request, "worker", origin);
  const { visits, serverMs } = workerDaySchema.parse(await (await request.get("/worker/day")).json());
  const phone = await signingPhone();
  const send = async (text: string) => {
    const event = await phone.capture(visits[0]?.visitNo ?? "", serverMs, { kind: "note", text });
    const data = { protocol: 1, device: phone.device, sentAtMs: serverMs, events: [event] };
    return request.post("/worker/sync", { headers: { origin }, data });
  };
  expect(await (await send("手机在手里")).json()).toMatchObject({ answers: [{ answer: "accepted" }] });

  await signInAs(page, "provider", "/provider/workers");
  await page.getByRole("link", { name: "看手机、停用手机" }).click();
  await expectWhole(page);
  expect((await runAxe(page)).violations.map(({ id }) => id)).toEqual([]);
  const form = page.locator(`form:has(input[value="${phone.device.deviceId}"])`);
  await form.locator("select[name=reason]").selectOption("lost");
  await form.getByRole("button").click();
  await expect(page.getByText("手机已停用，这位护理员的登录也已退出。")).toBeVisible();
  await expect(form).toHaveCount(0);

  expect((await send("别人在用")).status()).toBe(401);
  await signInBy(request, "worker", origin);
  expect(await (await send("别人又登录")).json()).toMatchObject({
    answers: [{ answer: "rejected", reason: "revoked-device" }],
  });
});

test("an office finds a phone by its owner, without scripts too, and a care worker sees none of it", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "zh-CN" });
  const page = await context.newPage();
  await signInAs(page, "district", "/office/phones");
  await expect(page.getByRole("heading", { name: "护理员手机" })).toBeVisible();
  await page.locator("input[name=q]").fill("没有这个人");
  await page.locator("form:has(input[name=q]) button").first().click();
  await expect(page.getByText("还没有登记过的手机。")).toBeVisible();
  await context.close();
  const other = await browser.newContext({ locale: "zh-CN" });
  const worker = await other.newPage();
  await signInAs(worker, "worker");
  expect((await worker.goto("/office/phones"))?.status()).toBe(403);
  expect((await worker.goto("/provider/phones"))?.status()).toBe(403);
  await other.close();
});
