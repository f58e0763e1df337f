/**
 * A day at the channel in which anything may go wrong: answers lost after the effect, errors, notifications lost, late, twice and out of order. Whatever
 * the seed, at the day's end orders, bills and books agree to the fen and nothing is credited twice.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import type { Fault } from "#app/integrations/wechat-pay/simulator/handlers.server.ts";
import {
  paymentNotice,
  refundNotice,
  sentNotice,
  type NoticeContent,
} from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { decideRefund, requestRefund } from "#app/usecases/payments/decide-refund.server.ts";
import { pollPayments } from "#app/usecases/payments/poll-payments.server.ts";
import { reconcileDay } from "#app/usecases/payments/reconcile-day.server.ts";
import { recordHandReturn } from "#app/usecases/payments/return-by-hand.server.ts";
import { showSuspense } from "#app/usecases/payments/suspend-lines.server.ts";
import { startPayment } from "#app/usecases/payments/start-payment.server.ts";
import { cancelVisit } from "#app/usecases/scheduling/cancel-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { query } from "../kiosk/kiosk-district.ts";
import { openPayingDistrict, ownBooks, type OwnVisit, PAY_DAY, type PayingDistrict } from "./paying-district.ts";

const SEEDS = Number(process.env["PAYMENT_SEEDS"] ?? 8);
const ORDERS_A_SEED = 4;

let database: Database;
let district: PayingDistrict;

beforeAll(async () => {
  ({ database, district } = await openPayingDistrict(SEEDS * ORDERS_A_SEED));
});
afterAll(async () => {
  district.server.close();
  await database.close();
});

type Chance = () => number;
const FAULTS: readonly Fault[] = [
  "none",
  "none",
  "none",
  "error-before",
  "error-after",
  "cut-off-after",
  "unsigned-answer",
];
const oneOf = <T>(chance: Chance, list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;

/** Delivers a notification not at all, once, twice or later with others. */
async function deliver(chance: Chance, content: NoticeContent, late: NoticeContent[]): Promise<void> {
  const fate = chance();
  if (fate < 0.3) return;
  if (fate < 0.5) {
    late.push(content);
    return;
  }
  const times = fate < 0.75 ? 1 : 3;
  for (let sent = 0; sent < times; sent += 1)
    await district.arrive(sentNotice(district.account, content, district.clock.now));
}

/** Starts until the channel answers, as a person would who touches the button again. */
async function startAtLast(visit: OwnVisit): Promise<string | null> {
  for (let tries = 0; tries < 6; tries += 1)
    try {
      const way = { method: "native" } as const;
      return (await startPayment(district.context(), district.paymentChannel.gateway, { ...visit, way })).orderNo;
    } catch (thrown) {
      if (!isRefusal(thrown, "payment-channel-away")) throw thrown;
    }
  return null;
}

async function refundSome(chance: Chance, orderNo: string, amountFen: number): Promise<string | null> {
  if (chance() < 0.5) return null;
  const part = chance() < 0.5 ? amountFen : Math.max(1, Math.floor(amountFen * chance()));
  try {
    const wish = { orderNo, amountFen: fen(part), reason: "visit_cancelled" } as const;
    const refundNo = await requestRefund(district.context(district.clock.now, "user:asks"), wish);
    await decideRefund(district.context(district.clock.now, "user:approves"), refundNo, "approve");
    return refundNo;
  } catch (thrown) {
    // The notification of its payment has not come: nobody refunds what is not known as paid.
    if (isRefusal(thrown, "refund-of-unpaid")) return null;
    throw thrown;
  }
}

/** Somebody calls the visit off, whatever stands with its payment at that moment. */
async function callOff({ visitNo }: OwnVisit): Promise<void> {
  await cancelVisit(district.context(district.clock.now, "user:office"), visitNo, "RC-ELDER-AWAY");
}

/** One day: payments, refunds, visits called off, faults; then what the pollers do by its end. */
async function liveDay(seed: number, visits: readonly OwnVisit[]): Promise<void> {
  const chance = seededRandom(`payments-${seed}`).next;
  const late: NoticeContent[] = [];
  district.faults.push(...Array.from({ length: 40 }, () => oneOf(chance, FAULTS)));
  for (const visit of visits) {
    const orderNo = await startAtLast(visit);
    const calledOff = oneOf(chance, ["unpaid", "unheard", "heard", "refunding", "never", "never", "never"] as const);
    if (orderNo === null || chance() < 0.2) {
      if (calledOff === "unpaid") await callOff(visit);
      continue;
    }
    const order = district.channel.pay(orderNo, district.clock.now);
    if (chance() < 0.1) district.channel.endPayer(orderNo);
    if (calledOff === "unheard") await callOff(visit);
    await deliver(chance, paymentNotice(district.account, order), late);
    district.clock.now = plusMinutes(district.clock.now, 2);
    await pollPayments(district.context(), district.paymentChannel);
    if (calledOff === "heard") await callOff(visit);
    if (calledOff !== "heard" && calledOff !== "unheard") await refundSome(chance, orderNo, order.totalFen);
    if (calledOff === "refunding") await callOff(visit);
  }
  await settleRefunds(chance, late);
  for (const content of late.reverse())
    await district.arrive(sentNotice(district.account, content, district.clock.now));
  district.faults.length = 0;
  for (const minutes of [6, 31, 6 * 60, 6 * 60]) {
    district.clock.now = plusMinutes(district.clock.now, minutes);
    await pollPayments(district.context(), district.paymentChannel);
    await settleRefunds(chance, []);
  }
  await pollPayments(district.context(), district.paymentChannel);
}

/** The channel sends the money of what was accepted, or finds that it cannot, and perhaps says so. */
async function settleRefunds(chance: Chance, late: NoticeContent[]): Promise<void> {
  await pollPayments(district.context(), district.paymentChannel);
  for (const refund of district.channel.state.refunds.filter(({ state }) => state === "PROCESSING")) {
    const settled =
      chance() < 0.2
        ? district.channel.failRefund(refund.refundNo)
        : district.channel.settle(refund.refundNo, district.clock.now);
    await deliver(chance, refundNotice(district.account, district.channel.find(refund.orderNo), settled), late);
  }
}

/** Net fen that strangers paid and that was taken out of the account: nothing of ours matches it, whatever the seed. */
const unmatched = { lines: 0, netFen: 0 };

/** The account moves for something that is not ours. */
function moveForOthers(chance: Chance, seed: number): void {
  const flowsBefore = district.channel.state.flows.length;
  if (chance() < 0.5) {
    const strangerNo = `BS20990101other${seed}`;
    district.channel.place({
      ...{ orderNo: strangerNo, description: "other", totalFen: 1_000 + seed, tradeType: "NATIVE" },
      ...{ notifyUrl: "https://elsewhere.example/notify", expiresAt: plusMinutes(district.clock.now, 30) },
    });
    district.channel.pay(strangerNo, district.clock.now);
    unmatched.lines += 1;
  }
  if (chance() < 0.5) {
    district.channel.withdraw(500 + seed, district.clock.now);
    unmatched.lines += 1;
  }
  const made = district.channel.state.flows.slice(flowsBefore);
  unmatched.netFen += made.reduce((sum, { changeFen }) => sum + changeFen, 0);
}

/** Whatever the channel would not send goes back by the bank. */
async function returnFailedByHand(): Promise<void> {
  const failed = await query<{ no: string }>(
    district.context(),
    "select refund_no as no from payment_refund where state = 'failed'",
  );
  const paidOn = localDateOf(district.clock.now);
  for (const { no } of failed)
    await recordHandReturn(district.context(district.clock.now, "user:finance"), {
      refundNo: no,
      reference: `bank-${no}`,
      paidOn,
    });
}

/** Fen that the bank sent back: of all, and of what the channel had taken on and keeps apart. */
async function sumByHand() {
  const [sum] = await query<{ all: number; taken: number }>(
    district.context(),
    `select coalesce(sum(amount_fen), 0)::int as all, coalesce(sum(amount_fen) filter (where refund_id is not null), 0)::int as taken
       from payment_refund where state = 'by_hand'`,
  );
  return sum ?? { all: 0, taken: 0 };
}

async function reconcileUntilNow(): Promise<number> {
  const days = new Set(
    district.channel.state.flows.map(({ at }) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)),
  );
  let differences = 0;
  for (const day of days)
    differences += (await reconcileDay(district.context(), district.paymentChannel, plainDate(day))).differences;
  return differences;
}

describe("a day under faults", () => {
  it.each(Array.from({ length: SEEDS }, (_, seed) => seed))("seed %i ends in agreement", async (seed) => {
    district.clock.now = plusMinutes(PAY_DAY, seed * 3 * 1_440);
    moveForOthers(seededRandom(`others-${seed}`).next, seed);
    await liveDay(seed, district.visits.slice(seed * ORDERS_A_SEED, (seed + 1) * ORDERS_A_SEED));
    await returnFailedByHand();
    district.clock.now = plusMinutes(district.clock.now, 1_440);
    expect(await reconcileUntilNow()).toBe(unmatched.lines);
    const byHand = await sumByHand();
    const books = await ownBooks(district.context());
    const { orders, refunds, flows } = district.channel.state;
    const ours = orders.filter(({ orderNo, paidAt }) => paidAt !== null && !orderNo.includes("other"));
    const paid = ours.reduce((sum, one) => sum + one.totalFen, 0);
    const arrived = refunds.filter(({ state }) => state === "SUCCESS");
    const back = arrived.reduce((sum, one) => sum + one.refundFen, byHand.all);
    expect(books["wechat.clearing"] ?? 0).toBe(byHand.taken);
    expect(-(books["suspense"] ?? 0)).toBe(unmatched.netFen);
    const listed = await showSuspense(district.context(), localDateOf(district.clock.now));
    expect(listed).toHaveLength(unmatched.lines);
    expect(listed.reduce((sum, { suspenseFen }) => sum + Number(suspenseFen), 0)).toBe(unmatched.netFen);
    expect(books["elder.prepaid"] ?? 0).toBe(back - paid);
    expect(books["treasury.bank"] ?? 0).toBe(flows.reduce((sum, one) => sum + one.changeFen, -byHand.all));
    const [held] = await query<{ paid: number; refunded: number; open: number }>(
      district.context(),
      `select coalesce(sum(amount_fen) filter (where paid_at is not null), 0)::int as paid, coalesce(sum(refunded_fen), 0)::int as refunded,
              count(*) filter (where state in ('created', 'prepaying', 'paying', 'refunding'))::int as open from payment_order`,
    );
    expect(held).toEqual({ paid, refunded: back, open: 0 });
    const kept = await query(
      district.context(),
      `select o.order_no from payment_order o join visit v on v.id = o.visit_id
        where v.delivery_state = 'cancelled' and o.paid_at is not null and o.refunded_fen <> o.amount_fen`,
    );
    expect(kept).toEqual([]);
  });

  it("compared again adds nothing to the books", async () => {
    const before = await ownBooks(district.context());
    await reconcileUntilNow();
    expect(await ownBooks(district.context())).toEqual(before);
  });

  it("keeps the bills of days that are over, and none of a day that still grows", async () => {
    district.clock.now = plusMinutes(PAY_DAY, SEEDS * 3 * 1_440);
    const today = plainDate(new Date(district.clock.now + 8 * 3_600_000).toISOString().slice(0, 10));
    await reconcileDay(district.context(), district.paymentChannel, today);
    await reconcileDay(district.context(), district.paymentChannel, addDays(today, -1));
    const kept = await query<{ on: string }>(
      district.context(),
      `select distinct bill_on::text as on from payment_bill where bill_on >= '${addDays(today, -1)}'`,
    );
    expect(kept).toEqual([{ on: addDays(today, -1) }]);
  });

  it("whose bill has a payment that is not ours names it and posts nothing of it", async () => {
    district.clock.now = plusMinutes(PAY_DAY, SEEDS * 3 * 1_440);
    const [first] = district.channel.state.orders;
    if (!first) throw new Error("no order");
    const stranger = district.channel.place({
      ...first,
      orderNo: "BS20990101stranger",
      expiresAt: plusMinutes(district.clock.now, 30),
    });
    district.channel.pay(stranger.orderNo, district.clock.now);
    const on = plainDate(new Date(district.clock.now + 8 * 3_600_000).toISOString().slice(0, 10));
    const report = await reconcileDay(district.context(), district.paymentChannel, on);
    expect(report).toMatchObject({ differences: 1, agreed: 0 });
    const open = await query(
      district.context(),
      `select kind, subject, there_fen::int as there from payment_difference where resolved_at is null and bill_on = '${on}'`,
    );
    expect(open).toEqual([{ kind: "unknown-number", subject: "BS20990101stranger", there: first.totalFen }]);
  });
});
