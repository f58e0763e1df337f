import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { settleMonth } from "#app/domain/claims/settle-month.ts";
import { foldBalances, totalFen } from "#app/domain/ledger/balance.ts";
import { canonicalText } from "#app/domain/ledger/journal.ts";
import { fen, sumFen } from "#app/domain/money/fen.ts";
import type { CloseInput, ClosingLine } from "#app/domain/reconciliation/month-close.ts";
import {
  canonicalInputText,
  canonicalResultText,
  closeJournals,
  paymentOrders,
} from "#app/domain/reconciliation/month-close.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { aLine, monthFacts, onDay } from "../claims/claim-builders.ts";
import { FUND } from "../ledger/ledger-builders.ts";

const month = plainMonth("2026-11");
const run = { month, runNo: "2026-11#1" };

function closing(visitNo: string, change: Partial<ClosingLine> = {}): ClosingLine {
  return {
    visitNo,
    fund: FUND,
    providerCode: "A",
    streetId: 3,
    approvedFen: fen(3500),
    reservedFen: fen(3500),
    ruleVersion: "r1",
    priceVersion: "p1",
    ...change,
  };
}

const anyLines: fc.Arbitrary<ClosingLine[]> = fc
  .array(
    fc.record({
      providerCode: fc.constantFrom("A", "B"),
      streetId: fc.constantFrom(1, 2),
      fund: fc.constantFrom(FUND, "voucher"),
      approved: fc.integer({ min: 0, max: 5000 }),
      reserved: fc.integer({ min: 0, max: 5000 }),
    }),
    { maxLength: 25 },
  )
  .map((rows) =>
    rows.map(({ approved, reserved, ...row }, index) =>
      closing(`V${String(index).padStart(2, "0")}`, { ...row, approvedFen: fen(approved), reservedFen: fen(reserved) }),
    ),
  );

describe("journals of the close", () => {
  it("are one per provider, street and part, with a key that a second run repeats", () => {
    const lines = [closing("V3", { streetId: 4 }), closing("V2", { providerCode: "B" }), closing("V1"), closing("V4")];
    const journals = closeJournals(run, lines, 4);
    expect(journals.map((journal) => journal.idempotencyKey)).toEqual([
      "close:2026-11#1:A:3:1",
      "close:2026-11#1:A:4:1",
      "close:2026-11#1:B:3:1",
    ]);
    expect(closeJournals(run, [...lines].reverse(), 4).map(canonicalText)).toEqual(journals.map(canonicalText));
  });

  it("are cut into parts that never tear a visit apart", () => {
    const lines = ["V1", "V2", "V3"].map((visitNo) => closing(visitNo, { approvedFen: fen(3000) }));
    const journals = closeJournals(run, lines, 7);
    expect(journals.map((journal) => journal.postings.map((posting) => posting.visitNo).join())).toEqual([
      "V1,V1,V1,V2,V2,V2",
      "V3,V3,V3",
    ]);
    expect(journals.map((journal) => journal.idempotencyKey.at(-1))).toEqual(["1", "2"]);
  });

  it("hold at most 500 postings", () => {
    const lines = Array.from({ length: 600 }, (_, index) => closing(`V${index}`));
    expect(closeJournals(run, lines).map((journal) => journal.postings.length)).toEqual([500, 500, 200]);
  });

  it("release what was reserved for a visit that is not paid, and reserve what nobody had planned", () => {
    const [unpaid] = closeJournals(run, [closing("V1", { approvedFen: fen(0) })]);
    expect(unpaid?.postings.map((posting) => posting.debit.code)).toEqual(["budget.available"]);
    const [unplanned] = closeJournals(run, [closing("V1", { reservedFen: fen(0) })]);
    expect(unplanned?.postings.map((posting) => posting.debit.code)).toEqual([
      "budget.committed",
      "subsidy.expense",
      "budget.spent",
    ]);
    expect(closeJournals(run, [closing("V1", { approvedFen: fen(0), reservedFen: fen(0) })])).toEqual([]);
  });

  it("owe providers exactly what the lines approve, and leave no reservation behind", () => {
    fc.assert(
      fc.property(anyLines, fc.integer({ min: 4, max: 20 }), (lines, most) => {
        const balances = foldBalances(closeJournals(run, lines, most));
        expect(totalFen(balances, { code: "provider.payable" })).toBe(sumFen(lines.map((line) => line.approvedFen)));
        expect(totalFen(balances, { code: "budget.committed" })).toBe(
          fen(-sumFen(lines.map((line) => line.reservedFen))),
        );
      }),
    );
  });

  it("agree with the payment orders to the last fen (I15)", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const payable = totalFen(foldBalances(closeJournals(run, lines)), { code: "provider.payable" });
        expect(sumFen(paymentOrders(lines).map((order) => order.orderedFen))).toBe(payable);
      }),
    );
  });
});

describe("payment orders", () => {
  it("are the approved sum per provider and fund, less what is netted", () => {
    const lines = [closing("V1"), closing("V2", { streetId: 4 }), closing("V3", { providerCode: "B" })];
    expect(paymentOrders(lines, new Map([[`A|${FUND}`, fen(3500)]]))).toEqual([
      { providerCode: "A", fund: FUND, approvedFen: 7000n, nettedFen: 3500n, orderedFen: 3500n },
      { providerCode: "B", fund: FUND, approvedFen: 3500n, nettedFen: 0n, orderedFen: 3500n },
    ]);
  });

  it("leave out providers with nothing to pay", () => {
    expect(paymentOrders([closing("V1", { approvedFen: fen(0) })])).toEqual([]);
    expect(paymentOrders([closing("V1")], new Map([[`A|${FUND}`, fen(3500)]]))).toEqual([]);
  });
});

describe("canonical texts of the close", () => {
  const visits = [onDay(3), onDay(10), onDay(17, "R-TOO-SHORT")];
  const input: CloseInput = {
    month,
    ruleVersion: "r1",
    policyVersion: "p1",
    visits: visits.map((visit) => ({
      visitNo: visit.visitNo,
      approvalState: visit.approvalState,
      waived: false,
      evidenceDigest: "d",
    })),
    lines: visits.map((visit) => ({
      visitNo: visit.visitNo,
      elderNo: visit.elderNo,
      providerCode: visit.providerCode,
      serviceOn: visit.serviceOn,
      fund: visit.fund,
      askedFen: fen(3500),
      decision: "",
    })),
  };

  it("of the input does not depend on the order of reading, and changes with any fact", () => {
    const text = canonicalInputText(input);
    expect(
      canonicalInputText({ ...input, visits: [...input.visits].reverse(), lines: [...input.lines].reverse() }),
    ).toBe(text);
    expect(canonicalInputText({ ...input, ruleVersion: "r2" })).not.toBe(text);
    expect(canonicalInputText({ ...input, visits: input.visits.map((one) => ({ ...one, waived: true })) })).not.toBe(
      text,
    );
    expect(canonicalInputText({ ...input, lines: input.lines.slice(1) })).not.toBe(text);
  });

  it("of the result does not depend on the order or the numbers of lines", () => {
    const settled = settleMonth(monthFacts(visits)).lines;
    const renumbered = settleMonth(
      monthFacts(visits, { lines: visits.map((visit, index) => aLine(visit, { lineNo: `other-${9 - index}` })) }),
    ).lines;
    const text = canonicalResultText(month, settled);
    expect(canonicalResultText(month, [...renumbered].reverse())).toBe(text);
    expect(text.split("\n")).toHaveLength(4);
    expect(text).toContain("R-TOO-SHORT=3500");
    expect(canonicalResultText(month, settled.slice(1))).not.toBe(text);
  });
});
