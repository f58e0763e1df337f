import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { merchantOf, newSimulatedAccount } from "#app/integrations/wechat-pay/simulator/simulated-account.server.ts";
import { answerPaymentNotice } from "#app/web/payment-notice.server.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const NOW = instant("2026-11-16T09:40:00+08:00");
const merchant = merchantOf(newSimulatedAccount());

/** A message without a signature, while a look at the channel's keys ends as it is given. */
function answered(look: Promise<void>): Promise<Response> {
  const payments = { merchant, gateway: { prepare: () => look }, payAsPerson: null, cashier: null };
  const services = { payments, clock: () => NOW } as unknown as Parameters<typeof answerPaymentNotice>[2];
  const request = new Request("https://bedside.example.cn/notify/wechat-pay", { method: "POST", body: "{}" });
  return answerPaymentNotice(request, {} as Parameters<typeof answerPaymentNotice>[1], services);
}

it("is answered within five seconds also while the channel does not give its keys", async () => {
  let status: number | null = null;
  const answer = answered(new Promise(() => undefined)).then((response) => (status = response.status));
  await vi.advanceTimersByTimeAsync(4_900);
  await vi.waitFor(() => expect(status).toBe(401), { timeout: 1_000 });
  await answer;
});

it("waits for keys that come, and is refused without an error when they cannot be had", async () => {
  expect((await answered(Promise.resolve())).status).toBe(401);
  expect((await answered(Promise.reject(new Error("away")))).status).toBe(401);
  expect(vi.getTimerCount()).toBe(0);
});
