import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import type { RefundReason } from "#app/domain/payments/refund.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { paymentNotice, sentNotice } from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { applyRefund } from "#app/usecases/payments/apply-refund.server.ts";
import { decideRefund, requestRefund } from "#app/usecases/payments/decide-refund.server.ts";
import { earnOrder, earnOrders } from "#app/usecases/payments/earn-orders.server.ts";
import { startPayment } from "#app/usecases/payments/start-payment.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.ts";
import { query } from "../kiosk/kiosk-district.ts";
import { openPayingDistrict, ownBooks, type OwnVisit, type PayingDistrict } from "./paying-district.ts";

let database: Database;
let district: PayingDistrict;

beforeAll(async () => {
  ({ database, district } = await openPayingDistrict(8));
});
afterAll(async () => {
  district.server.close();
  await database.close();
});

async function paidOrder(): Promise<{
  readonly visit: OwnVisit;
  readonly orderNo: string;
  readonly amountFen: bigint;
}> {
  const visit = district.visits.shift();
  if (!visit) throw new Error("no visit left");
  const started = await startPayment(district.context(), district.paymentChannel.gateway, {
    ...visit,
    way: { method: "native" },
  });
  const placed = district.channel.pay(started.orderNo, district.clock.now);
  await district.arrive(sentNotice(district.account, paymentNotice(district.account, placed), district.clock.now));
  return { visit, orderNo: started.orderNo, amountFen: started.amountFen };
}

async function countVisit({ id }: OwnVisit, approval: "verified" | "rejected"): Promise<void> {
  await query(
    district.context(),
    `update visit set delivery_state = 'done', approval_state = '${approval}' where id = '${id}' returning 1`,
  );
}

async function ask(orderNo: string, amountFen: bigint, reason: RefundReason): Promise<string> {
  return requestRefund(district.context(), { orderNo, amountFen: fen(amountFen), reason });
}

/** A second person approves, and the channel says that the money went back. */
async function giveBack(refundNo: string, amountFen: bigint): Promise<void> {
  await decideRefund(district.context(district.clock.now, "user:second"), refundNo, "approve");
  const [order] = await query<{ no: string; total: string }>(
    district.context(),
    `select order_no as no, amount_fen::text as total from payment_order where '${refundNo}' like order_no || 'R%'`,
  );
  const said = {
    ...{ orderNo: order?.no ?? "", refundNo, refundId: `R-${refundNo}`, state: "SUCCESS" },
    ...{ acceptedAt: null, refundedAt: null },
    ...{ refundFen: fen(amountFen), totalFen: fen(BigInt(order?.total ?? 0)) },
  };
  expect(await inTransaction(district.context(), (unit) => applyRefund(unit, "system:test", said))).toBe("refunded");
}

async function changes(work: () => Promise<void>): Promise<Record<string, number>> {
  const before = await ownBooks(district.context());
  await work();
  const after = await ownBooks(district.context());
  const moved = Object.keys(after).map((code): [string, number] => [code, (after[code] ?? 0) - (before[code] ?? 0)]);
  return Object.fromEntries(moved.filter(([, amount]) => amount !== 0));
}

const auditRefunds = async (orderNo: string) =>
  (
    await query<{ amount: string }>(
      district.context(),
      `select r.amount_fen::text as amount from payment_refund r join payment_order o on o.id = r.order_id
        where o.order_no = '${orderNo}' and r.reason = 'audit_refused' and r.state = 'asked'`,
    )
  ).map(({ amount }) => amount);

const bearerOf = async (refundNo: string) =>
  (
    await query<{ by: string }>(
      district.context(),
      `select charged_to as by from payment_refund where refund_no = '${refundNo}'`,
    )
  )[0]?.by;

describe("what a person paid for a visit", () => {
  it("is owed to the provider once the visit counts, and only once", async () => {
    const { visit, amountFen } = await paidOrder();
    expect(await changes(async () => void (await earnOrders(district.context())))).toEqual({});
    await countVisit(visit, "verified");
    const earn = () => changes(async () => void (await earnOrders(district.context())));
    expect(await earn()).toEqual({ "elder.prepaid": Number(amountFen), "provider.payable": -Number(amountFen) });
    expect(await earn()).toEqual({});
  });

  it("comes back from the provider when it is asked for after that, whatever the reason", async () => {
    const { visit, orderNo } = await paidOrder();
    await countVisit(visit, "verified");
    await earnOrders(district.context());
    district.clock.now = instant("2026-11-16T10:00:00+08:00");
    const refundNo = await ask(orderNo, 1_000n, "complaint_upheld");
    expect(await bearerOf(refundNo)).toBe("provider");
    const moved = await changes(() => giveBack(refundNo, 1_000n));
    expect(moved).toEqual({ "provider.clawback": 1_000, "wechat.clearing": -1_000 });
  });

  it("waits while a refund is under way, so that the provider gets only the rest and owes nothing", async () => {
    const { visit, orderNo, amountFen } = await paidOrder();
    const refundNo = await ask(orderNo, 1_000n, "visit_cancelled");
    expect(await bearerOf(refundNo)).toBe("nobody");
    await countVisit(visit, "verified");
    const earn = () => changes(async () => void (await earnOrders(district.context())));
    expect(await earn()).toEqual({});
    const moved = await changes(() => giveBack(refundNo, 1_000n));
    expect(moved).toEqual({ "elder.prepaid": 1_000, "wechat.clearing": -1_000 });
    const rest = Number(amountFen) - 1_000;
    expect(await earn()).toEqual({ "elder.prepaid": rest, "provider.payable": -rest });
  });

  it("is not earned by whoever saw it before the refund was asked for, nor twice by whoever saw it before it was earned", async () => {
    const { visit, orderNo, amountFen } = await paidOrder();
    await countVisit(visit, "verified");
    const refundNo = await ask(orderNo, 1_000n, "complaint_upheld");
    expect(await changes(async () => expect(await earnOrder(district.context(), orderNo)).toBe(false))).toEqual({});
    await giveBack(refundNo, 1_000n);
    const rest = Number(amountFen) - 1_000;
    expect(await changes(async () => expect(await earnOrder(district.context(), orderNo)).toBe(true))).toEqual({
      "elder.prepaid": rest,
      "provider.payable": -rest,
    });
    expect(await changes(async () => expect(await earnOrder(district.context(), orderNo)).toBe(false))).toEqual({});
  });

  it("goes back whole by itself when the audit refuses the visit, once a person agrees", async () => {
    const { visit, orderNo, amountFen } = await paidOrder();
    await countVisit(visit, "rejected");
    await earnOrders(district.context());
    await earnOrders(district.context());
    const asked = await query<{ reason: string; amount: string; state: string }>(
      district.context(),
      `select r.reason, r.amount_fen::text as amount, r.state from payment_refund r join payment_order o on o.id = r.order_id where o.order_no = '${orderNo}'`,
    );
    expect(asked).toEqual([{ reason: "audit_refused", amount: amountFen.toString(), state: "asked" }]);
  });

  it("goes back to the last fen when the audit refuses a visit of which a part had gone back for another reason", async () => {
    const { visit, orderNo, amountFen } = await paidOrder();
    const first = await ask(orderNo, 1_000n, "complaint_upheld");
    await giveBack(first, 1_000n);
    await countVisit(visit, "rejected");
    district.clock.now = plusMinutes(district.clock.now, 2);
    await earnOrders(district.context());
    expect(await auditRefunds(orderNo)).toEqual([(amountFen - 1_000n).toString()]);
  });

  it("is asked back for the other visits also where one was paid too long ago for the channel", async () => {
    const old = await paidOrder();
    district.clock.now = plusMinutes(district.clock.now, 366 * 1_440);
    const young = await paidOrder();
    for (const { visit } of [old, young]) await countVisit(visit, "rejected");
    expect(await earnOrders(district.context())).toMatchObject({ refundsAsked: 1, refundsRefused: 1 });
    expect(await auditRefunds(young.orderNo)).toEqual([young.amountFen.toString()]);
    expect(await auditRefunds(old.orderNo)).toEqual([]);
  });
});
