import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import type { BankLine } from "#app/domain/reconciliation/match-bank-lines.ts";
import { matchBankLines, splitPayment } from "#app/domain/reconciliation/match-bank-lines.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const order = { batchNo: "2026-11#1", providerCode: "A", orderedFen: fen(14000) };
const terms = { toleranceFen: fen(0), asOf: plainDate("2026-12-20") };

function bankLine(amount: number, change: Partial<BankLine> = {}): BankLine {
  return {
    bankReference: `ref-${amount}`,
    batchNo: "2026-11#1",
    providerCode: "A",
    amountFen: fen(amount),
    bookedOn: plainDate("2026-12-20"),
    ...change,
  };
}

const wordOf = (lines: readonly BankLine[], toleranceFen = fen(0)) =>
  matchBankLines([order], lines, { ...terms, toleranceFen }).payments[0];

describe("bank lines against orders", () => {
  it.each([
    [[], "not_paid", 14000n],
    [[13999], "partial", 1n],
    [[14000], "paid", 0n],
    [[14001], "error", -1n],
    [[7000, 7001], "error", -1n],
    [[6000, 8000], "paid", 0n],
  ] as const)("%j is %s", (amounts, word, openFen) => {
    expect(wordOf(amounts.map((amount) => bankLine(amount)))).toMatchObject({ word, openFen });
  });

  it("allows the tolerance of the policy and no fen more", () => {
    expect(wordOf([bankLine(13998)], fen(2))?.word).toBe("paid");
    expect(wordOf([bankLine(13997)], fen(2))?.word).toBe("partial");
    expect(wordOf([bankLine(14002)], fen(2))?.word).toBe("paid");
    expect(wordOf([bankLine(14003)], fen(2))?.word).toBe("error");
  });

  it.each([
    [bankLine(5, { batchNo: "other" }), "unknown"],
    [bankLine(5, { providerCode: "B" }), "unknown"],
    [bankLine(5, { providerCode: null }), "unknown"],
    [bankLine(0), "erroneous"],
    [bankLine(-5), "erroneous"],
    [bankLine(5, { bookedOn: plainDate("2026-12-21") }), "future"],
  ] as const)("sets aside %o as %s and pays nothing with it", (line, problem) => {
    const match = matchBankLines([order], [line], terms);
    expect(match.problems).toEqual([{ line, problem }]);
    expect(match.payments[0]?.word).toBe("not_paid");
  });

  it("counts the same bank line once, in any order of lines", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(5000, 9000, 14000), { maxLength: 6 }), (amounts) => {
        const lines = amounts.map((amount) => bankLine(amount));
        const once = matchBankLines([order], lines, terms);
        expect(matchBankLines([order], [...lines].reverse(), terms)).toEqual(once);
        expect(matchBankLines([order], [...lines, ...lines], terms)).toEqual(once);
      }),
    );
  });

  it("confirms what was ordered and sends the rest to suspense", () => {
    expect(splitPayment({ orderedFen: fen(14000), paidFen: fen(14001) })).toEqual({
      confirmedFen: 14000n,
      suspenseFen: 1n,
    });
    expect(splitPayment({ orderedFen: fen(14000), paidFen: fen(9000) })).toEqual({
      confirmedFen: 9000n,
      suspenseFen: 0n,
    });
  });
});
