/** A visit that was paid and does not take place: its money goes back by itself, once, and what then stands in the way is named. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { paymentNotice, sentNotice } from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { decideRefund, requestRefund } from "#app/usecases/payments/decide-refund.server.ts";
import { pollPayments } from "#app/usecases/payments/poll-payments.server.ts";
import { returnOverdue } from "#app/usecases/payments/return-payments.server.ts";
import { showOwnPayments } from "#app/usecases/payments/show-own-payments.server.ts";
import { startPayment } from "#app/usecases/payments/start-payment.server.ts";
import { cancelVisit } from "#app/usecases/scheduling/cancel-visit.server.ts";
import { explainMissed } from "#app/usecases/visits/explain-missed.server.ts";
import { takeBackGivenUp } from "#app/usecases/visits/take-back-given-up.server.ts";
import { fen } from "#app/domain/money/fen.ts";
import type { Database } from "#db/connection.server.ts";
import { lockVisit } from "#db/repositories/visits.ts";
import { inTransaction } from "#db/transaction.ts";
import { query } from "../kiosk/kiosk-district.ts";
import { openPayingDistrict, ownBooks, type OwnVisit, type PayingDistrict } from "./paying-district.ts";

let database: Database;
let district: PayingDistrict;

beforeAll(async () => {
  ({ database, district } = await openPayingDistrict(10));
});
afterAll(async () => {
  district.server.close();
  await database.close();
});

type Paid = { readonly visit: OwnVisit; readonly orderNo: string; readonly amountFen: bigint };

async function started(): Promise<Paid> {
  const visit = district.visits.shift();
  if (!visit) throw new Error("no visit left");
  const way = { method: "native" } as const;
  const order = await startPayment(district.context(), district.paymentChannel.gateway, { ...visit, way });
  return { visit, orderNo: order.orderNo, amountFen: order.amountFen };
}

async function pay({ orderNo }: Paid): Promise<void> {
  const placed = district.channel.pay(orderNo, district.clock.now);
  await district.arrive(sentNotice(district.account, paymentNotice(district.account, placed), district.clock.now));
}

async function paid(): Promise<Paid> {
  const order = await started();
  await pay(order);
  return order;
}

const cancel = ({ visit }: Paid) =>
  cancelVisit(district.context(district.clock.now, "user:office"), visit.visitNo, "RC-ELDER-HOSPITAL");

/** What the pollers and the channel do with it. */
async function goBack(): Promise<void> {
  await pollPayments(district.context(), district.paymentChannel);
  for (const { refundNo } of district.channel.state.refunds) district.channel.settle(refundNo, district.clock.now);
  district.clock.now = plusMinutes(district.clock.now, 6);
  await pollPayments(district.context(), district.paymentChannel);
}

const refundsOf = ({ orderNo }: Paid) =>
  query<{ no: string; amount: string; reason: string; state: string; by: string | null }>(
    district.context(),
    `select r.refund_no as no, r.amount_fen::text as amount, r.reason, r.state, r.decided_by as by
       from payment_refund r join payment_order o on o.id = r.order_id where o.order_no = '${orderNo}' order by 1`,
  );

const orderState = async ({ orderNo }: Paid) =>
  (
    await query<{ state: string }>(district.context(), `select state from payment_order where order_no = '${orderNo}'`)
  )[0]?.state;

const setVisit = ({ visit }: Paid, values: string) =>
  query(district.context(), `update visit set ${values} where id = '${visit.id}' returning 1`);

describe("a paid visit that is called off", () => {
  it("sends its money back whole by itself, with one number, and the books end where they began", async () => {
    const before = await ownBooks(district.context());
    const order = await paid();
    await cancel(order);
    const [refund] = await refundsOf(order);
    expect(refund).toMatchObject({
      no: `${order.orderNo}R01`,
      amount: order.amountFen.toString(),
      reason: "visit_cancelled",
      state: "approved",
      by: "system:return-rule",
    });
    await goBack();
    expect(await orderState(order)).toBe("refunded");
    expect(await refundsOf(order)).toMatchObject([{ state: "refunded" }]);
    expect(district.channel.refundsOf(order.orderNo)).toHaveLength(1);
    expect((await ownBooks(district.context()))["elder.prepaid"]).toBe(before["elder.prepaid"] ?? 0);
    const told = await query(
      district.context(),
      `select 1 from message_cause where kind = 'refund_done' and subject = '${order.orderNo}R01'`,
    );
    expect(told).toHaveLength(1);
    expect(await returnOverdue(district.context())).toBe(0);
  });

  it("sends back only what no refund has taken yet, a minute after the one before, and the rest once that one is declined", async () => {
    const order = await paid();
    const wish = { orderNo: order.orderNo, amountFen: fen(1_000), reason: "complaint_upheld" } as const;
    const asked = await requestRefund(district.context(district.clock.now, "user:asks"), wish);
    await cancel(order);
    const rest = order.amountFen - 1_000n;
    expect(await refundsOf(order)).toMatchObject([{ state: "asked" }, { amount: rest.toString(), state: "approved" }]);
    await pollPayments(district.context(), district.paymentChannel);
    expect(district.channel.refundsOf(order.orderNo)).toEqual([]);
    district.clock.now = plusMinutes(district.clock.now, 1);
    await goBack();
    expect(district.channel.refundsOf(order.orderNo)).toHaveLength(1);
    await decideRefund(district.context(district.clock.now, "user:second"), asked, "decline");
    await goBack();
    expect(await orderState(order)).toBe("refunded");
    expect((await refundsOf(order)).map(({ state }) => state)).toEqual(["declined", "refunded", "refunded"]);
  });

  it("closes at the channel what was not paid, and nobody can pay it any more", async () => {
    const order = await started();
    await cancel(order);
    await pollPayments(district.context(), district.paymentChannel);
    expect(await orderState(order)).toBe("closed");
    expect(() => district.channel.pay(order.orderNo, district.clock.now)).toThrow("ORDER_CLOSED");
    expect(await refundsOf(order)).toEqual([]);
  });

  it("sends back what was paid in the moment of calling off and heard of later", async () => {
    const order = await started();
    district.channel.pay(order.orderNo, district.clock.now);
    await cancel(order);
    expect(await refundsOf(order)).toEqual([]);
    await pollPayments(district.context(), district.paymentChannel);
    expect(await refundsOf(order)).toMatchObject([{ amount: order.amountFen.toString(), reason: "visit_cancelled" }]);
    await goBack();
    expect(await orderState(order)).toBe("refunded");
  });

  it("that the channel takes back no more after a year is left to a person, and is called off all the same", async () => {
    const order = await paid();
    const now = district.clock.now;
    district.clock.now = plusMinutes(now, 366 * 1_440);
    await cancel(order);
    district.clock.now = now;
    expect(await refundsOf(order)).toMatchObject([{ state: "failed", amount: order.amountFen.toString() }]);
    expect(await orderState(order)).toBe("refunding");
  });
});

describe("a visit that stands again", () => {
  it("after its money went back is named to finance until somebody pays it anew", async () => {
    const order = await paid();
    await cancel(order);
    expect((await showOwnPayments(district.context())).unpaidAgain).toEqual([]);
    await setVisit(order, "delivery_state = 'in_progress'");
    await inTransaction(district.context(), async (unit) => {
      const visit = await lockVisit(unit, order.visit.visitNo);
      await takeBackGivenUp(unit, "system:test", visit === null ? [] : [visit]);
    });
    const named = async () => (await showOwnPayments(district.context())).unpaidAgain;
    expect(await named()).toMatchObject([
      { visitNo: order.visit.visitNo, deliveryState: "in_progress", refundState: "approved" },
    ]);
    await goBack();
    expect(await named()).toMatchObject([{ orderNo: order.orderNo, refundState: "refunded" }]);
    await setVisit(order, "delivery_state = 'done'");
    expect(await named()).toMatchObject([{ deliveryState: "done" }]);
    const again = await startPayment(district.context(), district.paymentChannel.gateway, {
      ...order.visit,
      way: { method: "native" },
    });
    await pay({ ...order, orderNo: again.orderNo });
    expect(await named()).toEqual([]);
  });
});

describe("a paid visit to which nobody came", () => {
  const missed = async () => {
    const order = await paid();
    await setVisit(order, "delivery_state = 'missed', missed_side = 'undecided'");
    return order;
  };

  it("sends its money back once the worker's side is named as the reason", async () => {
    const order = await missed();
    await explainMissed(district.context(), order.visit.visitNo, "RC-WORKER-NO-SHOW");
    expect(await refundsOf(order)).toMatchObject([{ reason: "visit_missed", state: "approved" }]);
  });

  it("keeps it for a person's decision where the elder was not there, and says so to finance", async () => {
    const order = await missed();
    await explainMissed(district.context(), order.visit.visitNo, "RC-NO-ANSWER");
    district.clock.now = plusMinutes(district.clock.now, 9 * 1_440);
    await returnOverdue(district.context());
    expect(await refundsOf(order)).toEqual([]);
    expect((await showOwnPayments(district.context())).toDecide).toMatchObject([
      { orderNo: order.orderNo, visitNo: order.visit.visitNo, restFen: order.amountFen },
    ]);
  });

  it("sends it back three days after its end where nobody gave a reason", async () => {
    const order = await missed();
    const end = plusMinutes(district.clock.now, -3 * 1_440 + 1).valueOf();
    const at = (time: number) => `to_timestamp(${time / 1_000})`;
    await setVisit(order, `planned_start = ${at(end - 3_600_000)}, planned_end = ${at(end)}`);
    expect(await returnOverdue(district.context())).toBe(0);
    district.clock.now = plusMinutes(district.clock.now, 1);
    expect(await returnOverdue(district.context())).toBe(1);
    expect(await refundsOf(order)).toMatchObject([{ reason: "visit_missed", state: "approved" }]);
    expect(await returnOverdue(district.context())).toBe(0);
  });
});
