import { describe, expect, it } from "vitest";
import { foldBalances, totalFen } from "#app/domain/ledger/balance.ts";
import type { AccountCode } from "#app/domain/ledger/chart-of-accounts.ts";
import {
  appropriation,
  bankConfirmed,
  batchSent,
  clawbackFound,
  clawbackNetted,
  released,
  reserved,
  unmatchedBankLine,
  visitApproved,
  withheld,
} from "#app/domain/ledger/flows.ts";
import type { Posting } from "#app/domain/ledger/posting.ts";
import { fen } from "#app/domain/money/fen.ts";
import { FUND, OWNER, aJournal } from "./ledger-builders.ts";

const lines = (postings: readonly Posting[]) =>
  postings.map((posting) => `${posting.debit.code} / ${posting.credit.code} ${posting.amountFen}`);

describe("flows", () => {
  it.each([
    ["appropriation", appropriation(FUND, fen(5)), "budget.available / budget.appropriated 5"],
    ["reservation", reserved(FUND, fen(5)), "budget.committed / budget.available 5"],
    ["release", released(FUND, fen(5)), "budget.available / budget.committed 5"],
    ["withholding", withheld(OWNER, fen(5)), "provider.payable / provider.withheld 5"],
    ["batch sent", batchSent(OWNER, fen(5)), "provider.payable / payment.in_transit 5"],
    ["bank confirms", bankConfirmed(OWNER, fen(5)), "payment.in_transit / treasury.bank 5"],
    ["unknown payment", unmatchedBankLine(FUND, fen(5), "paid_out"), "suspense / treasury.bank 5"],
    ["unknown receipt", unmatchedBankLine(FUND, fen(5), "received"), "treasury.bank / suspense 5"],
    ["clawback found", clawbackFound(OWNER, fen(5)), "provider.clawback / subsidy.expense 5"],
    ["clawback netted", clawbackNetted(OWNER, fen(5)), "provider.payable / provider.clawback 5"],
  ])("%s posts debit and credit as the chart says", (_, postings, expected) => {
    expect(lines(postings)).toEqual([expected]);
  });

  it("an approved visit spends its part and releases the rest", () => {
    expect(lines(visitApproved(OWNER, { approvedFen: fen(3000), reservedFen: fen(3500) }))).toEqual([
      "subsidy.expense / provider.payable 3000",
      "budget.spent / budget.committed 3000",
      "budget.available / budget.committed 500",
    ]);
    expect(lines(visitApproved(OWNER, { approvedFen: fen(3500), reservedFen: fen(3500) }))).toHaveLength(2);
  });

  it("releases a rest of one fen", () => {
    expect(lines(visitApproved(OWNER, { approvedFen: fen(3499), reservedFen: fen(3500) })).at(-1)).toBe(
      "budget.available / budget.committed 1",
    );
  });

  it("a visit of which nothing is approved only releases", () => {
    expect(lines(visitApproved(OWNER, { approvedFen: fen(0), reservedFen: fen(3500) }))).toEqual([
      "budget.available / budget.committed 3500",
    ]);
  });

  it("refuses to approve more than was reserved", () => {
    expect(() => visitApproved(OWNER, { approvedFen: fen(3501), reservedFen: fen(3500) })).toThrow(
      "approved-above-reserved",
    );
  });

  it("leaves nothing owed, in transit or committed after a month that was paid in full", () => {
    const journals = [
      aJournal(appropriation(FUND, fen(100_000))),
      aJournal(reserved(FUND, fen(3500))),
      aJournal(visitApproved(OWNER, { approvedFen: fen(3500), reservedFen: fen(3500) })),
      aJournal(batchSent(OWNER, fen(3500))),
      aJournal(bankConfirmed(OWNER, fen(3500))),
    ];
    const balances = foldBalances(journals);
    const net = (code: AccountCode) => totalFen(balances, { code });
    expect([net("provider.payable"), net("payment.in_transit"), net("budget.committed")]).toEqual([0n, 0n, 0n]);
    expect([net("budget.available"), net("budget.spent"), net("subsidy.expense")]).toEqual([96_500n, 3500n, 3500n]);
    expect(net("treasury.bank")).toBe(-3500n);
  });
});
