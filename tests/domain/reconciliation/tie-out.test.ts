import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen, sumFen, type Fen } from "#app/domain/money/fen.ts";
import { settleProvider, type SettlementFacts, type StagedVisit } from "#app/domain/reconciliation/settlement.ts";
import { TIE_PLACES, tieLine, tieRows, type BankedRow, type BookedRow } from "#app/domain/reconciliation/tie-out.ts";

const visit = (visitNo: string, verified: boolean): StagedVisit => ({
  visitNo,
  providerCode: "A",
  plannedFen: fen(3500),
  priceFen: fen(3500),
  deliveryState: "done",
  missedSide: null,
  cancelReason: null,
  verified,
  heldBy: verified ? null : "R-TOO-SHORT",
  waived: false,
});

type Line = SettlementFacts["lines"][number];
/** A claim line as far as the settlement reads it. */
const line = (visitNo: string, approvedFen: Fen): Line =>
  ({
    line: { lineNo: visitNo, providerCode: "A" },
    visitNo,
    askedFen: fen(3500),
    approvedFen,
    outcome: approvedFen === 3500n ? { kind: "accepted" } : { kind: "rejected", code: "R-OVER-QUOTA" },
    differences: approvedFen === 3500n ? [] : [{ code: "R-OVER-QUOTA", amountFen: fen(3500) }],
  }) as unknown as Line;

const booked = (kind: BookedRow["kind"], amountFen: Fen, visitNo: string | null = null): BookedRow => ({
  kind,
  providerCode: "A",
  voucher: `2026-000001/${visitNo ?? 0}`,
  visitNo,
  amountFen,
});
const banked = (amountFen: Fen, suspenseFen = fen(0)): BankedRow => ({
  providerCode: "A",
  reference: "B1",
  amountFen,
  suspenseFen,
});

/** A month of one provider: the last `refused` of its verified visits are refused; the bank paid `paidFen`. */
function month(verified: number, refused: number, paidFen: Fen) {
  const visits = Array.from({ length: verified + 1 }, (_, index) => visit(`V${index}`, index < verified));
  const lines = visits
    .slice(0, verified)
    .map((one, index) => line(one.visitNo, index < verified - refused ? fen(3500) : fen(0)));
  const orderedFen = sumFen(lines.map((one) => one.approvedFen));
  const word = paidFen === 0n ? "not_paid" : paidFen < orderedFen ? "partial" : "paid";
  const facts: SettlementFacts = {
    providerCode: "A",
    visits,
    lines,
    payment: { orderedFen, paidFen, word },
    nettedFen: fen(0),
    withheldFen: fen(0),
  };
  const payable = lines
    .filter((one) => one.approvedFen > 0n)
    .map((one) => booked("payable", one.approvedFen, one.visitNo));
  return { facts, payable, orderedFen };
}

describe("the tie-out", () => {
  it("gives every number as the sum of its rows, and names the whole difference", () => {
    const numbers = fc.record({
      verified: fc.nat({ max: 8 }),
      refused: fc.nat({ max: 8 }),
      share: fc.nat({ max: 100 }),
    });
    fc.assert(
      fc.property(numbers, ({ verified, refused, share }) => {
        const ordered = BigInt(verified - Math.min(refused, verified)) * 3500n;
        const paidFen = fen((ordered * BigInt(share)) / 100n);
        const { facts, payable } = month(verified, Math.min(refused, verified), paidFen);
        const paid = paidFen > 0n ? [paidFen] : [];
        const rows = tieRows(
          [facts],
          [...payable, ...paid.map((amount) => booked("confirmed", amount))],
          paid.map((amount) => banked(amount)),
        );
        const tied = tieLine(settleProvider(facts), rows, true);
        expect(tied.unnamedFen).toBe(0n);
        expect(sumFen(tied.named.map((one) => one.amountFen))).toBe(tied.differenceFen);
        for (const place of TIE_PLACES) {
          const own = rows.filter((row) => row.place === place);
          expect(tied.sums[place]).toEqual({ count: own.length, amountFen: sumFen(own.map((row) => row.amountFen)) });
        }
      }),
    );
  });

  it("leaves out what is not verified and not approved", () => {
    const { facts, payable } = month(3, 1, fen(0));
    const tied = tieLine(settleProvider(facts), tieRows([facts], payable, []), true);
    expect(TIE_PLACES.map((place) => tied.sums[place].count)).toEqual([3, 3, 2, 2, 0, 0]);
  });

  it("marks a fen that the books hold too little or the bank paid past them, and never calls it anything else", () => {
    const { facts, payable, orderedFen } = month(2, 0, fen(7000));
    const whole = [...payable, booked("confirmed", orderedFen)];
    const settled = settleProvider(facts);
    expect(tieLine(settled, tieRows([facts], whole.slice(1), [banked(orderedFen)]), true).unnamedFen).toBe(3500n);
    expect(tieLine(settled, tieRows([facts], payable, [banked(orderedFen)]), true).unnamedFen).toBe(7000n);
    expect(tieLine(settled, tieRows([facts], whole, [banked(orderedFen)]), true).unnamedFen).toBe(0n);
  });

  it("compares nothing with books that do not hold the month yet", () => {
    const { facts } = month(2, 0, fen(0));
    expect(tieLine(settleProvider({ ...facts, payment: null }), tieRows([facts], [], []), false).unnamedFen).toBe(0n);
  });
});
