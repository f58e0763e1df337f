/** What a bill moves and nothing of ours matches: in suspense line by line from the day's end until it is explained or agrees. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { pollOrder } from "#app/usecases/payments/poll-payments.server.ts";
import { reconcileDay } from "#app/usecases/payments/reconcile-day.server.ts";
import { explainDifference } from "#app/usecases/payments/resolve-difference.server.ts";
import { showOwnPayments } from "#app/usecases/payments/show-own-payments.server.ts";
import { startPayment } from "#app/usecases/payments/start-payment.server.ts";
import { showSuspense } from "#app/usecases/payments/suspend-lines.server.ts";
import type { Database } from "#db/connection.server.ts";
import { openPayingDistrict, ownBooks, type PayingDistrict } from "./paying-district.ts";

let database: Database;
let district: PayingDistrict;

beforeAll(async () => {
  ({ database, district } = await openPayingDistrict(4));
});
afterAll(async () => {
  district.server.close();
  await database.close();
});

const today = () => localDateOf(district.clock.now);
const context = () => district.context(district.clock.now, "user:finance");
const compare = (on = addDays(today(), -1)) => reconcileDay(district.context(), district.paymentChannel, on);
const nextDay = () => {
  district.clock.now = plusMinutes(district.clock.now, 1_440);
};
const flows = () => district.channel.state.flows.reduce((sum, { changeFen }) => sum + changeFen, 0);

async function books() {
  const found = await ownBooks(district.context());
  const of = (code: string) => (found[code] ?? 0) + 0;
  return {
    bank: of("treasury.bank"),
    suspense: 0 - of("suspense"),
    clearing: of("wechat.clearing"),
    fee: of("fee.expense"),
  };
}

const lines = () => showSuspense(district.context(), today());

let strangers = 0;
/** @returns what it leaves in the account */
function strangerPays(totalFen: number): number {
  strangers += 1;
  const orderNo = `BS20990101other${strangers}`;
  district.channel.place({
    ...{ orderNo, description: "other", totalFen, tradeType: "NATIVE" },
    ...{ notifyUrl: "https://elsewhere.example/notify", expiresAt: plusMinutes(district.clock.now, 30) },
  });
  const { feeFen } = district.channel.pay(orderNo, district.clock.now);
  return totalFen - feeFen;
}

describe("a line of a bill that nothing of ours matches", () => {
  it("waits until the day is over, then stands in suspense once, and the bank stands as the bill says", async () => {
    const net = strangerPays(2_000);
    await compare(today());
    expect(await lines()).toEqual([]);
    const [early] = (await showOwnPayments(context())).differences;
    await expect(
      explainDifference(context(), { id: early?.id ?? "", explanation: "early", to: "wechat.clearing" }),
    ).rejects.toMatchObject({ code: "bill-day-not-over" });
    nextDay();
    await compare();
    await compare();
    expect(await lines()).toMatchObject([
      { kind: "unknown-number", subject: "BS20990101other1", suspenseFen: BigInt(net) },
    ]);
    expect(await books()).toEqual({ bank: flows(), suspense: net, clearing: 0, fee: 0 });
    const shown = await showOwnPayments(context());
    expect(shown.stands.suspenseFen).toBe(BigInt(net));
    expect(shown.differences).toMatchObject([{ isSuspended: true, suspenseFen: BigInt(net) }]);
  });

  it("leaves suspense for where its money belongs when somebody explains it, once, and not without saying so", async () => {
    const [line] = await lines();
    const id = line?.id ?? "";
    const explain = (to: "wechat.clearing" | null) => explainDifference(context(), { id, explanation: "known", to });
    await expect(explain(null)).rejects.toMatchObject({ code: "suspense-needs-account" });
    const done = await Promise.allSettled([explain("wechat.clearing"), explain("wechat.clearing"), compare()]);
    expect(done.slice(0, 2).filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await lines()).toEqual([]);
    expect(await books()).toMatchObject({ bank: flows(), suspense: 0, clearing: -Number(line?.suspenseFen) });
    await compare();
    expect(await books()).toMatchObject({ bank: flows(), suspense: 0 });
  });

  it("is released by itself when it comes to agree, and is then posted as any other", async () => {
    const before = await books();
    const [visit] = district.visits;
    if (!visit) throw new Error("no visit");
    const way = { method: "native" } as const;
    const { orderNo } = await startPayment(district.context(), district.paymentChannel.gateway, { ...visit, way });
    const { totalFen, feeFen } = district.channel.pay(orderNo, district.clock.now);
    nextDay();
    await compare();
    expect(await lines()).toMatchObject([
      { kind: "missing-here", subject: orderNo, suspenseFen: BigInt(totalFen - feeFen) },
    ]);
    expect((await books()).bank).toBe(flows());
    await pollOrder(district.context(), district.paymentChannel, orderNo);
    await compare();
    expect(await lines()).toEqual([]);
    expect(await books()).toEqual({ ...before, bank: flows(), fee: before.fee + feeFen });
  });

  it("that took money out stands in suspense on the other side, and goes back to the bank as a withdrawal to our own account", async () => {
    const before = await books();
    district.channel.withdraw(1_234, district.clock.now);
    nextDay();
    await compare();
    expect(await books()).toEqual({ ...before, bank: before.bank - 1_234, suspense: -1_234 });
    const [line] = await lines();
    expect(line).toMatchObject({ kind: "other-movement", suspenseFen: -1_234n });
    await explainDifference(context(), { id: line?.id ?? "", explanation: "withdrawn", to: "treasury.bank" });
    expect(await books()).toEqual(before);
  });
});
