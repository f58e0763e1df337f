import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldBalances, ledgerSums, totalFen } from "#app/domain/ledger/balance.ts";
import { fen, sumFen, ZERO_FEN, type Fen } from "#app/domain/money/fen.ts";
import { matchBankLines } from "#app/domain/reconciliation/match-bank-lines.ts";
import { confirmedJournals, sentJournals } from "#app/domain/reconciliation/payment-journals.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { FUND } from "../ledger/ledger-builders.ts";

const run = { month: plainMonth("2026-11"), runNo: "2026-11#1" };
const on = plainDate("2026-12-06");
const order = (providerCode: string, orderedFen: Fen) => ({
  providerCode,
  fund: FUND,
  approvedFen: orderedFen,
  nettedFen: ZERO_FEN,
  orderedFen,
});

function paid(ordered: Fen, amount: Fen) {
  const orders = [{ ...order("A", ordered), batchNo: "2026-11-1" }];
  const lines =
    amount > 0n
      ? [{ bankReference: "b1", batchNo: "2026-11-1", providerCode: "A", amountFen: amount, bookedOn: on }]
      : [];
  const { payments } = matchBankLines(orders, lines, { toleranceFen: ZERO_FEN, asOf: on });
  return confirmedJournals(
    run,
    payments.map((payment) => ({ ...payment, fund: FUND })),
  );
}

describe("journals of a payment", () => {
  it("carry the run and the provider in their keys, so that sending twice has one effect", () => {
    expect(sentJournals(run, [order("A", fen(3500))]).map((journal) => journal.idempotencyKey)).toEqual([
      `payment_sent:2026-11#1:${FUND}:A`,
    ]);
    expect(paid(fen(3500), fen(3500)).map((journal) => journal.kind)).toEqual(["payment_confirmed"]);
  });
  it("confirm nothing that the bank has not paid", () => {
    expect(paid(fen(3500), ZERO_FEN)).toEqual([]);
  });
  it("clear what is in transit up to the order, keep the rest in suspense, and balance", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_000_000 }), fc.integer({ min: 0, max: 9_000_000 }), (ordered, amount) => {
        const journals = [...sentJournals(run, [order("A", fen(ordered))]), ...paid(fen(ordered), fen(amount))];
        const balances = foldBalances(journals);
        expect(totalFen(balances, { code: "payment.in_transit" })).toBe(fen(Math.max(0, ordered - amount)));
        expect(totalFen(balances, { code: "suspense" })).toBe(fen(Math.max(0, amount - ordered)));
        expect(sumFen([...ledgerSums(balances).values()])).toBe(ZERO_FEN);
      }),
    );
  });
});
