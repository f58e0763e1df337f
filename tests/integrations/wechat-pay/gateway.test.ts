import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { http, HttpResponse, delay } from "msw";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { GatewayError } from "#app/integrations/wechat-pay/gateway-error.ts";
import { readFundBill, readTradeBill } from "#app/integrations/wechat-pay/read-bills.server.ts";
import { merchantOf } from "#app/integrations/wechat-pay/simulator/simulated-account.server.ts";
import { simulatedWechat, WECHAT_ORIGIN } from "./simulated-wechat.ts";

const wechat = simulatedWechat();
const { account, channel, clock, faults, gateway, server, slept } = wechat;

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  server.resetHandlers();
  faults.length = 0;
  slept.length = 0;
});
afterAll(() => server.close());

let counter = 0;
const order = () => ({
  orderNo: `BS2026111600${String((counter += 1)).padStart(4, "0")}`,
  description: "居家上门服务",
  amountFen: fen(1_200),
  expiresAt: plusMinutes(clock.now, 30),
});

/** What a promise was refused with. */
async function errorOf(promise: Promise<unknown>): Promise<GatewayError> {
  const thrown: unknown = await promise.then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(thrown).toBeInstanceOf(GatewayError);
  return thrown as GatewayError;
}

describe("an order", () => {
  it("starts as a code for a kiosk, a call for WeChat's browser and an address for another browser", async () => {
    const one = order();
    expect((await gateway().startNative(one)).codeUrl).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=/);
    const call = await gateway().startJsapi(order(), "openid-1");
    expect(call).toMatchObject({ appId: account.appId, signType: "RSA" });
    expect(call.package).toMatch(/^prepay_id=wx/);
    expect((await gateway().startH5(order(), "203.0.113.7")).h5Url).toContain("prepay_id=");
    expect(channel.find(one.orderNo)).toMatchObject({ totalFen: 1_200, expiresAt: one.expiresAt });
  });

  it("is found, paid and then refuses to be closed", async () => {
    const one = order();
    await gateway().startNative(one);
    expect(await gateway().findTrade(one.orderNo)).toMatchObject({ state: "NOTPAY", transactionId: null });
    channel.pay(one.orderNo, clock.now);
    const trade = await gateway().findTrade(one.orderNo);
    expect(trade).toMatchObject({ state: "SUCCESS", amountFen: 1_200n, currency: "CNY", paidAt: clock.now });
    expect(await errorOf(gateway().close(one.orderNo))).toMatchObject({ kind: "refused", code: "ORDERPAID" });
  });

  it("is closed by an answer without a body", async () => {
    const one = order();
    await gateway().startNative(one);
    await gateway().close(one.orderNo);
    expect((await gateway().findTrade(one.orderNo))?.state).toBe("CLOSED");
  });

  it("that the channel does not know is null and no error", async () => {
    expect(await gateway().findTrade("BS20990101000001")).toBeNull();
    expect(await gateway().findRefund("BSR1")).toBeNull();
  });
});

describe("a refund", () => {
  it("asked twice with one number is one refund, and is refunded only when the channel says so", async () => {
    const one = order();
    await gateway().startNative(one);
    channel.pay(one.orderNo, clock.now);
    const request = {
      orderNo: one.orderNo,
      refundNo: `${one.orderNo}R1`,
      refundFen: fen(500),
      totalFen: fen(1_200),
      reason: "visit cancelled",
    };
    expect(await gateway().refund(request)).toMatchObject({ state: "PROCESSING", refundedAt: null });
    expect(await gateway().refund(request)).toMatchObject({ state: "PROCESSING" });
    expect(channel.refundsOf(one.orderNo)).toHaveLength(1);
    channel.settle(request.refundNo, clock.now);
    expect(await gateway().findRefund(request.refundNo)).toMatchObject({ state: "SUCCESS", refundFen: 500n });
    const other = await errorOf(gateway().refund({ ...request, refundFen: fen(600) }));
    expect(other).toMatchObject({ kind: "refused", status: 400 });
  });
});

describe("a request that fails", () => {
  it("is sent again with the same number while that may help, so that an effect before the failure is no second one", async () => {
    faults.push("error-after", "error-before");
    const one = order();
    await gateway().startNative(one);
    expect(slept).toEqual([200, 1_000]);
    expect(channel.state.orders.filter(({ orderNo }) => orderNo === one.orderNo)).toHaveLength(1);
  });

  it("is given up after the tries allowed, with the channel's status and code", async () => {
    faults.push("error-before", "error-before", "error-before");
    const error = await errorOf(gateway().startNative(order()));
    expect(error).toMatchObject({ kind: "unavailable", status: 500, code: "SYSTEM_ERROR" });
  });

  it("keeps the cause of a lost connection, which the library loses", async () => {
    server.use(http.post(`${WECHAT_ORIGIN}/v3/pay/transactions/native`, () => HttpResponse.error()));
    const error = await errorOf(gateway({ pausesMs: [] }).startNative(order()));
    expect(error.kind).toBe("unreachable");
    expect(error.cause).toBeInstanceOf(Error);
  });

  it("ends after the time allowed", async () => {
    server.use(
      http.post(`${WECHAT_ORIGIN}/v3/pay/transactions/native`, async () => {
        await delay(500);
        return HttpResponse.json({});
      }),
    );
    const error = await errorOf(gateway({ pausesMs: [], timeoutMs: 20 }).startNative(order()));
    expect(error.kind).toBe("timed-out");
  });

  it("that never comes although the order was taken leaves an order that is found by its number", async () => {
    const one = order();
    faults.push("silent-after");
    const asked = gateway({ timeoutMs: 2_000, pausesMs: [] }).startNative(one);
    await expect(asked).rejects.toMatchObject({ kind: "timed-out" });
    expect(await gateway().findTrade(one.orderNo)).toMatchObject({ state: "NOTPAY" });
  });

  it("is not sent again when the channel refused it", async () => {
    await errorOf(gateway().startNative({ ...order(), orderNo: "x" }));
    expect(slept).toEqual([]);
  });
});

describe("an answer", () => {
  it("without a signature counts as none", async () => {
    faults.push("unsigned-answer");
    expect(await errorOf(gateway().startNative(order()))).toMatchObject({
      kind: "untrusted-answer",
      code: "header-missing",
    });
  });

  it("signed by a key of another serial or by another key counts as none", async () => {
    const foreign = createPublicKey(
      generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ type: "spki", format: "pem" }),
    );
    const mine = merchantOf(account);
    const otherKey = { ...mine, platformKeys: new Map([[account.publicKeyId, foreign]]) };
    const otherSerial = { ...mine, platformKeys: new Map([["PUB_KEY_ID_OTHER", foreign]]) };
    expect(await errorOf(gateway({}, otherKey).startNative(order()))).toMatchObject({ code: "signature-wrong" });
    expect(await errorOf(gateway({}, otherSerial).startNative(order()))).toMatchObject({ code: "serial-unknown" });
  });

  it("that was signed long ago counts as none", async () => {
    const late = gateway({ now: () => plusMinutes(clock.now, 5) });
    expect(await errorOf(late.startNative(order()))).toMatchObject({ code: "timestamp-outside-window" });
  });
});

describe("the bills of a day", () => {
  it("are downloaded, checked by their digest and give what happened", async () => {
    const day = plainDate("2026-11-16");
    const trades = readTradeBill((await gateway().tradeBill(day)) ?? new Uint8Array());
    expect(trades.length).toBeGreaterThan(1);
    const funds = readFundBill((await gateway().fundFlowBill(day)) ?? new Uint8Array());
    const net = trades.reduce((sum, one) => sum + (one.kind === "payment" ? one.amountFen : -one.amountFen), 0n);
    const fees = trades.reduce((sum, one) => sum + one.feeFen, 0n);
    expect(funds.reduce((sum, one) => sum + one.changeFen, 0n)).toBe(net - fees);
  });

  it("travel packed and are kept as they were written; a channel that packs nothing, or breaks the packing, is told apart", async () => {
    const day = plainDate("2026-11-16");
    const sent: Buffer[] = [];
    const listen = async ({ response }: { response: Response }) => {
      const bytes = Buffer.from(await response.clone().arrayBuffer());
      if (bytes[0] === 0x1f) sent.push(bytes);
    };
    server.events.on("response:mocked", listen);
    const bill = await gateway().tradeBill(day);
    server.events.removeAllListeners();
    expect(sent).toHaveLength(1);
    expect(
      Buffer.from(bill ?? [])
        .subarray(0, 3)
        .toString("hex"),
    ).toBe("efbbbf");
    const path = `${WECHAT_ORIGIN}/v3/billdownload/file`;
    server.use(http.get(path, () => new HttpResponse(Buffer.from(bill ?? []))));
    expect(await gateway().tradeBill(day)).toEqual(bill);
    server.use(http.get(path, () => new HttpResponse(sent[0]?.subarray(0, -9))));
    expect(await errorOf(gateway().tradeBill(day))).toMatchObject({ code: "bill-packing-broken" });
  });

  it("are refused when a byte changed on the way", async () => {
    server.use(http.get(`${WECHAT_ORIGIN}/v3/billdownload/file`, () => new HttpResponse("altered")));
    expect(await errorOf(gateway().tradeBill(plainDate("2026-11-16")))).toMatchObject({ code: "bill-digest-wrong" });
  });

  it("do not exist for a day without trade", async () => {
    expect(await gateway().tradeBill(plainDate("2026-11-17"))).toBeNull();
  });
});

describe("what is signed", () => {
  it("is signed as openssl signs it, and the header says it in the published form", async () => {
    const folder = mkdtempSync(join(tmpdir(), "wechat-"));
    try {
      const key = join(folder, "key.pem");
      writeFileSync(key, account.merchantKeyPem, { mode: 0o600 });
      const seen: Request[] = [];
      server.use(
        http.post(`${WECHAT_ORIGIN}/v3/pay/transactions/native`, ({ request }) => {
          seen.push(request.clone());
        }),
      );
      const one = order();
      await gateway({ nonce: () => "593BEC0C930BF1AFEB40B4A08C8FB242" }).startNative(one);
      const [request] = seen;
      const timestamp = Math.floor(clock.now / 1_000);
      const body = (await request?.text()) ?? "";
      const message = join(folder, "message");
      writeFileSync(
        message,
        `POST\n/v3/pay/transactions/native\n${timestamp}\n593BEC0C930BF1AFEB40B4A08C8FB242\n${body}\n`,
      );
      const signature = execFileSync("openssl", ["dgst", "-sha256", "-sign", key, message]).toString("base64");
      expect(request?.headers.get("authorization")).toBe(
        `WECHATPAY2-SHA256-RSA2048 mchid="${account.merchantId}",nonce_str="593BEC0C930BF1AFEB40B4A08C8FB242",timestamp="${timestamp}",serial_no="${account.serial}",signature="${signature}"`,
      );
      expect(JSON.parse(body)).toMatchObject({ out_trade_no: one.orderNo, amount: { total: 1_200, currency: "CNY" } });
      expect(request?.headers.get("wechatpay-serial")).toBe(account.publicKeyId);
      const call = await gateway().startJsapi(order(), "openid-1");
      writeFileSync(message, `${call.appId}\n${call.timeStamp}\n${call.nonceStr}\n${call.package}\n`);
      const paySign = execFileSync("openssl", ["dgst", "-sha256", "-sign", key, message]).toString("base64");
      expect(call.paySign).toBe(paySign);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
