import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen, sumFen } from "#app/domain/money/fen.ts";
import {
  CLAWBACK_STATES,
  CLAWBACK_TRIGGERS,
  adjustingAmountFen,
  changeClawback,
  clawbackJournal,
  offsetFen,
  openAfter,
  openByFund,
  sharesOfFunds,
} from "#app/domain/reconciliation/clawback.ts";
import { DECEMBER, FUND, NOVEMBER } from "../ledger/ledger-builders.ts";

const POSSIBLE = [
  ["proposed", "accept", "found"],
  ["proposed", "reject", "dismissed"],
  ["found", "notify", "notified"],
  ["notified", "appeal", "appealed"],
  ["notified", "confirm", "confirmed"],
  ["appealed", "confirm", "confirmed"],
  ["appealed", "dismiss", "written_off"],
  ["confirmed", "offset", "offset"],
  ["confirmed", "refund", "refunded"],
  ["confirmed", "write-off", "written_off"],
] as const;

const finding = {
  fund: FUND,
  streetId: 3,
  providerCode: "A",
  findingNo: "F-1",
  visitNo: "V1",
  reason: "R-CALLBACK-DENIED",
  paidMonth: NOVEMBER,
  paidFen: fen(3500),
};

describe("clawback", () => {
  it.each(POSSIBLE)("from %s, %s leads to %s", (from, trigger, to) => {
    expect(changeClawback(from, trigger)).toBe(to);
  });

  it("refuses every other change, so nothing is taken before the provider was heard", () => {
    const allowed = new Set(POSSIBLE.map(([from, trigger]) => `${from} ${trigger}`));
    for (const state of CLAWBACK_STATES)
      for (const trigger of CLAWBACK_TRIGGERS)
        if (!allowed.has(`${state} ${trigger}`))
          expect(() => changeClawback(state, trigger)).toThrow(`clawback-cannot-${trigger}`);
  });

  it("of a paid visit proven false is -3500 in the open month and names the month", () => {
    expect(adjustingAmountFen(finding)).toBe(-3500n);
    expect(clawbackJournal(finding, DECEMBER)).toMatchObject({
      idempotencyKey: "clawback:F-1",
      month: "2026-12",
      refersToMonth: "2026-11",
      postings: [{ amountFen: 3500n, visitNo: "V1" }],
    });
  });

  it("belongs to a closed month only", () => {
    expect(() => clawbackJournal(finding, NOVEMBER)).toThrow("clawback-month-still-open");
  });

  it("nets at most the share of the policy and never more than is open", () => {
    expect(offsetFen(fen(10_000), fen(3500), 100)).toBe(3500n);
    expect(offsetFen(fen(3000), fen(3500), 100)).toBe(3000n);
    expect(offsetFen(fen(3001), fen(3500), 50)).toBe(1501n);
    expect(offsetFen(fen(0), fen(3500), 100)).toBe(0n);
  });

  it("never falls below zero", () => {
    expect(openAfter(fen(3500), fen(3500))).toBe(0n);
    expect(() => openAfter(fen(3500), fen(3501))).toThrow("clawback-below-zero");
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 99999n }),
        fc.bigInt({ min: 0n, max: 99999n }),
        fc.integer({ min: 0, max: 100 }),
        (owed, open, share) => {
          expect(openAfter(fen(open), offsetFen(fen(owed), fen(open), share)) >= 0n).toBe(true);
        },
      ),
    );
  });
});

describe("a clawback of a visit that several funds paid", () => {
  const parts = (...amounts: number[]) =>
    amounts.map((amount, index) => ({ fund: `f${index}`, amountFen: fen(amount) }));

  it("comes back to each in proportion to what it had paid, to the last fen", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 100 }),
        (amounts, percent) => {
          const paidBy = parts(...amounts);
          const whole = amounts.reduce((sum, amount) => sum + amount, 0);
          const amountFen = fen(Math.floor((whole * percent) / 100));
          const shares = sharesOfFunds(amountFen, paidBy, "district");
          expect(sumFen(shares.map((share) => share.amountFen))).toBe(amountFen);
          for (const share of shares) {
            const paid = paidBy.find(({ fund }) => fund === share.fund)?.amountFen ?? fen(0);
            expect(share.amountFen).toBeLessThanOrEqual(paid);
          }
        },
      ),
    );
    expect(sharesOfFunds(fen(3500), [], "district")).toEqual([{ fund: "district", amountFen: 3500n }]);
  });

  it("is open by fund until each fund has its share, and posts one part a fund", () => {
    const several = { ...finding, paidFen: fen(3500), paidBy: parts(1000, 2500) };
    expect(openByFund(several, [{ fund: "f0", amountFen: fen(400) }])).toEqual([
      { fund: "f0", amountFen: 600n },
      { fund: "f1", amountFen: 2500n },
    ]);
    expect(openByFund(several, several.paidBy)).toEqual([]);
    const journal = clawbackJournal(several, DECEMBER);
    expect(journal.postings.map(({ debit, amountFen }) => `${debit.fund} ${amountFen}`)).toEqual([
      "f0 1000",
      "f1 2500",
    ]);
  });
});
