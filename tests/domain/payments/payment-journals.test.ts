import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldBalances, netFen, totalFen } from "#app/domain/ledger/balance.ts";
import type { Journal } from "#app/domain/ledger/journal.ts";
import { fen } from "#app/domain/money/fen.ts";
import { instant } from "#app/domain/time/instant.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import type { TradeBillLine } from "#app/domain/payments/bill-line.ts";
import {
  chargedJournal,
  earnedJournal,
  paidJournal,
  refundedJournal,
  settledJournal,
} from "#app/domain/payments/payment-journals.ts";

const MONTH = plainMonth("2026-11");
const order = { orderNo: "BS1", visitNo: "2026-11-E1-5", amountFen: fen(1_200) };
const back = { refundNo: "BS1R01", visitNo: order.visitNo, amountFen: fen(500) };
const line = (kind: "payment" | "refund", amount: number, fee: number): TradeBillLine => ({
  kind,
  at: instant("2026-11-16T09:41:00+08:00"),
  merchantId: "1900000001",
  orderNo: "BS1",
  transactionId: "4200000001",
  refundNo: kind === "refund" ? "BS1R01" : null,
  currency: "CNY",
  amountFen: fen(amount),
  feeFen: fen(fee),
});
const stand = (journals: readonly Journal[]) =>
  Object.fromEntries(foldBalances(journals).map((balance) => [balance.account.code, netFen(balance)]));

describe("the books of people's own money", () => {
  it("hold what came in as prepaid, and clear it when the bill says that it arrived less the fee", () => {
    const journals = [paidJournal(order, MONTH), settledJournal(line("payment", 1_200, 7), MONTH)];
    expect(stand(journals)).toEqual({
      "elder.prepaid": 1_200n,
      "fee.expense": 7n,
      "treasury.bank": 1_193n,
      "wechat.clearing": 0n,
    });
  });

  it("give a part back with its fee, and clear that too", () => {
    const journals = [
      paidJournal(order, MONTH),
      settledJournal(line("payment", 1_200, 7), MONTH),
      refundedJournal(back, MONTH),
      settledJournal(line("refund", 500, -3), MONTH),
    ];
    expect(stand(journals)).toEqual({
      "elder.prepaid": 700n,
      "fee.expense": 4n,
      "treasury.bank": 696n,
      "wechat.clearing": 0n,
    });
  });

  it("charge a refusal by the audit to the provider and never to the elder", () => {
    const journals = [
      paidJournal(order, MONTH),
      earnedJournal(order, "91320600MA1AAAAA1A", MONTH),
      chargedJournal({ ...back, amountFen: fen(1_200) }, "91320600MA1AAAAA1A", MONTH),
      refundedJournal({ ...back, amountFen: fen(1_200) }, MONTH),
    ];
    const balances = foldBalances(journals);
    expect(totalFen(balances, { code: "elder.prepaid" })).toBe(0n);
    expect(totalFen(balances, { code: "wechat.clearing" })).toBe(0n);
    expect(totalFen(balances, { code: "provider.payable" })).toBe(1_200n);
    expect(totalFen(balances, { code: "provider.clawback" })).toBe(1_200n);
  });

  it("clear whatever the amounts and fees, down to a payment that is all fee", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 600 }), (amount, fee) => {
        const charged = Math.min(amount, fee);
        const paid = paidJournal({ ...order, amountFen: fen(amount) }, MONTH);
        const books = stand([paid, settledJournal(line("payment", amount, charged), MONTH)]);
        expect(books["wechat.clearing"]).toBe(0n);
        expect((books["treasury.bank"] ?? 0n) + (books["fee.expense"] ?? 0n)).toBe(BigInt(amount));
      }),
    );
  });

  it("have one key for one fact", () => {
    expect(settledJournal(line("payment", 1, 0), MONTH).idempotencyKey).not.toBe(
      settledJournal(line("refund", 1, 0), MONTH).idempotencyKey,
    );
    expect(paidJournal(order, MONTH).idempotencyKey).toBe(paidJournal(order, MONTH).idempotencyKey);
  });
});
