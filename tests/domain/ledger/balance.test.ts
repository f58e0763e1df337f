import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { balanceDrift, foldBalances, ledgerSums, totalFen } from "#app/domain/ledger/balance.ts";
import { batchSent, visitApproved } from "#app/domain/ledger/flows.ts";
import { fen } from "#app/domain/money/fen.ts";
import { OWNER, aJournal, anyJournals } from "./ledger-builders.ts";

describe("balances", () => {
  it("sum to zero per fund and set, whatever was posted (I1)", () => {
    fc.assert(
      fc.property(anyJournals, (journals) => {
        expect([...ledgerSums(foldBalances(journals)).values()].every((sum) => sum === 0n)).toBe(true);
      }),
    );
  });

  it("do not depend on the order of the journals", () => {
    fc.assert(
      fc.property(anyJournals, (journals) => {
        expect(foldBalances([...journals].reverse())).toEqual(foldBalances(journals));
      }),
    );
  });

  it("stand on their normal side", () => {
    const approved = aJournal(visitApproved(OWNER, { approvedFen: fen(3500), reservedFen: fen(3500) }));
    const sent = aJournal(batchSent(OWNER, fen(3000)));
    const balances = foldBalances([approved, sent]);
    expect(totalFen(balances, { code: "provider.payable" })).toBe(500n);
    expect(totalFen(balances, { code: "subsidy.expense", streetId: 3 })).toBe(3500n);
    expect(totalFen(balances, { code: "subsidy.expense", streetId: 4 })).toBe(0n);
    expect(totalFen(balances, { code: "budget.committed" })).toBe(-3500n);
    expect(totalFen(balances, { code: "provider.payable", providerCode: "other" })).toBe(0n);
    expect(totalFen(balances, { code: "provider.payable", fund: "voucher" })).toBe(0n);
    expect(totalFen(balances, { set: "budget" })).toBe(0n);
  });

  it("show a stored balance that has drifted from its postings (I2)", () => {
    const journals = [aJournal(batchSent(OWNER, fen(3000)))];
    const stored = foldBalances(journals);
    expect(balanceDrift(stored, journals)).toEqual([]);
    const wrong = stored.map((one) =>
      one.account.code === "provider.payable" ? { ...one, debitFen: fen(2999) } : one,
    );
    expect(balanceDrift(wrong, journals)).toEqual([
      { account: "provider.payable|district_purchase||91320600MA00000001", storedFen: 2999n, postedFen: 3000n },
    ]);
    expect(balanceDrift([], journals)).toHaveLength(2);
  });
});
