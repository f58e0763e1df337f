import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClaimedVisit } from "#app/domain/claims/line-facts.ts";
import type { MonthFacts } from "#app/domain/claims/settle-month.ts";
import { quotaPositions, settleElderMonth, settleMonth } from "#app/domain/claims/settle-month.ts";
import { fen } from "#app/domain/money/fen.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { aPolicy } from "../verification/verification-builders.ts";
import { FUND, aFinding, aLine, aPrice, aVisitOf, monthFacts, onDay } from "./claim-builders.ts";

const four = [onDay(3), onDay(10), onDay(17), onDay(24)];
const five = [...four, onDay(28)];
const at3600 = { unitPriceFen: fen(3600) };

/** Cases of the money rules: payable fen and each named difference (domain rule 12). */
const CASES: readonly {
  readonly name: string;
  readonly facts: MonthFacts;
  readonly payable: bigint;
  readonly differences: Readonly<Record<string, bigint>>;
}[] = [
  { name: "normal month", facts: monthFacts(four), payable: 14000n, differences: {} },
  {
    name: "five verified, five claimed",
    facts: monthFacts(five),
    payable: 14000n,
    differences: { "R-OVER-QUOTA": 3500n },
  },
  {
    name: "five verified, lines for the 1st, 2nd, 3rd and 5th",
    facts: monthFacts(five, { lines: [0, 1, 2, 4].map((index) => aLine(five[index] as ClaimedVisit)) }),
    payable: 10500n,
    differences: { "R-OVER-QUOTA": 3500n },
  },
  {
    name: "the same with the 4th waived",
    facts: monthFacts(
      five.map((visit, index) => (index === 3 ? { ...visit, waived: true } : visit)),
      { lines: [0, 1, 2, 4].map((index) => aLine(five[index] as ClaimedVisit)) },
    ),
    payable: 14000n,
    differences: {},
  },
  {
    name: "one of 59 minutes",
    facts: monthFacts([onDay(3), onDay(10, "R-TOO-SHORT"), onDay(17), onDay(24)]),
    payable: 10500n,
    differences: { "R-TOO-SHORT": 3500n },
  },
  {
    name: "claimed above contract",
    facts: monthFacts(four, { lines: four.map((visit) => aLine(visit, at3600)) }),
    payable: 14000n,
    differences: { "R-CLAIM-PRICE": 400n },
  },
  {
    name: "claimed below contract",
    facts: monthFacts(four, { lines: four.map((visit) => aLine(visit, { unitPriceFen: fen(3400) })) }),
    payable: 13600n,
    differences: {},
  },
  {
    name: "claimed three, verified four",
    facts: monthFacts(four, { lines: four.slice(0, 3).map((visit) => aLine(visit)) }),
    payable: 10500n,
    differences: {},
  },
  {
    name: "claimed four, verified two",
    facts: monthFacts(four.slice(0, 2), {
      lines: four.map((visit, index) => aLine(visit, index < 2 ? {} : { visitNo: null })),
    }),
    payable: 7000n,
    differences: { "R-CLAIM-NO-VISIT": 7000n },
  },
  {
    name: "died on the 15th at an unknown hour",
    facts: monthFacts([onDay(3), onDay(10), onDay(15, "R-DECEASED"), onDay(24, "R-DECEASED")]),
    payable: 7000n,
    differences: { "R-DECEASED": 7000n },
  },
  {
    name: "in hospital from the 9th to the 14th",
    facts: monthFacts([onDay(3), onDay(10, "R-INPATIENT"), onDay(17), onDay(24)]),
    payable: 10500n,
    differences: { "R-INPATIENT": 3500n },
  },
  {
    name: "price changed on the 16th",
    facts: monthFacts(
      four.map((visit, index) => ({ ...visit, plannedFen: fen(index < 2 ? 3500 : 3600) })),
      {
        lines: four.map((visit, index) => aLine(visit, index < 2 ? {} : at3600)),
        prices: [aPrice(3500, { to: plainDate("2026-11-15") }), aPrice(3600, { from: plainDate("2026-11-16") })],
      },
    ),
    payable: 14200n,
    differences: {},
  },
  {
    name: "confirmed dissatisfaction on one",
    facts: monthFacts(
      four.map((visit, index) =>
        index === 1 ? { ...visit, findings: [aFinding("R-DISSATISFIED", { state: "upheld" })] } : visit,
      ),
    ),
    payable: 12250n,
    differences: { "R-DISSATISFIED": 1750n },
  },
  {
    name: "contract price below the floor",
    facts: monthFacts(four, {
      prices: [aPrice(2900)],
      lines: four.map((visit) => aLine(visit, { unitPriceFen: fen(2900) })),
    }),
    payable: 0n,
    differences: { "R-PRICE-OUT-OF-BOUNDS": 11600n },
  },
];

describe("settled month of an elder", () => {
  it.each(CASES)("$name", ({ facts, payable, differences }) => {
    const settled = settleElderMonth("E0001", facts);
    expect(settled.payableFen).toBe(payable);
    expect(Object.fromEntries(settled.differences.map((one) => [one.code, one.amountFen]))).toEqual(differences);
    expect(settled.askedFen - settled.payableFen).toBe(Object.values(differences).reduce((sum, one) => sum + one, 0n));
  });

  it("lists a verified visit that nobody claimed", () => {
    const facts = monthFacts(four, { lines: four.slice(0, 3).map((visit) => aLine(visit)) });
    expect(settleElderMonth("E0001", facts).unclaimed).toEqual([four[3]?.visitNo]);
  });

  it("counts a visit from 23:30 on the 31st to 00:40 in the month of the 31st", () => {
    const october = ["05", "12", "19"].map((day) => aVisitOf(`2026-10-${day} 09:00`));
    const last = aVisitOf("2026-10-31 23:30");
    expect(last.serviceMonth).toBe("2026-10");
    const positions = quotaPositions([...october, last, onDay(3)]);
    expect(positions.get(last.visitNo)).toBe(4);
    expect(positions.get(onDay(3).visitNo)).toBe(1);
  });

  it("pays one of two lines for the same visit", () => {
    const visit = onDay(3);
    const settled = settleMonth(monthFacts([visit], { lines: [aLine(visit), aLine(visit, { lineNo: "second" })] }));
    expect(settled.lines.map((line) => line.approvedFen)).toEqual([3500n, 0n]);
    expect(settled.differences).toEqual([{ code: "R-CLAIM-DUPLICATE", amountFen: 3500n }]);
  });

  it("counts visits per fund", () => {
    const voucher = four.map((visit) => ({ ...visit, visitNo: `v${visit.visitNo}`, fund: "voucher" }));
    expect(
      settleMonth(monthFacts([...four, ...voucher], { lines: four.map((visit) => aLine(visit)) })).payableFen,
    ).toBe(14000n);
  });

  it("applies decisions, closed months and short funds by line and month", () => {
    const visit = onDay(3);
    const line = aLine(visit);
    const refuse = new Map([[line.lineNo, { kind: "refuse", by: "s", reason: "RS-NOT-DONE" } as const]]);
    expect(settleMonth(monthFacts([visit], { decisions: refuse })).differences[0]?.code).toBe("RS-NOT-DONE");
    expect(settleMonth(monthFacts([visit], { closedMonths: new Set([line.month]) })).differences[0]?.code).toBe(
      "R-PERIOD-CLOSED",
    );
    expect(settleMonth(monthFacts([visit], { fundsAreShort: true })).differences[0]?.code).toBe("R-BUDGET-SHORT");
    expect(settleMonth(monthFacts([visit], { otherLiveLines: new Map([[visit.visitNo, "x"]]) })).payableFen).toBe(0n);
    const waiting = onDay(3, null, { findings: [aFinding("R-WAITING-PERIOD", { effect: "reject" })] });
    expect(settleMonth(monthFacts([waiting])).payableFen).toBe(0n);
  });
});

describe("metamorphic laws of a month (I16)", () => {
  const anyVisits = fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      held: fc.constantFrom(null, null, null, "R-TOO-SHORT", "R-DECEASED"),
      claimed: fc.boolean(),
      waived: fc.constantFrom(false, false, false, true),
      asked: fc.integer({ min: 2500, max: 4500 }),
    }),
    { maxLength: 9 },
  );
  type Rows = typeof anyVisits extends fc.Arbitrary<infer Value> ? Value : never;

  function monthOf(rows: Rows, elderNo = "E0001"): MonthFacts {
    const visits = rows.map((row, index) =>
      onDay(row.day, row.held, { visitNo: `${elderNo}-${index}`, elderNo, waived: row.waived, fund: FUND }),
    );
    const lines = visits.flatMap((visit, index) => {
      const row = rows[index];
      return row?.claimed ? [aLine(visit, { unitPriceFen: fen(row.asked) })] : [];
    });
    return monthFacts(visits, { lines });
  }

  it("another elder's visits change nothing for this elder", () => {
    fc.assert(
      fc.property(anyVisits, anyVisits, (own, others) => {
        const [mine, theirs] = [monthOf(own), monthOf(others, "E0002")];
        const together = {
          ...mine,
          visits: [...theirs.visits, ...mine.visits],
          lines: [...theirs.lines, ...mine.lines],
        };
        expect(settleElderMonth("E0001", together)).toEqual(settleElderMonth("E0001", mine));
      }),
    );
  });

  it("a higher price cap or more visits a month never lower the pay", () => {
    fc.assert(
      fc.property(
        anyVisits,
        fc.integer({ min: 3000, max: 5000 }),
        fc.integer({ min: 0, max: 6 }),
        (rows, cap, visits) => {
          const withCap = (visit_price_cap_fen: number, visits_per_month: number) =>
            settleMonth({ ...monthOf(rows), policy: aPolicy({ visit_price_cap_fen, visits_per_month }) }).payableFen;
          expect(withCap(cap + 500, visits) >= withCap(cap, visits)).toBe(true);
          expect(withCap(cap, visits + 1) >= withCap(cap, visits)).toBe(true);
        },
      ),
    );
  });

  it("a visit that becomes too short never raises the pay of its own line, nor of a month claimed in full at one price", () => {
    fc.assert(
      fc.property(anyVisits, fc.nat(), (rows, pick) => {
        const even = rows.map((row) => ({ ...row, claimed: true, asked: 3500, waived: false }));
        if (even.length === 0) return;
        const index = pick % even.length;
        const shorten = (facts: MonthFacts): MonthFacts => ({
          ...facts,
          visits: facts.visits.map((visit, place) =>
            place === index ? { ...visit, approvalState: "in_violation", findings: [aFinding("R-TOO-SHORT")] } : visit,
          ),
        });
        expect(settleMonth(shorten(monthOf(even))).payableFen <= settleMonth(monthOf(even)).payableFen).toBe(true);
        const own = settleMonth(shorten(monthOf(rows))).lines.filter((line) => line.visitNo === `E0001-${index}`);
        expect(own.every((line) => line.approvedFen === 0n)).toBe(true);
      }),
    );
  });

  it("the order of visits and lines never matters", () => {
    fc.assert(
      fc.property(anyVisits, (rows) => {
        const facts = monthOf(rows);
        const reversed = { ...facts, visits: [...facts.visits].reverse(), lines: [...facts.lines].reverse() };
        expect(settleMonth(reversed)).toEqual(settleMonth(facts));
      }),
    );
  });

  it("never pays more than the month's visits at the contract price", () => {
    fc.assert(
      fc.property(anyVisits, (rows) => {
        expect(settleMonth(monthOf(rows)).payableFen <= 14000n).toBe(true);
      }),
    );
  });
});
