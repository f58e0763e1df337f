import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freeToPayFen, fundVisits, type FundingSource } from "#app/domain/ledger/funding.ts";
import { fen, sumFen } from "#app/domain/money/fen.ts";

const source = (code: string, priority: number, cap: bigint | null, free: bigint | null): FundingSource => ({
  code,
  priority,
  perVisitCapFen: cap === null ? null : fen(cap),
  freeFen: free === null ? null : fen(free),
});
const visit = (visitNo: string, amount: bigint) => ({ visitNo, amountFen: fen(amount) });

const anySources = fc
  .array(
    fc.record({
      cap: fc.option(fc.bigInt({ min: 1n, max: 5000n }), { nil: null }),
      free: fc.option(fc.bigInt({ min: 0n, max: 30_000n }), { nil: null }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((rows) => rows.map(({ cap, free }, index) => source(`fund-${index}`, rows.length - index, cap, free)));
const anyVisits = fc
  .array(fc.bigInt({ min: 0n, max: 6000n }), { maxLength: 12 })
  .map((amounts) => amounts.map((amount, index) => visit(`V-${index}`, amount)));

describe("the funding of visits", () => {
  it("lets the first fund pay as far as it may and the next one the rest", () => {
    const { parts, uncoveredFen } = fundVisits(
      [visit("V-1", 3500n), visit("V-2", 1000n)],
      [source("lottery", 2, null, null), source("district", 1, 2000n, null)],
    );
    expect(parts.of("V-1")).toEqual([
      { fund: "district", amountFen: 2000n },
      { fund: "lottery", amountFen: 1500n },
    ]);
    expect(parts.of("V-2")).toEqual([{ fund: "district", amountFen: 1000n }]);
    expect(uncoveredFen).toBe(0n);
  });

  it("goes on to the next fund when the money of one is used up, and names what nobody covers", () => {
    const { parts, uncoveredFen } = fundVisits(
      [visit("V-1", 3500n), visit("V-2", 3500n), visit("V-3", 3500n)],
      [source("district", 1, null, 5000n), source("lottery", 2, null, 4000n)],
    );
    expect(parts.of("V-2")).toEqual([
      { fund: "district", amountFen: 1500n },
      { fund: "lottery", amountFen: 2000n },
    ]);
    expect(parts.of("V-3")).toEqual([{ fund: "lottery", amountFen: 2000n }]);
    expect(uncoveredFen).toBe(1500n);
  });

  it("says which fund pays everything alone, and none where two do", () => {
    const visits = [visit("V-1", 3500n), visit("V-2", 0n), visit("V-3", 1000n)];
    const onlyFund = (...sources: FundingSource[]) => fundVisits(visits, sources).parts.onlyFund;
    expect(onlyFund(source("district", 1, null, null))).toBe("district");
    expect(onlyFund(source("district", 1, 2000n, null), source("lottery", 2, null, null))).toBeNull();
    expect(onlyFund(source("district", 1, null, 3500n), source("lottery", 2, null, null))).toBeNull();
    expect(onlyFund(source("district", 1, null, 0n))).toBeNull();
  });

  it("gives parts that add up to the whole, within each fund's bounds, whatever the order of the visits (I10)", () => {
    fc.assert(
      fc.property(anyVisits, anySources, (visits, sources) => {
        const { parts, uncoveredFen } = fundVisits(visits, sources);
        const all = [...parts].flatMap(([, own]) => own);
        expect(sumFen(all.map((part) => part.amountFen)) + uncoveredFen).toBe(
          sumFen(visits.map((one) => one.amountFen)),
        );
        for (const { visitNo, amountFen } of visits) {
          const own = parts.of(visitNo);
          expect(sumFen(own.map((part) => part.amountFen)) <= amountFen).toBe(true);
          expect(new Set(own.map((part) => part.fund)).size).toBe(own.length);
        }
        for (const { code, freeFen, perVisitCapFen } of sources) {
          const own = all.filter((part) => part.fund === code).map((part) => part.amountFen);
          if (freeFen !== null) expect(sumFen(own) <= freeFen).toBe(true);
          if (perVisitCapFen !== null) expect(own.every((amount) => amount <= perVisitCapFen)).toBe(true);
        }
        const reversed = fundVisits([...visits].reverse(), [...sources].reverse());
        expect([...reversed.parts]).toEqual([...parts]);
        expect(reversed.uncoveredFen).toBe(uncoveredFen);
      }),
    );
  });
});

describe("what a fund can pay at a close", () => {
  const stand = (cap: bigint, committed: bigint, spent: bigint) => ({
    capFen: fen(cap),
    committedFen: fen(committed),
    spentFen: fen(spent),
  });
  it("is the cap less what is spent and what other visits hold", () =>
    expect(freeToPayFen(stand(10_000n, 7000n, 1000n), fen(3500n))).toBe(5500n));
  it("is everything unspent where more has happened than the cap allows", () =>
    expect(freeToPayFen(stand(5000n, 10_500n, 1000n), fen(3500n))).toBe(4000n));
});
