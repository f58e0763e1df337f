import { describe, expect, it } from "vitest";
import { accountKey } from "#app/domain/ledger/chart-of-accounts.ts";
import { makePosting, postingText, requireValid, swapPosting } from "#app/domain/ledger/posting.ts";
import { fen } from "#app/domain/money/fen.ts";

const expense = accountKey("subsidy.expense", "f", { streetId: 3, providerCode: "P" });
const payable = accountKey("provider.payable", "f", { providerCode: "P" });

describe("posting", () => {
  it("names two accounts and a positive amount", () => {
    const posting = makePosting(expense, payable, fen(1), { visitNo: "V1", priceVersion: "p1" });
    expect(postingText(posting)).toBe("subsidy.expense|f|3|P\tprovider.payable|f||P\t1\tV1\t\tp1");
  });

  it.each([
    [payable, fen(0), "posting-amount-not-positive"],
    [payable, fen(-1), "posting-amount-not-positive"],
    [expense, fen(1), "posting-same-account"],
    [accountKey("budget.spent", "f"), fen(1), "posting-joins-two-sets"],
    [accountKey("provider.payable", "g", { providerCode: "P" }), fen(1), "posting-joins-two-funds"],
  ])("refuses %o for %s", (credit, amount, code) => {
    expect(() => makePosting(expense, credit, amount)).toThrow(code);
  });

  it("knows its reverse, which is again valid, and whose reverse is itself", () => {
    const posting = makePosting(expense, payable, fen(5));
    expect(() => requireValid(swapPosting(posting))).not.toThrow();
    expect(swapPosting(swapPosting(posting))).toEqual(posting);
    expect(swapPosting(posting)).not.toEqual(posting);
  });
});
