import { http, HttpResponse } from "msw";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { paymentNotice, sentNotice } from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { decideRefund, requestRefund } from "#app/usecases/payments/decide-refund.server.ts";
import { pollPayments } from "#app/usecases/payments/poll-payments.server.ts";
import { reconcileDays } from "#app/usecases/payments/reconcile-day.server.ts";
import { startPayment } from "#app/usecases/payments/start-payment.server.ts";
import type { Database } from "#db/connection.server.ts";
import { WECHAT_ORIGIN } from "#tests/integrations/wechat-pay/simulated-wechat.ts";
import { query } from "../kiosk/kiosk-district.ts";
import { openPayingDistrict, ownBooks, type PayingDistrict } from "./paying-district.ts";

const [FIRST, SECOND, THIRD] = [plainDate("2026-11-16"), plainDate("2026-11-17"), plainDate("2026-11-18")];
const DAY_MINUTES = 1_440;

let database: Database;
let district: PayingDistrict;

beforeAll(async () => {
  ({ database, district } = await openPayingDistrict(4));
});
beforeEach(() => {
  district.clock.now = instant("2026-11-16T23:40:00+08:00");
});
afterAll(async () => {
  district.server.close();
  await database.close();
});

async function paidOrder(isTold: boolean) {
  const visit = district.visits.shift();
  if (!visit) throw new Error("no visit left");
  const way = { method: "native" } as const;
  const started = await startPayment(district.context(), district.paymentChannel.gateway, { ...visit, way });
  const placed = district.channel.pay(started.orderNo, district.clock.now);
  const told = sentNotice(district.account, paymentNotice(district.account, placed), district.clock.now);
  if (isTold) await district.arrive(told);
  return started;
}

const poll = () => pollPayments(district.context(), district.paymentChannel);
const reconcile = (on: typeof FIRST) => reconcileDays(district.context(), district.paymentChannel, on);
const openDifferences = () =>
  query<{ on: string; kind: string; subject: string }>(
    district.context(),
    "select bill_on::text as on, kind, subject from payment_difference where resolved_at is null order by kind",
  );
const clearing = async () => (await ownBooks(district.context()))["wechat.clearing"] ?? 0;

it("a refund taken on before midnight stands in that day's bill and agrees, though its money arrives two days later", async () => {
  const order = await paidOrder(true);
  const wish = { orderNo: order.orderNo, amountFen: fen(500), reason: "visit_cancelled" } as const;
  const refundNo = await requestRefund(district.context(), wish);
  await decideRefund(district.context(district.clock.now, "user:second"), refundNo, "approve");
  await poll();
  district.clock.now = instant("2026-11-17T10:30:00+08:00");
  expect(await reconcile(FIRST)).toEqual({ lines: 2, agreed: 2, differences: 0 });
  // The bill says that the money has left, our order says that it is under way.
  expect(await clearing()).toBe(500);
  district.clock.now = instant("2026-11-18T09:00:00+08:00");
  district.channel.settle(refundNo, district.clock.now);
  await query(
    district.context(),
    `update payment_refund set next_poll_at = '2026-11-18T00:00Z' where refund_no = '${refundNo}' returning 1`,
  );
  await poll();
  expect(await clearing()).toBe(0);
  for (const [on, now] of [
    [SECOND, "2026-11-18T10:30:00+08:00"],
    [THIRD, "2026-11-19T10:30:00+08:00"],
  ] as const) {
    district.clock.now = instant(now);
    expect(await reconcile(on)).toMatchObject({ differences: 0 });
  }
  expect(await clearing()).toBe(0);
});

it("a payment of which nothing was heard is named, asked for, credited, and agrees at the next day's run", async () => {
  district.clock.now = instant("2026-11-20T12:00:00+08:00");
  const order = await paidOrder(false);
  await query(
    district.context(),
    `update payment_order set next_poll_at = null where order_no = '${order.orderNo}' returning 1`,
  );
  district.clock.now = instant("2026-11-21T10:30:00+08:00");
  const on = plainDate("2026-11-20");
  expect(await reconcile(on)).toEqual({ lines: 1, agreed: 0, differences: 1 });
  expect(await openDifferences()).toEqual([{ on, kind: "missing-here", subject: order.orderNo }]);
  await poll();
  district.clock.now = plusMinutes(district.clock.now, DAY_MINUTES);
  await reconcile(plainDate("2026-11-21"));
  expect(await openDifferences()).toEqual([]);
  expect(await clearing()).toBe(0);
});

it("a bill that is not there yet is asked for again, and is not taken for a day without trade", async () => {
  district.clock.now = instant("2026-11-24T12:00:00+08:00");
  const order = await paidOrder(true);
  const on = plainDate("2026-11-24");
  district.clock.now = instant("2026-11-25T10:30:00+08:00");
  district.server.use(
    http.get(`${WECHAT_ORIGIN}/v3/bill/tradebill`, () =>
      HttpResponse.json({ code: "NO_STATEMENT_EXIST" }, { status: 404 }),
    ),
  );
  expect(await reconcile(on)).toMatchObject({ lines: 0, agreed: 0 });
  expect(await openDifferences()).toContainEqual({ on, kind: "missing-in-bill", subject: order.orderNo });
  district.server.resetHandlers();
  district.clock.now = plusMinutes(district.clock.now, DAY_MINUTES);
  await reconcile(plainDate("2026-11-25"));
  expect(await openDifferences()).toEqual([]);
  expect(await clearing()).toBe(0);
});
