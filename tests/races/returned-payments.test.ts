/** A visit is called off while somebody pays it, while the payment is told, and by several people: whoever comes first, all of it goes back once. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import {
  paymentNotice,
  refundNotice,
  sentNotice,
} from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { pollOrder, pollPayments } from "#app/usecases/payments/poll-payments.server.ts";
import { recordHandReturn } from "#app/usecases/payments/return-by-hand.server.ts";
import { returnOverdue } from "#app/usecases/payments/return-payments.server.ts";
import { startPayment } from "#app/usecases/payments/start-payment.server.ts";
import { cancelVisit } from "#app/usecases/scheduling/cancel-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { query } from "../usecases/kiosk/kiosk-district.ts";
import {
  openPayingDistrict,
  ownBooks,
  type OwnVisit,
  type PayingDistrict,
} from "../usecases/payments/paying-district.ts";

const VISITS = 12;

let database: Database;
let district: PayingDistrict;

beforeAll(async () => {
  ({ database, district } = await openPayingDistrict(VISITS + 1));
});
afterAll(async () => {
  district.server.close();
  await database.close();
});

const context = (actor?: string) => district.context(district.clock.now, actor);

type Order = "credit-first" | "together" | "cancel-first";
const ORDERS: readonly Order[] = ["credit-first", "together", "cancel-first"];

/** Several call the visit off, of whom all but one find it called off already, while several hear of its payment. */
async function atOnce(visit: OwnVisit, orderNo: string, order: Order): Promise<void> {
  const content = paymentNotice(district.account, district.channel.pay(orderNo, district.clock.now));
  const message = sentNotice(district.account, content, district.clock.now);
  const cancel = () =>
    Promise.allSettled(
      ["user:office", "user:other", "elder:own"].map((actor) =>
        cancelVisit(context(actor), visit.visitNo, "RC-ELDER-AWAY"),
      ),
    );
  const credit = () =>
    Promise.all([
      district.arrive(message),
      district.arrive(message),
      pollOrder(context(), district.paymentChannel, orderNo),
      returnOverdue(context("system:reconcile")),
    ]);
  if (order === "credit-first") await credit();
  const credited = order === "together" ? credit() : null;
  const cancelled = await cancel();
  await credited;
  if (order === "cancel-first") await credit();
  expect(cancelled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
}

it("all of it goes back exactly once, whoever is first", async () => {
  const orders: string[] = [];
  for (const [index, visit] of district.visits.slice(0, VISITS).entries()) {
    const way = { method: "native" } as const;
    const { orderNo } = await startPayment(context(), district.paymentChannel.gateway, { ...visit, way });
    orders.push(orderNo);
    await atOnce(visit, orderNo, ORDERS[index % 3] ?? "together");
  }
  await Promise.all(Array.from({ length: 4 }, () => pollPayments(context(), district.paymentChannel)));
  for (const { refundNo } of district.channel.state.refunds) district.channel.settle(refundNo, district.clock.now);
  // Four at once count as four tries: the next one is a day later.
  district.clock.now = plusMinutes(district.clock.now, 1_441);
  await Promise.all(Array.from({ length: 4 }, () => pollPayments(context(), district.paymentChannel)));
  const held = await query<{ no: string; state: string; refunds: number; differs: string }>(
    context(),
    `select o.order_no as no, o.state, count(r.id)::int as refunds, (o.amount_fen - o.refunded_fen)::text as differs
       from payment_order o left join payment_refund r on r.order_id = o.id group by o.id order by 1`,
  );
  expect(held).toEqual([...orders].sort().map((no) => ({ no, state: "refunded", refunds: 1, differs: "0" })));
  expect(district.channel.state.refunds).toHaveLength(VISITS);
  expect((await ownBooks(context()))["elder.prepaid"]).toBe(0);
});

it("a bank transfer is recorded once, by one person and with one reference, and never beside the channel's own sending", async () => {
  const visit = district.visits[VISITS];
  if (!visit) throw new Error("no visit left");
  const way = { method: "native" } as const;
  const { orderNo, amountFen } = await startPayment(context(), district.paymentChannel.gateway, { ...visit, way });
  district.channel.pay(orderNo, district.clock.now);
  await pollOrder(context(), district.paymentChannel, orderNo);
  const before = await ownBooks(context());
  await cancelVisit(context("user:office"), visit.visitNo, "RC-ELDER-AWAY");
  await pollPayments(context(), district.paymentChannel);
  const refundNo = `${orderNo}R01`;
  district.channel.failRefund(refundNo);
  district.clock.now = plusMinutes(district.clock.now, 5);
  await pollPayments(context(), district.paymentChannel);
  const settled = {
    ...district.channel.findRefund(refundNo),
    state: "SUCCESS" as const,
    refundedAt: district.clock.now,
  };
  const notice = refundNotice(district.account, district.channel.find(orderNo), settled);
  const paidOn = localDateOf(district.clock.now);
  const record = (name: string) => recordHandReturn(context(`user:${name}`), { refundNo, reference: name, paidOn });
  const done = await Promise.allSettled([
    record("first"),
    record("second"),
    district.arrive(sentNotice(district.account, notice, district.clock.now)),
    record("third"),
  ]);
  const recorded = [done[0], done[1], done[3]].filter((one) => one?.status === "fulfilled").length;
  const [refund] = await query<{ state: string }>(
    context(),
    `select state from payment_refund where refund_no = '${refundNo}'`,
  );
  expect(refund?.state).toBe(recorded === 1 ? "by_hand" : "refunded");
  expect(recorded).toBeLessThanOrEqual(1);
  const after = await ownBooks(context());
  expect((after["elder.prepaid"] ?? 0) - (before["elder.prepaid"] ?? 0)).toBe(Number(amountFen));
});
