import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { ORDER_MINUTES } from "#app/domain/payments/payment-order.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { paymentNotice, sentNotice } from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { pollPayments } from "#app/usecases/payments/poll-payments.server.ts";
import { startPayment } from "#app/usecases/payments/start-payment.server.ts";
import type { Database } from "#db/connection.server.ts";
import { query } from "../kiosk/kiosk-district.ts";
import { openPayingDistrict, ownBooks, type OwnVisit, type PayingDistrict } from "./paying-district.ts";

let database: Database;
let district: PayingDistrict;

beforeAll(async () => {
  ({ database, district } = await openPayingDistrict(4));
});
beforeEach(() => {
  district.faults.length = 0;
});
afterAll(async () => {
  district.server.close();
  await database.close();
});

function nextVisit(): OwnVisit {
  const visit = district.visits.shift();
  if (!visit) throw new Error("no visit left");
  return visit;
}

const start = (visit: OwnVisit) =>
  startPayment(district.context(), district.paymentChannel.gateway, { ...visit, way: { method: "native" } });

const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "started",
    (thrown: unknown) => (isRefusal(thrown) ? thrown.code : String(thrown)),
  );

const statesOf = ({ id }: OwnVisit) =>
  query<{ state: string }>(
    district.context(),
    `select state from payment_order where visit_id = '${id}' order by made_at, order_no`,
  ).then((rows) => rows.map(({ state }) => state));

it("a visit whose order ran out unpaid gets a new one, and the old code takes no money any more", async () => {
  const visit = nextVisit();
  const first = await start(visit);
  district.clock.now = plusMinutes(district.clock.now, ORDER_MINUTES);
  const second = await start(visit);
  expect(second.orderNo).not.toBe(first.orderNo);
  expect(await statesOf(visit)).toEqual(["expired", "paying"]);
  expect(district.channel.find(first.orderNo).state).toBe("CLOSED");
});

it("a visit that was paid in the last minute, and not heard of, is not paid a second time: what was paid is credited", async () => {
  const visit = nextVisit();
  const before = (await ownBooks(district.context()))["elder.prepaid"] ?? 0;
  const first = await start(visit);
  district.clock.now = plusMinutes(district.clock.now, ORDER_MINUTES - 1);
  const placed = district.channel.pay(first.orderNo, district.clock.now);
  // The notification is lost, and nobody has asked since.
  district.clock.now = plusMinutes(district.clock.now, 2);
  expect(await codeOf(start(visit))).toBe("paid-already");
  await pollPayments(district.context(), district.paymentChannel);
  expect(await statesOf(visit)).toEqual(["paid"]);
  const late = sentNotice(district.account, paymentNotice(district.account, placed), district.clock.now);
  expect(await district.arrive(late)).toEqual({ kind: "accepted", outcome: "known" });
  expect((await ownBooks(district.context()))["elder.prepaid"]).toBe(before - Number(first.amountFen));
});

it("while the channel does not say whether the old order was paid, no new one is made", async () => {
  const visit = nextVisit();
  await start(visit);
  district.clock.now = plusMinutes(district.clock.now, ORDER_MINUTES);
  district.faults.push("error-before", "error-before", "error-before");
  expect(await codeOf(start(visit))).toBe("payment-channel-away");
  expect(await statesOf(visit)).toEqual(["paying"]);
  expect(await codeOf(start(visit))).toBe("started");
});
