import { afterAll, beforeAll, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { cashierAnswer } from "#app/integrations/wechat-pay/simulator/cashier.server.ts";
import { simulatedWechat } from "../simulated-wechat.ts";

const wechat = simulatedWechat();
beforeAll(() => wechat.server.listen({ onUnhandledRequest: "error" }));
afterAll(() => wechat.server.close());

const order = (orderNo: string) => ({
  orderNo,
  description: "居家上门服务",
  amountFen: fen(3_500),
  expiresAt: plusMinutes(wechat.clock.now, 30),
});
const paid: string[] = [];

async function ask(ticket: Readonly<Record<string, string>>): Promise<{ status: number; body: unknown }> {
  const answer = cashierAnswer(wechat, new URLSearchParams(ticket), (orderNo) => {
    paid.push(orderNo);
    return Response.json({ paid: true });
  });
  return { status: answer.status, body: await answer.json() };
}

it("shows what the parameters of the bridge stand for when our signature holds, and pays it", async () => {
  const call = await wechat.gateway().startJsapi(order("BS20261116bridge"), "open-1");
  const shown = { orderNo: "BS20261116bridge", description: "居家上门服务", totalFen: 3_500, state: "NOTPAY" };
  expect(await ask(call)).toEqual({ status: 200, body: shown });
  expect((await ask({ ...call, step: "pay" })).status).toBe(200);
  expect(paid).toEqual(["BS20261116bridge"]);
});

it("shows nothing when a part was altered or belongs to another app", async () => {
  const call = await wechat.gateway().startJsapi(order("BS20261116altered"), "open-1");
  const other = await wechat.gateway().startJsapi(order("BS20261116others"), "open-1");
  const altered = [
    { ...call, package: other.package },
    { ...call, timeStamp: String(Number(call.timeStamp) + 1) },
    { ...call, nonceStr: "x" },
    { ...call, paySign: other.paySign },
    { ...call, appId: "wx2" },
    { ...call, signType: "MD5" },
  ];
  for (const ticket of altered) expect((await ask(ticket)).status).toBe(401);
});

it("takes the number of an H5 address for an H5 order alone", async () => {
  const gateway = wechat.gateway();
  const { h5Url } = await gateway.startH5(order("BS20261116outside"), "127.0.0.1");
  const prepayId = new URL(h5Url).searchParams.get("prepay_id") ?? "";
  expect(await ask({ prepay_id: prepayId })).toMatchObject({ status: 200, body: { orderNo: "BS20261116outside" } });
  const call = await gateway.startJsapi(order("BS20261116inside"), "open-1");
  expect((await ask({ prepay_id: call.package.replace("prepay_id=", "") })).status).toBe(404);
  expect((await ask({})).status).toBe(404);
});
