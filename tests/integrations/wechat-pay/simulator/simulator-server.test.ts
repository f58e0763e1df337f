import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { openNotice } from "#app/integrations/wechat-pay/notice.server.ts";
import { signedHeaders } from "#app/integrations/wechat-pay/message-signature.server.ts";
import { simulatedPayments } from "#app/integrations/wechat-pay/open-payments.server.ts";
import { newSimulatedAccount } from "#app/integrations/wechat-pay/simulator/simulated-account.server.ts";
import { simulatorServer } from "#app/integrations/wechat-pay/simulator/simulator-server.server.ts";

const account = newSimulatedAccount();
const now = () => instant(Date.now());
const heard: string[] = [];
/** Answers of our side to the first notifications; the channel repeats until one is taken. */
const answers = [500, 204];
let folder = "";
let listener: Server;
let simulator: Server;
let told: () => void = () => undefined;

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const listen = (server: Server) => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));

function simulatorAt(path: string): Server {
  return simulatorServer({
    account,
    stateFile: path,
    now,
    repeatSeconds: [0.01, 0.01],
    refundMs: 1,
    lateMs: 200,
    returnOrigin: null,
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "simulator-"));
  listener = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = signedHeaders((name) => String(request.headers[name] ?? ""));
      const payments = simulatedPayments({ origin: "http://x", account }, { notifyUrl: "http://x", now });
      const opened = openNotice({ headers, rawBody: Buffer.concat(chunks) }, payments.merchant, now());
      heard.push(opened.ok ? opened.notice.kind : opened.fault);
      response.writeHead(answers.shift() ?? 204).end();
      told();
    });
  });
  simulator = simulatorAt(join(folder, "state.json"));
  await Promise.all([listen(listener), listen(simulator)]);
});
afterAll(() => {
  listener.close();
  simulator.close();
  rmSync(folder, { recursive: true, force: true });
});

async function hear(count: number): Promise<void> {
  while (heard.length < count) await new Promise<void>((resolve) => (told = resolve));
}

it("takes an order, tells of its payment until it is heard, sends a refund's money, and knows all of it after a restart", async () => {
  const notifyUrl = `http://127.0.0.1:${portOf(listener)}/notify/wechat-pay`;
  const payments = simulatedPayments({ origin: `http://127.0.0.1:${portOf(simulator)}`, account }, { notifyUrl, now });
  const order = {
    orderNo: "BS20261116served",
    description: "居家上门服务",
    amountFen: fen(1_200),
    expiresAt: plusMinutes(now(), 30),
  };
  await payments.gateway.startNative(order);
  expect(await payments.payAsPerson?.(order.orderNo)).toBe(true);
  expect(await payments.payAsPerson?.(order.orderNo)).toBe(false);
  await hear(2);
  expect(heard).toEqual(["payment", "payment"]);
  const request = { orderNo: order.orderNo, refundNo: "BSR1", refundFen: fen(200), totalFen: fen(1_200), reason: "r" };
  await payments.gateway.refund(request);
  await hear(3);
  expect(heard[2]).toBe("refund");
  const again = simulatorAt(join(folder, "state.json"));
  await listen(again);
  try {
    const later = simulatedPayments({ origin: `http://127.0.0.1:${portOf(again)}`, account }, { notifyUrl, now });
    expect(await later.gateway.findTrade(order.orderNo)).toMatchObject({ state: "REFUND", amountFen: 1_200n });
    expect(await later.gateway.findRefund("BSR1")).toMatchObject({ state: "SUCCESS" });
  } finally {
    again.close();
  }
});

/** Pays an order under these faults. @returns what our side heard of it, in turn, once that many have come */
async function heardOf(orderNo: string, kinds: readonly string[], count: number): Promise<string[]> {
  const origin = `http://127.0.0.1:${portOf(simulator)}`;
  const form = new URLSearchParams([["seed", "1"], ["share", "100"], ...kinds.map((kind) => ["kind", kind])]);
  expect((await fetch(`${origin}/simulator/faults`, { method: "POST", body: form })).ok).toBe(true);
  const notifyUrl = `http://127.0.0.1:${portOf(listener)}/notify/wechat-pay`;
  const { gateway, payAsPerson } = simulatedPayments({ origin, account }, { notifyUrl, now });
  const order = { orderNo, description: "居家上门服务", amountFen: fen(100), expiresAt: plusMinutes(now(), 30) };
  const before = heard.length;
  await gateway.startNative(order);
  expect(await payAsPerson?.(orderNo)).toBe(true);
  await hear(before + count);
  return heard.slice(before);
}

it("repeats, delays, forges and holds back notifications when it is told to, and goes on without faults after that", async () => {
  expect(await heardOf("BS20261116thrice", ["repeated"], 3)).toEqual(["payment", "payment", "payment"]);
  expect(await heardOf("BS20261116forged", ["forged"], 2)).toEqual(["signature-wrong", "payment"]);
  expect(await heardOf("BS20261116latecome", ["late"], 1)).toEqual(["payment"]);
  const lost = heardOf("BS20261116nothing", ["lost"], 0);
  expect(await lost).toEqual([]);
  expect(await heardOf("BS20261116behind", ["reordered"], 0)).toEqual([]);
  expect(await heardOf("BS20261116before", [], 2)).toEqual(["payment", "payment"]);
});

it("keeps the effect of a request that it does not answer, so that the same number gives the same order", async () => {
  const origin = `http://127.0.0.1:${portOf(simulator)}`;
  const { gateway } = simulatedPayments({ origin, account }, { notifyUrl: "http://127.0.0.1:1", now });
  const order = {
    orderNo: "BS20261116unsaid",
    description: "d",
    amountFen: fen(100),
    expiresAt: plusMinutes(now(), 30),
  };
  const faults = (kinds: string) =>
    fetch(`${origin}/simulator/faults`, { method: "POST", body: new URLSearchParams(kinds) });
  await faults("seed=1&share=100&kind=error-after");
  await expect(gateway.startNative(order)).rejects.toMatchObject({ kind: "unavailable" });
  await faults("seed=1&share=100&kind=cut-off-after");
  await expect(gateway.startNative(order)).rejects.toMatchObject({ kind: "unreachable" });
  const page = await (await fetch(`${origin}/simulator/faults`)).text();
  expect(page).toContain('value="cut-off-after" checked');
  await faults("");
  expect(await gateway.findTrade(order.orderNo)).toMatchObject({ state: "NOTPAY", amountFen: 100n });
});
