import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { newSimulatedAccount } from "#app/integrations/wechat-pay/simulator/simulated-account.server.ts";
import {
  paymentNotice,
  refundNotice,
  sentNotice,
  type NoticeContent,
} from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { decideRefund, requestRefund } from "#app/usecases/payments/decide-refund.server.ts";
import { pollPayments } from "#app/usecases/payments/poll-payments.server.ts";
import { startPayment } from "#app/usecases/payments/start-payment.server.ts";
import type { Database } from "#db/connection.server.ts";
import { BROKEN_NOTICES } from "#tests/integrations/wechat-pay/broken-notices.ts";
import { query } from "../kiosk/kiosk-district.ts";
import { openPayingDistrict, ownBooks, type PayingDistrict } from "./paying-district.ts";

let database: Database;
let district: PayingDistrict;
const stranger = newSimulatedAccount();

beforeAll(async () => {
  ({ database, district } = await openPayingDistrict(12));
});
beforeEach(() => {
  district.faults.length = 0;
});
afterAll(async () => {
  district.server.close();
  await database.close();
});

/** A started and paid order that we have not heard of yet. */
async function paidElsewhere() {
  const visit = district.visits.shift();
  if (!visit) throw new Error("no visit left");
  const way = { method: "native" } as const;
  const started = await startPayment(district.context(), district.paymentChannel.gateway, { ...visit, way });
  const placed = district.channel.pay(started.orderNo, district.clock.now);
  return { ...started, placed, content: paymentNotice(district.account, placed) };
}

async function orderRow(orderNo: string) {
  const [row] = await query<{ state: string; credits: number }>(
    district.context(),
    `select state, (select count(*)::int from journal j where j.kind = 'self_payment' and j.source_id = o.order_no) as credits
       from payment_order o where order_no = '${orderNo}'`,
  );
  return row;
}

const send = (content: NoticeContent) => sentNotice(district.account, content, district.clock.now);
const changed = (content: NoticeContent, change: object): NoticeContent => ({
  ...content,
  id: `${content.id}-changed`,
  plain: { ...content.plain, ...change },
});

describe("a genuine notification", () => {
  it("makes the order paid and credits it once, also when it comes again", async () => {
    const before = (await ownBooks(district.context()))["elder.prepaid"] ?? 0;
    const order = await paidElsewhere();
    expect(await district.arrive(send(order.content))).toEqual({ kind: "accepted", outcome: "credit" });
    expect(await district.arrive(send(order.content))).toEqual({ kind: "accepted", outcome: "credit" });
    expect(await district.arrive(send({ ...order.content, id: "another" }))).toEqual({
      kind: "accepted",
      outcome: "known",
    });
    expect(await orderRow(order.orderNo)).toEqual({ state: "paid", credits: 1 });
    expect((await ownBooks(district.context()))["elder.prepaid"]).toBe(before - Number(order.amountFen));
  });

  it("that comes before our order is committed is asked for again and leaves nothing behind", async () => {
    const order = await paidElsewhere();
    const content = changed(order.content, { out_trade_no: "BS20990101000000000000" });
    expect(await district.arrive(send(content))).toEqual({ kind: "later", outcome: "notice-before-order" });
    const kept = await query(district.context(), `select 1 from payment_notice where notice_id = '${content.id}'`);
    expect(kept).toEqual([]);
    expect(await district.arrive(send(order.content))).toMatchObject({ outcome: "credit" });
  });

  it("of an order that had expired here still counts, for the money came", async () => {
    const order = await paidElsewhere();
    await query(
      district.context(),
      `update payment_order set state = 'expired' where order_no = '${order.orderNo}' returning 1`,
    );
    expect(await district.arrive(send(order.content))).toMatchObject({ outcome: "credit" });
    expect(await orderRow(order.orderNo)).toEqual({ state: "paid", credits: 1 });
  });
});

describe("a notification that must not count", () => {
  it("in every broken or forged form credits nothing, and the genuine one after them credits once", async () => {
    const order = await paidElsewhere();
    const genuine = send(order.content);
    for (const { name, broken, fault } of BROKEN_NOTICES) {
      const message = broken({ account: district.account, stranger, genuine, now: district.clock.now });
      expect([name, await district.arrive(message)]).toEqual([name, { kind: "unbelieved", outcome: fault }]);
    }
    const contents: [object, string][] = [
      [{ mchid: "1900000009" }, "refused:merchant-differs"],
      [{ appid: "wxother" }, "refused:app-differs"],
      [{ amount: { total: Number(order.amountFen) - 1, currency: "CNY" } }, "refused:amount-differs"],
      [{ amount: { total: Number(order.amountFen), currency: "USD" } }, "refused:currency-differs"],
      [{ trade_state: "NOTPAY" }, "not-paid"],
    ];
    for (const [index, [change, outcome]] of contents.entries()) {
      const content = changed(order.content, change);
      const answer = await district.arrive(send({ ...content, id: `${content.id}-${index}` }));
      expect(answer.outcome).toBe(outcome);
    }
    expect(await orderRow(order.orderNo)).toEqual({ state: "paying", credits: 0 });
    expect(await district.arrive(genuine)).toEqual({ kind: "accepted", outcome: "credit" });
    expect(await orderRow(order.orderNo)).toEqual({ state: "paid", credits: 1 });
  });

  it("is refused again when it is repeated, with the same answer", async () => {
    const order = await paidElsewhere();
    const content = changed(order.content, { appid: "wxother" });
    const first = await district.arrive(send(content));
    expect(await district.arrive(send(content))).toEqual(first);
    expect(first.kind).toBe("refused");
  });

  it("replayed after five minutes is not even read", async () => {
    const order = await paidElsewhere();
    const message = send(order.content);
    district.clock.now = plusMinutes(district.clock.now, 6);
    expect(await district.arrive(message)).toEqual({ kind: "unbelieved", outcome: "timestamp-outside-window" });
  });
});

describe("a notification of a refund", () => {
  it("counts for our refund of that order and that amount alone, once", async () => {
    const [order, other] = [await paidElsewhere(), await paidElsewhere()];
    for (const one of [order, other]) await district.arrive(send(one.content));
    const wish = { orderNo: order.orderNo, amountFen: fen(300n), reason: "visit_cancelled" } as const;
    const refundNo = await requestRefund(district.context(district.clock.now, "user:asks"), wish);
    await decideRefund(district.context(district.clock.now, "user:approves"), refundNo, "approve");
    await pollPayments(district.context(), district.paymentChannel);
    const settled = district.channel.settle(refundNo, district.clock.now);
    const genuine = refundNotice(district.account, order.placed, settled);
    const total = Number(order.amountFen);
    const contents: [object, string][] = [
      [{ mchid: "1900000009" }, "refused:merchant-differs"],
      [{ out_trade_no: other.orderNo }, "refused:order-differs"],
      [{ amount: { refund: 301, total } }, "refused:amount-differs"],
      [{ amount: { refund: 300, total: total + 1 } }, "refused:amount-differs"],
    ];
    for (const [index, [change, outcome]] of contents.entries()) {
      const content = changed(genuine, change);
      expect(await district.arrive(send({ ...content, id: `${content.id}-${index}` }))).toEqual({
        kind: "refused",
        outcome,
      });
    }
    expect(await orderRow(order.orderNo)).toMatchObject({ state: "refunding" });
    // As the channel writes it: other members beside, no associated data, nothing that we had asked for.
    const official = { ...genuine, plain: { ...genuine.plain, user_received_account: "招商银行信用卡0403" } };
    expect(await district.arrive(send(official))).toEqual({ kind: "accepted", outcome: "refunded" });
    expect(await district.arrive(send({ ...official, id: "again" }))).toEqual({ kind: "accepted", outcome: "known" });
    expect(await orderRow(order.orderNo)).toMatchObject({ state: "partly_refunded" });
    expect(await orderRow(other.orderNo)).toMatchObject({ state: "paid" });
  });
});

describe("what is kept", () => {
  it("of a notification is the bytes that were signed, and nobody changes or deletes them", async () => {
    const order = await paidElsewhere();
    const message = send(order.content);
    await district.arrive(message);
    const [row] = await query<{ body: string }>(
      district.context(),
      `select convert_from(raw_body, 'UTF8') as body from payment_notice where notice_id = '${order.content.id}'`,
    );
    expect(row?.body).toBe(message.body);
    for (const statement of [
      "update payment_notice set outcome = 'credit'",
      "delete from payment_notice",
      `update payment_order set amount_fen = 1, price_fen = 1 where order_no = '${order.orderNo}'`,
      `update payment_order set paid_at = null, transaction_id = null, state = 'paying' where order_no = '${order.orderNo}'`,
      `delete from payment_order where order_no = '${order.orderNo}'`,
    ])
      await expect(query(district.context(), statement)).rejects.toThrow();
  });
});
