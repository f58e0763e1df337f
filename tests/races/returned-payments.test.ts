/** A visit is called off while somebody pays it, while the payment is told, and by several people: whoever comes first, all of it goes back once. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { paymentNotice, sentNotice } from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { pollOrder, pollPayments } from "#app/usecases/payments/poll-payments.server.ts";
import { returnOverdue } from "#app/usecases/payments/return-payments.server.ts";
import { startPayment } from "#app/usecases/payments/start-payment.server.ts";
import { cancelVisit } from "#app/usecases/scheduling/cancel-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { query } from "../usecases/kiosk/kiosk-district.ts";
import { ownBooks, payingDistrict, type OwnVisit } from "../usecases/payments/paying-district.ts";

const VISITS = 12;

let database: Database;
let district: Awaited<ReturnType<typeof payingDistrict>>;

beforeAll(async () => {
  database = await testDatabase();
  district = await payingDistrict(database, VISITS);
  district.server.listen({ onUnhandledRequest: "bypass" });
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
  for (const [index, visit] of district.visits.entries()) {
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
