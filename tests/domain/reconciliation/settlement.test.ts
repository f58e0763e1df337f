import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClaimedVisit } from "#app/domain/claims/line-facts.ts";
import { settleMonth } from "#app/domain/claims/settle-month.ts";
import { fen } from "#app/domain/money/fen.ts";
import type { SettlementFacts, StagedVisit } from "#app/domain/reconciliation/settlement.ts";
import { settleProvider, STAGES, visitsBehind } from "#app/domain/reconciliation/settlement.ts";
import { sumSettlements, unexplained } from "#app/domain/reconciliation/settlement-sums.ts";
import { DELIVERY_STATES } from "#app/domain/visits/delivery-state.ts";
import { PROVIDER, aLine, aPrice, monthFacts, onDay } from "../claims/claim-builders.ts";

function staged(visit: ClaimedVisit, change: Partial<StagedVisit> = {}): StagedVisit {
  return {
    visitNo: visit.visitNo,
    providerCode: PROVIDER,
    plannedFen: visit.plannedFen,
    priceFen: fen(3500),
    deliveryState: "done",
    missedSide: null,
    cancelReason: null,
    verified: visit.approvalState === "verified",
    heldBy: visit.findings[0]?.code ?? null,
    waived: visit.waived,
    ...change,
  };
}

function facts(change: Partial<SettlementFacts>): SettlementFacts {
  return {
    providerCode: PROVIDER,
    visits: [],
    lines: [],
    payment: null,
    nettedFen: fen(0),
    withheldFen: fen(0),
    ...change,
  };
}

const paid = (ordered: number, got: number, word: "paid" | "partial" | "error" | "not_paid" = "paid") => ({
  orderedFen: fen(ordered),
  paidFen: fen(got),
  word,
});

const words = (settlement: ReturnType<typeof settleProvider>) =>
  settlement.differences.map((one) => `${one.from}>${one.to} ${one.code} ${one.count} ${one.amountFen}`);

describe("settlement of a provider", () => {
  it("explains the way from planned to paid", () => {
    const verified = [onDay(3), onDay(5), onDay(10), onDay(17), onDay(24)];
    const short = onDay(12, "R-TOO-SHORT");
    const missed = onDay(26);
    const lines = settleMonth(monthFacts([...verified, short])).lines;
    const settlement = settleProvider(
      facts({
        visits: [
          ...verified.map((visit) => staged(visit)),
          staged(short),
          staged(missed, { deliveryState: "missed", missedSide: "elder", verified: false }),
        ],
        lines,
        payment: paid(14000, 14000),
      }),
    );
    expect(settlement.stages).toEqual({
      planned: { count: 7, amountFen: 24500n },
      delivered: { count: 6, amountFen: 21000n },
      verified: { count: 5, amountFen: 17500n },
      claimed: { count: 6, amountFen: 21000n },
      approved: { count: 4, amountFen: 14000n },
      paid: { count: 4, amountFen: 14000n },
    });
    expect(words(settlement)).toEqual([
      "planned>delivered missed-elder 1 3500",
      "delivered>verified R-TOO-SHORT 1 3500",
      "verified>claimed claimed-not-verified -1 -3500",
      "claimed>approved R-OVER-QUOTA 1 3500",
      "claimed>approved R-TOO-SHORT 1 3500",
    ]);
    expect(unexplained(settlement)).toEqual([]);
  });

  it.each([
    ["an unplanned visit", staged(onDay(3, null, { plannedFen: null })), "planned>delivered unplanned -1 -3500"],
    [
      "a cancelled visit",
      staged(onDay(3), { deliveryState: "cancelled", cancelReason: "holiday", verified: false }),
      "planned>delivered cancelled-holiday 1 3500",
    ],
    [
      "a visit under way",
      staged(onDay(3), { deliveryState: "in_progress", verified: false }),
      "planned>delivered still-in-progress 1 3500",
    ],
    ["a visit waiting for a proof", staged(onDay(3), { verified: false }), "delivered>verified awaiting-proof 1 3500"],
    ["a changed price", staged(onDay(3), { priceFen: fen(3600) }), "delivered>verified price-changed 0 -100"],
    ["an unclaimed visit", staged(onDay(3)), "verified>claimed unclaimed 1 3500"],
    ["a waived visit", staged(onDay(3), { waived: true }), "verified>claimed waived 1 3500"],
  ])("names %s", (_, visit, word) => {
    const settlement = settleProvider(facts({ visits: [visit] }));
    expect(words(settlement)).toContain(word);
    expect(unexplained(settlement)).toEqual([]);
  });

  it("names claims above and below the price, twice, and without a visit", () => {
    const [first, second] = [onDay(3), onDay(10)];
    const lines = settleMonth(
      monthFacts([first, second], {
        lines: [
          aLine(first, { unitPriceFen: fen(3600) }),
          aLine(second, { unitPriceFen: fen(3400) }),
          aLine(second, { lineNo: "second line" }),
          aLine(onDay(20), { visitNo: null }),
        ],
      }),
    ).lines;
    const settlement = settleProvider(facts({ visits: [staged(first), staged(second)], lines }));
    expect(words(settlement).filter((word) => word.startsWith("verified>claimed"))).toEqual([
      "verified>claimed claimed-above-price 0 -100",
      "verified>claimed claimed-again -1 -3500",
      "verified>claimed claimed-below-price 0 100",
      "verified>claimed claimed-without-visit -1 -3500",
    ]);
    expect(unexplained(settlement)).toEqual([]);
  });

  it.each([
    [null, ["approved>paid not-ordered 1 3500"]],
    [paid(3500, 0, "not_paid"), ["approved>paid not-paid 1 3500"]],
    [paid(3500, 3000, "partial"), ["approved>paid partly-paid 1 500"]],
    [paid(3500, 3500), []],
    [paid(3500, 3600, "error"), ["approved>paid overpaid 0 -100"]],
  ])("names a payment of %o", (payment, expected) => {
    const visit = onDay(3);
    const settlement = settleProvider(
      facts({ visits: [staged(visit)], lines: settleMonth(monthFacts([visit])).lines, payment }),
    );
    expect(words(settlement)).toEqual(expected);
    expect(unexplained(settlement)).toEqual([]);
  });

  it.each([
    [{ faultyFen: fen(500) }, ["bank-answer-wrong 1 500"]],
    [{ faultyFen: fen(200) }, ["bank-answer-wrong 0 200", "partly-paid 1 300"]],
    [
      { faultyFen: fen(200), returnedFen: fen(300) },
      ["bank-answer-wrong 0 200", "partly-paid 1 0", "payment-returned 0 300"],
    ],
    [{ returnedFen: fen(500) }, ["payment-returned 1 500"]],
  ])("names of 500 that are not paid what the bank's answers say: %o", (said, expected) => {
    const visit = onDay(3);
    const base = { visits: [staged(visit)], lines: settleMonth(monthFacts([visit])).lines };
    const settlement = settleProvider(facts({ ...base, payment: paid(3500, 3000, "partial"), ...said }));
    expect(words(settlement)).toEqual(expected.map((word) => `approved>paid ${word}`));
    expect(unexplained(settlement)).toEqual([]);
  });

  it("names what was netted and withheld, and counts a month netted in full as paid", () => {
    const visit = onDay(3);
    const base = { visits: [staged(visit)], lines: settleMonth(monthFacts([visit])).lines };
    const partly = settleProvider(
      facts({ ...base, payment: paid(2000, 2000), nettedFen: fen(1000), withheldFen: fen(500) }),
    );
    expect(words(partly)).toEqual(["approved>paid clawback-netted 0 1000", "approved>paid withheld 0 500"]);
    const netted = settleProvider(facts({ ...base, nettedFen: fen(3500) }));
    expect(netted.stages.paid).toEqual({ count: 1, amountFen: 0n });
    expect([...unexplained(partly), ...unexplained(netted)]).toEqual([]);
  });

  it("shows a difference that nobody named", () => {
    const settlement = settleProvider(facts({ visits: [staged(onDay(3))] }));
    const hidden = { ...settlement, differences: [] };
    expect(unexplained(hidden)).toEqual([
      { from: "verified", to: "claimed", code: "unexplained", count: 1, amountFen: 3500n },
    ]);
  });

  it("names each unpaid line while nothing is paid, and no single line once a part is", () => {
    const lines = settleMonth(monthFacts([onDay(3), onDay(10)])).lines;
    const behind = (change: Partial<SettlementFacts>, code: string) =>
      visitsBehind(facts({ lines, ...change }), "paid", code).map((part) => [part.visitNo, part.amountFen]);
    expect(behind({}, "not-ordered")).toEqual(lines.map((line) => [line.visitNo, 3500n]));
    expect(behind({ payment: paid(7000, 0, "not_paid") }, "not-paid")).toHaveLength(2);
    expect(behind({ payment: paid(7000, 3500, "partial") }, "partly-paid")).toEqual([[null, 3500n]]);
    expect(STAGES.flatMap((to) => visitsBehind(facts({ lines }), to, "nothing"))).toEqual([]);
  });
  it("leaves no rest for any month, sums of providers leave none either, and the visits behind a difference add up to it", () => {
    const anyRow = fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      state: fc.constantFrom(...DELIVERY_STATES),
      held: fc.constantFrom(null, null, "R-TOO-SHORT", "R-DECEASED"),
      planned: fc.option(fc.integer({ min: 3000, max: 4000 })),
      claimed: fc.boolean(),
      asked: fc.integer({ min: 0, max: 4500 }),
      waived: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 10 }), fc.integer({ min: 0, max: 20000 }), (rows, got) => {
        const visits = rows.map((row, index) =>
          onDay(row.day, row.state === "done" ? row.held : "R-NO-CHECKIN", {
            visitNo: `V${index}`,
            plannedFen: row.planned === null ? null : fen(row.planned),
            waived: row.waived,
          }),
        );
        const lines = visits.flatMap((visit, index) =>
          rows[index]?.claimed ? [aLine(visit, { unitPriceFen: fen(rows[index]?.asked ?? 0) })] : [],
        );
        const settled = settleMonth(monthFacts(visits, { lines, prices: [aPrice()] }));
        const month = facts({
          visits: visits.map((visit, index) => staged(visit, { deliveryState: rows[index]?.state ?? "done" })),
          lines: settled.lines,
          payment: paid(14000, got, got === 14000 ? "paid" : "partial"),
        });
        const settlement = settleProvider(month);
        expect(unexplained(settlement)).toEqual([]);
        for (const { to, code, count, amountFen } of settlement.differences) {
          const behind = visitsBehind(month, to, code);
          expect(behind.reduce((sum, part) => sum + part.count, 0)).toBe(count);
          expect(behind.reduce((sum, part) => sum + part.amountFen, 0n)).toBe(amountFen);
          expect(new Set(behind.map((part) => part.visitNo)).size).toBe(behind.length);
        }
        expect(unexplained(sumSettlements("district", [settlement, settlement]))).toEqual([]);
      }),
    );
  });
});
