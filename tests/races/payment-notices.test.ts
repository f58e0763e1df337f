import { afterAll, beforeAll, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { paymentNotice, sentNotice } from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { decideRefund, requestRefund } from "#app/usecases/payments/decide-refund.server.ts";
import { pollOrder } from "#app/usecases/payments/poll-payments.server.ts";
import { startPayment } from "#app/usecases/payments/start-payment.server.ts";
import type { Database } from "#db/connection.server.ts";
import { query } from "../usecases/kiosk/kiosk-district.ts";
import { openPayingDistrict, ownBooks, type PayingDistrict } from "../usecases/payments/paying-district.ts";

let database: Database;
let district: PayingDistrict;

beforeAll(async () => {
  ({ database, district } = await openPayingDistrict(4));
});
afterAll(async () => {
  district.server.close();
  await database.close();
});

const start = (index: number) => {
  const visit = district.visits[index];
  if (!visit) throw new Error("no visit left");
  return startPayment(district.context(), district.paymentChannel.gateway, { ...visit, way: { method: "native" } });
};

it("a hundred replays of one notification at once, with queries between them, are exactly one credit", async () => {
  const { orderNo, amountFen } = await start(0);
  const content = paymentNotice(district.account, district.channel.pay(orderNo, district.clock.now));
  const message = sentNotice(district.account, content, district.clock.now);
  const answers = await Promise.all([
    ...Array.from({ length: 100 }, () => district.arrive(message)),
    ...Array.from({ length: 5 }, () => pollOrder(district.context(), district.paymentChannel, orderNo)),
  ]);
  expect(answers.slice(0, 100).every((one) => typeof one === "object" && one.kind === "accepted")).toBe(true);
  const [count] = await query<Record<"credits" | "notices" | "causes" | "jobs", number>>(
    district.context(),
    `select (select count(*)::int from journal where kind = 'self_payment' and source_id = '${orderNo}') as credits,
            (select count(*)::int from payment_notice where notice_id = '${content.id}') as notices,
            (select count(*)::int from message_cause where subject = '${orderNo}') as causes,
            (select count(*)::int from job j join message_cause c on c.id::text = j.subject
              where c.subject = '${orderNo}') as jobs`,
  );
  expect(count).toEqual({ credits: 1, notices: 1, causes: 1, jobs: 1 });
  expect((await ownBooks(district.context()))["elder.prepaid"]).toBe(-Number(amountFen));
});

it("touches of the button at once make one order", async () => {
  const started = await Promise.all(Array.from({ length: 8 }, () => start(1)));
  expect(new Set(started.map(({ orderNo }) => orderNo)).size).toBe(1);
});

it("refunds asked at once never exceed what was paid", async () => {
  const { orderNo, amountFen } = await start(2);
  const placed = district.channel.pay(orderNo, district.clock.now);
  await district.arrive(sentNotice(district.account, paymentNotice(district.account, placed), district.clock.now));
  const part = fen((amountFen * 2n) / 3n);
  const wish = { orderNo, amountFen: part, reason: "visit_cancelled" } as const;
  const asked = await Promise.allSettled(
    Array.from({ length: 6 }, (_, index) => requestRefund(district.context(district.clock.now, `user:${index}`), wish)),
  );
  const numbers = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(numbers).toHaveLength(1);
  const decided = await Promise.allSettled(
    ["approve", "approve", "decline"].map((decision) =>
      decideRefund(
        district.context(district.clock.now, "user:second"),
        numbers[0] ?? "",
        decision as "approve" | "decline",
      ),
    ),
  );
  expect(decided.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const one of decided)
    if (one.status === "rejected") expect(isRefusal(one.reason, "refund-decided-already")).toBe(true);
});
