import { describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { instant } from "#app/domain/time/instant.ts";
import type { FundBillLine, TradeBillLine } from "#app/domain/payments/bill-line.ts";
import { reconcileDay, type DayFacts } from "#app/domain/payments/day-reconciliation.ts";

const AT = instant("2026-11-16T09:41:00+08:00");
const payment: TradeBillLine = {
  kind: "payment",
  at: AT,
  merchantId: "1900000001",
  orderNo: "BS1",
  transactionId: "42",
  refundNo: null,
  currency: "CNY",
  amountFen: fen(1_200),
  feeFen: fen(7),
};
const refund: TradeBillLine = { ...payment, kind: "refund", refundNo: "BS1R01", amountFen: fen(500), feeFen: fen(-3) };
const flow = (kind: FundBillLine["kind"], change: number): FundBillLine => ({
  kind,
  at: AT,
  businessNo: "42",
  flowNo: `F${change}`,
  changeFen: fen(change),
  balanceFen: fen(0),
});
const whole: DayFacts = {
  merchantId: "1900000001",
  held: [
    { kind: "payment", number: "BS1", amountFen: fen(1_200) },
    { kind: "refund", number: "BS1R01", amountFen: fen(500) },
  ],
  ours: new Map([
    ["BS1", { amountFen: fen(1_200), isMoved: true }],
    ["BS1R01", { amountFen: fen(500), isMoved: true }],
  ]),
  trades: [payment, refund],
  funds: [flow("payment", 1_200), flow("fee", -7), flow("refund", -497)],
};
const named = (facts: DayFacts) => reconcileDay(facts).differences.map(({ kind, subject }) => `${kind} ${subject}`);

describe("the comparison of a day", () => {
  it("in which everything agrees has no difference and posts every line", () => {
    expect(reconcileDay(whole)).toEqual({ agreed: [payment, refund], differences: [] });
    const nothing = { ...whole, held: [], ours: new Map(), trades: [], funds: [] };
    expect(reconcileDay(nothing)).toEqual({ agreed: [], differences: [] });
  });

  it("names what the bill lacks", () => {
    expect(named({ ...whole, trades: [payment], funds: [flow("payment", 1_200), flow("fee", -7)] })).toEqual([
      "missing-in-bill BS1R01",
    ]);
  });

  it("names what we do not hold as paid, and what is not ours at all", () => {
    const unheard = new Map([...whole.ours, ["BS1", { amountFen: fen(1_200), isMoved: false }] as const]);
    expect(named({ ...whole, held: whole.held.slice(1), ours: unheard })).toEqual(["missing-here BS1"]);
    const stranger = { ...payment, orderNo: "XX9" };
    expect(named({ ...whole, trades: [payment, refund, stranger] })).toEqual([
      "unknown-number XX9",
      "fund-differs fund-bill",
    ]);
  });

  it("agrees with a line that we hold on another day", () => {
    expect(reconcileDay({ ...whole, held: [] })).toEqual({ agreed: [payment, refund], differences: [] });
  });

  it.each([
    ["amount-differs BS1", { amountFen: fen(1_100) }],
    ["merchant-differs BS1", { merchantId: "1900000002" }],
    ["currency-differs BS1", { currency: "USD" }],
  ])("names %s and posts nothing of that line", (name, change) => {
    const outcome = reconcileDay({ ...whole, trades: [{ ...payment, ...change }, refund] });
    expect(outcome.differences.map(({ kind, subject }) => `${kind} ${subject}`)).toContain(name);
    expect(outcome.agreed).toEqual([refund]);
  });

  it("names a line that stands twice and posts it once", () => {
    const outcome = reconcileDay({ ...whole, trades: [payment, payment, refund] });
    expect(outcome.agreed).toEqual([payment, refund]);
    expect(outcome.differences.map(({ kind }) => kind)).toEqual(["twice-in-bill", "fund-differs"]);
  });

  it("names an account that moved otherwise than the trades explain, by one fen or by a withdrawal", () => {
    expect(named({ ...whole, funds: [flow("payment", 1_200), flow("fee", -8), flow("refund", -497)] })).toEqual([
      "fund-differs fund-bill",
    ]);
    expect(named({ ...whole, funds: [...whole.funds, flow("withdrawal", -696)] })).toEqual(["other-movement F-696"]);
  });
});
