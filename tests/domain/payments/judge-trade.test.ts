import { describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { instant } from "#app/domain/time/instant.ts";
import { judgeTrade, type TradeSaid } from "#app/domain/payments/judge-trade.ts";

const AT = instant("2026-11-16T09:41:00+08:00");
const said: TradeSaid = {
  merchantId: "1900000001",
  appId: "wx1",
  state: "SUCCESS",
  transactionId: "4200000001",
  amountFen: fen(1_200),
  currency: "CNY",
  paidAt: AT,
};
const merchant = { merchantId: "1900000001", appId: "wx1" };
const open = { state: "paying", amountFen: fen(1_200), transactionId: null } as const;

describe("a trade that the channel reports", () => {
  it("is credited when everything is ours", () => {
    expect(judgeTrade(said, open, merchant)).toEqual({
      kind: "credit",
      transactionId: "4200000001",
      paidAt: AT,
      late: false,
    });
    expect(judgeTrade(said, { ...open, state: "expired" }, merchant)).toMatchObject({ kind: "credit", late: true });
  });

  it.each([
    ["another merchant", { merchantId: "1900000002" }, "merchant-differs"],
    ["another app", { appId: "wx2" }, "app-differs"],
    ["one fen less", { amountFen: fen(1_199) }, "amount-differs"],
    ["one fen more", { amountFen: fen(1_201) }, "amount-differs"],
    ["no amount", { amountFen: null }, "amount-differs"],
    ["another currency", { currency: "HKD" }, "currency-differs"],
    ["no transaction", { transactionId: null }, "facts-missing"],
    ["no time", { paidAt: null }, "facts-missing"],
  ])("with %s is refused", (_what, change, fault) => {
    expect(judgeTrade({ ...said, ...change }, open, merchant)).toEqual({ kind: "refused", fault });
  });

  it("again is known, and a second payment of the same order is refused", () => {
    const paid = { ...open, state: "paid", transactionId: "4200000001" } as const;
    expect(judgeTrade(said, paid, merchant)).toEqual({ kind: "known" });
    expect(judgeTrade({ ...said, state: "REFUND" }, { ...paid, state: "refunded" }, merchant)).toEqual({
      kind: "known",
    });
    expect(judgeTrade({ ...said, transactionId: "4200000002" }, paid, merchant)).toEqual({
      kind: "refused",
      fault: "transaction-differs",
    });
  });

  it("that was not paid credits nothing", () => {
    for (const state of ["NOTPAY", "USERPAYING", "ACCEPT"])
      expect(judgeTrade({ ...said, state }, open, merchant)).toEqual({ kind: "not-paid" });
    for (const state of ["CLOSED", "REVOKED", "PAYERROR"])
      expect(judgeTrade({ ...said, state }, open, merchant)).toEqual({ kind: "gone" });
  });
});
