import { describe, expect, it } from "vitest";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { openNotice } from "#app/integrations/wechat-pay/notice.server.ts";
import { signedHeaders } from "#app/integrations/wechat-pay/message-signature.server.ts";
import { merchantOf, newSimulatedAccount } from "#app/integrations/wechat-pay/simulator/simulated-account.server.ts";
import {
  paymentNotice,
  refundNotice,
  sentNotice,
  type SignedMessage,
} from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { BROKEN_NOTICES } from "./broken-notices.ts";
import { simulatedWechat } from "./simulated-wechat.ts";

const { account, channel, clock } = simulatedWechat();
const placed = channel.place({
  orderNo: "BS20261116000001",
  description: "居家上门服务",
  totalFen: 1_200,
  tradeType: "NATIVE",
  notifyUrl: "https://bedside.example.cn/notify/wechat-pay",
  expiresAt: plusMinutes(clock.now, 30),
});
const paid = channel.pay(placed.orderNo, clock.now);
const stranger = newSimulatedAccount();
const genuine = () => sentNotice(account, paymentNotice(account, paid), clock.now);

function opened({ headers, body }: SignedMessage, now = clock.now) {
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return openNotice(
    { headers: signedHeaders((name) => lower.get(name) ?? null), rawBody: Buffer.from(body) },
    merchantOf(account),
    now,
  );
}

describe("a notification", () => {
  it("of a payment is read from its seal", () => {
    const outcome = opened(genuine());
    expect(outcome).toMatchObject({
      ok: true,
      notice: {
        kind: "payment",
        id: `P-${paid.transactionId}`,
        trade: { orderNo: placed.orderNo, state: "SUCCESS", amountFen: 1_200n, merchantId: account.merchantId },
      },
    });
  });

  it("of a refund is read from its seal", () => {
    const asked = {
      orderNo: placed.orderNo,
      refundNo: "BSR1",
      refundFen: 300,
      totalFen: 1_200,
      notifyUrl: "https://x",
    };
    channel.refund(asked, clock.now);
    const refund = channel.settle("BSR1", clock.now);
    const outcome = opened(sentNotice(account, refundNotice(account, paid, refund), clock.now));
    expect(outcome).toMatchObject({
      ok: true,
      notice: { kind: "refund", refund: { refundNo: "BSR1", refundFen: 300n } },
    });
  });

  it("holds for less than five minutes in either direction", () => {
    expect(opened(genuine(), plusMinutes(clock.now, 4.98)).ok).toBe(true);
    expect(opened(genuine(), plusMinutes(clock.now, 5))).toEqual({ ok: false, fault: "timestamp-outside-window" });
    expect(opened(genuine(), plusMinutes(clock.now, -4.98)).ok).toBe(true);
    expect(opened(genuine(), plusMinutes(clock.now, -5))).toEqual({ ok: false, fault: "timestamp-outside-window" });
  });

  it.each(BROKEN_NOTICES)("$name is refused as $fault", ({ broken, fault }) => {
    expect(opened(broken({ account, stranger, genuine: genuine(), now: clock.now }))).toEqual({
      ok: false,
      fault,
    });
  });
});
