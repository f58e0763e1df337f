/** Refunds that the channel refuses for good: named, their money still prepaid, and sent back by the bank instead, once. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { GatewayError } from "#app/integrations/wechat-pay/gateway-error.ts";
import {
  paymentNotice,
  refundNotice,
  sentNotice,
} from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { pollPayments } from "#app/usecases/payments/poll-payments.server.ts";
import { decideHandReturn, recordHandReturn } from "#app/usecases/payments/return-by-hand.server.ts";
import { showOwnPayments } from "#app/usecases/payments/show-own-payments.server.ts";
import { startPayment } from "#app/usecases/payments/start-payment.server.ts";
import { cancelVisit } from "#app/usecases/scheduling/cancel-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { query } from "../kiosk/kiosk-district.ts";
import { openPayingDistrict, ownBooks, PAY_DAY, type PayingDistrict } from "./paying-district.ts";

/** Policy `audit_bulk_second_fen` of the small district. */
const SECOND_ABOVE_FEN = 100_000;

let database: Database;
let district: PayingDistrict;

beforeAll(async () => {
  ({ database, district } = await openPayingDistrict(10));
});
afterAll(async () => {
  district.server.close();
  await database.close();
});

const context = (actor?: string) => district.context(district.clock.now, actor);
const poll = () => pollPayments(context(), district.paymentChannel);
let references = 0;
const transfer = (refundNo: string, change = {}) => {
  references += 1;
  return { refundNo, reference: `B-${references}`, paidOn: plainDate("2026-11-16"), ...change };
};

/** A paid order whose visit is called off. @returns the number of its refund */
async function approvedRefund(
  priceFen: number | null = null,
): Promise<{ orderNo: string; refundNo: string; amountFen: number }> {
  const visit = district.visits.shift();
  if (!visit) throw new Error("no visit left");
  if (priceFen !== null)
    await query(context(), `update visit set planned_fen = ${priceFen} where id = '${visit.id}' returning 1`);
  const way = { method: "native" } as const;
  const { orderNo, amountFen } = await startPayment(context(), district.paymentChannel.gateway, { ...visit, way });
  const placed = district.channel.pay(orderNo, district.clock.now);
  await district.arrive(sentNotice(district.account, paymentNotice(district.account, placed), district.clock.now));
  await cancelVisit(context("user:office"), visit.visitNo, "RC-ELDER-HOSPITAL");
  return { orderNo, refundNo: `${orderNo}R01`, amountFen: Number(amountFen) };
}

/** One that the channel takes on, and whose money the payer's account does not take. */
async function abnormalRefund(priceFen: number | null = null) {
  const refund = await approvedRefund(priceFen);
  await poll();
  const failed = district.channel.failRefund(refund.refundNo);
  const notice = refundNotice(district.account, district.channel.find(refund.orderNo), failed);
  await district.arrive(sentNotice(district.account, notice, district.clock.now));
  return refund;
}

const refundRow = async (refundNo: string) =>
  (
    await query<{ state: string; failure: string | null; order: string; refunded: number; bound: number }>(
      context(),
      `select r.state, r.failure, o.state as order, o.refunded_fen::int as refunded, o.refunding_fen::int as bound
         from payment_refund r join payment_order o on o.id = r.order_id where r.refund_no = '${refundNo}'`,
    )
  )[0];

const refundsShown = async (actor: string) => (await showOwnPayments(context(actor))).refunds;

describe("a refund that the channel will not send", () => {
  it("after it had taken it on is named, and its money is neither lost nor counted as sent back", async () => {
    const before = await ownBooks(context());
    const { refundNo, amountFen } = await abnormalRefund();
    expect(await refundRow(refundNo)).toEqual({
      ...{ state: "failed", failure: "ABNORMAL", order: "refunding" },
      ...{ refunded: 0, bound: amountFen },
    });
    expect((await ownBooks(context()))["elder.prepaid"]).toBe((before["elder.prepaid"] ?? 0) - amountFen);
    expect((await refundsShown("user:finance"))[0]).toMatchObject({ refundNo, state: "failed", failure: "ABNORMAL" });
    expect(await query(context(), `select 1 from message_cause where subject = '${refundNo}'`)).toEqual([]);
  });

  it("because the payer's account is gone is named after one try, and another order's refund is not", async () => {
    const gone = await approvedRefund();
    district.channel.endPayer(gone.orderNo);
    const other = await approvedRefund();
    await poll();
    expect(await refundRow(gone.refundNo)).toMatchObject({ state: "failed", failure: "USER_ACCOUNT_ABNORMAL" });
    expect(await refundRow(other.refundNo)).toMatchObject({ state: "sent", failure: null });
  });

  it("is not believed to be refused where the channel has it all the same", async () => {
    const { refundNo } = await approvedRefund();
    district.faults.push(...Array.from({ length: 6 }, () => "error-after" as const));
    await poll();
    district.faults.length = 0;
    expect(await refundRow(refundNo)).toMatchObject({ state: "approved" });
    district.clock.now = plusMinutes(district.clock.now, 1);
    const { gateway, merchant } = district.paymentChannel;
    const refund = () => Promise.reject(new GatewayError("refused", "USER_ACCOUNT_ABNORMAL", 403));
    await pollPayments(context(), { merchant, gateway: { ...gateway, refund } });
    expect(await refundRow(refundNo)).toMatchObject({ state: "sent" });
  });

  it("while the channel is away is tried again for as long as it takes", async () => {
    const { refundNo } = await approvedRefund();
    for (let day = 0; day < 8; day += 1) {
      district.faults.push(...Array.from({ length: 20 }, () => "error-before" as const));
      await poll();
      district.clock.now = plusMinutes(district.clock.now, 1_440);
    }
    district.faults.length = 0;
    expect(await refundRow(refundNo)).toMatchObject({ state: "approved" });
    await poll();
    expect(await refundRow(refundNo)).toMatchObject({ state: "sent" });
    district.clock.now = PAY_DAY;
  });
});

describe("a bank transfer in the channel's place", () => {
  it("ends the refund, leaves the bank, and is told to whoever paid, once", async () => {
    const { refundNo, amountFen } = await abnormalRefund();
    const before = await ownBooks(context());
    expect(await recordHandReturn(context("user:finance"), transfer(refundNo))).toBe("by_hand");
    const after = await ownBooks(context());
    const moved = (code: string) => (after[code] ?? 0) - (before[code] ?? 0);
    expect([moved("elder.prepaid"), moved("treasury.bank"), moved("wechat.clearing")]).toEqual([
      amountFen,
      -amountFen,
      0,
    ]);
    expect(await refundRow(refundNo)).toMatchObject({
      state: "by_hand",
      order: "refunded",
      refunded: amountFen,
      bound: 0,
    });
    expect(await query(context(), `select 1 from message_cause where subject = '${refundNo}'`)).toHaveLength(1);
    await expect(recordHandReturn(context("user:other"), transfer(refundNo))).rejects.toMatchObject({
      code: "refund-not-failed",
    });
  });

  it("needs a second person only above the sum of the policy, and counts when that person agrees", async () => {
    const small = await abnormalRefund(SECOND_ABOVE_FEN);
    expect(await recordHandReturn(context("user:finance"), transfer(small.refundNo))).toBe("by_hand");
    const { refundNo, amountFen } = await abnormalRefund(SECOND_ABOVE_FEN + 1);
    const before = await ownBooks(context());
    expect(await recordHandReturn(context("user:finance"), transfer(refundNo))).toBe("hand_waiting");
    expect(await ownBooks(context())).toEqual(before);
    expect(await refundRow(refundNo)).toMatchObject({ order: "refunding", refunded: 0 });
    await expect(decideHandReturn(context("user:finance"), refundNo, "agree")).rejects.toMatchObject({
      code: "second-person-needed",
    });
    await decideHandReturn(context("user:second"), refundNo, "give_back");
    expect(await refundRow(refundNo)).toMatchObject({ state: "failed" });
    await recordHandReturn(context("user:finance"), transfer(refundNo));
    await decideHandReturn(context("user:second"), refundNo, "agree");
    expect(await refundRow(refundNo)).toMatchObject({ state: "by_hand", refunded: amountFen });
    await expect(decideHandReturn(context("user:second"), refundNo, "give_back")).rejects.toMatchObject({
      code: "refund-not-waiting",
    });
  });

  it("is refused for another day than one that has come, with a reference that stands elsewhere, and for what the channel is sending", async () => {
    const { refundNo } = await abnormalRefund();
    const record = (wish: Parameters<typeof recordHandReturn>[1]) => recordHandReturn(context("user:finance"), wish);
    await expect(record(transfer(refundNo, { paidOn: plainDate("2026-11-17") }))).rejects.toMatchObject({
      code: "hand-paid-in-future",
    });
    await expect(record(transfer(refundNo, { reference: "B-1" }))).rejects.toMatchObject({
      code: "hand-reference-used",
    });
    const sending = await approvedRefund();
    await expect(record(transfer(sending.refundNo))).rejects.toMatchObject({ code: "refund-not-failed" });
  });

  it("after which the channel sends it as well is named as twice, and changes nothing else", async () => {
    const [waiting] = await query<{ no: string; order: string }>(
      context(),
      `select r.refund_no as no, o.order_no as order from payment_refund r join payment_order o on o.id = r.order_id
        where r.state = 'by_hand' order by 1 limit 1`,
    );
    const [refundNo, orderNo] = [waiting?.no ?? "", waiting?.order ?? ""];
    const before = await ownBooks(context());
    const settled = district.channel.settle(refundNo, district.clock.now);
    const notice = refundNotice(district.account, district.channel.find(orderNo), settled);
    const answer = await district.arrive(sentNotice(district.account, notice, district.clock.now));
    expect(answer).toMatchObject({ kind: "refused", outcome: "refused:returned-twice" });
    expect(await ownBooks(context())).toEqual(before);
    expect((await showOwnPayments(context())).differences).toMatchObject([
      { kind: "returned-twice", subject: refundNo },
    ]);
  });
});
