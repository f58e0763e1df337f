import { describe, expect, it } from "vitest";
import { fen, ZERO_FEN } from "#app/domain/money/fen.ts";
import { journalTotalFen } from "#app/domain/ledger/journal.ts";
import { planMoney, type MoneyFacts } from "#app/domain/reconciliation/close-money.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";

const run = { month: plainMonth("2026-12"), runNo: "2026-12#1" };
const line = (visitNo: string, approved: bigint, providerCode = "A") => ({
  visitNo,
  fund: "district",
  providerCode,
  streetId: 3,
  approvedFen: fen(approved),
  reservedFen: ZERO_FEN,
  ruleVersion: "1",
  priceVersion: "1",
});
const facts = (changes: Partial<MoneyFacts> = {}): MoneyFacts => ({
  funds: [{ code: "district", priority: 1, perVisitCapFen: null, freeFen: null }],
  late: [],
  clawbacks: [],
  ...changes,
});
const late = {
  adjustmentNo: "ADJ-1",
  visitNo: "V-0",
  refersToMonth: plainMonth("2026-10"),
  fund: "district",
  providerCode: "A",
  streetId: 3,
  amountFen: fen(3500),
};

const plan = (...given: [Parameters<typeof planMoney>[0], Parameters<typeof planMoney>[1], MoneyFacts]) =>
  planMoney(...given, 100);

describe("the money of a close", () => {
  it("orders what the lines approve, and nothing that no budget covers", () => {
    const budget = [{ code: "district", priority: 1, perVisitCapFen: null, freeFen: fen(5000) }];
    const made = plan(run, [line("V-1", 3500n), line("V-2", 3500n)], facts({ funds: budget }));
    expect(made.uncoveredFen).toBe(2000n);
    expect(made.orders).toMatchObject([{ providerCode: "A", fund: "district", orderedFen: 5000n }]);
    const unwatched = plan(run, [line("V-1", 3500n), line("V-2", 3500n)], facts());
    expect(unwatched).toMatchObject({ uncoveredFen: 0n, orders: [{ orderedFen: 7000n }] });
  });

  it("splits a provider's visits over the funds, with an order for each", () => {
    const funds = [
      { code: "district", priority: 1, perVisitCapFen: fen(3000), freeFen: null },
      { code: "lottery", priority: 2, perVisitCapFen: null, freeFen: null },
    ];
    const made = plan(run, [line("V-1", 3500n)], facts({ funds }));
    expect(made.orders.map((order) => [order.fund, order.orderedFen])).toEqual([
      ["district", 3000n],
      ["lottery", 500n],
    ]);
    expect(made.parts.of("V-1")).toHaveLength(2);
  });

  it("adds what came late in a journal of its own that names the month it refers to", () => {
    const made = plan(run, [line("V-1", 3500n)], facts({ late: [late] }));
    expect(made.journals.at(-1)).toMatchObject({
      idempotencyKey: "adjustment:2026-12#1:ADJ-1",
      kind: "adjustment",
      month: "2026-12",
      refersToMonth: "2026-10",
    });
    expect(made).toMatchObject({ lateFen: 3500n, orders: [{ orderedFen: 7000n }] });
  });

  it("pays late amounts before the month's lines, and names what a fund lacks even for them", () => {
    const funds = [{ code: "district", priority: 1, perVisitCapFen: null, freeFen: fen(4000) }];
    const made = plan(run, [line("V-1", 3500n)], facts({ funds, late: [late] }));
    expect(made.uncoveredFen).toBe(3000n);
    const poorer = [{ code: "district", priority: 1, perVisitCapFen: null, freeFen: fen(3000) }];
    expect(plan(run, [], facts({ funds: poorer, late: [late] })).uncoveredFen).toBe(500n);
  });

  it("sets clawbacks off before it orders, and orders nothing for a provider with nothing left", () => {
    const clawback = { findingNo: "CB-1", providerCode: "A", fund: "district", openFen: fen(5000) };
    const lines = [line("V-1", 3500n), line("V-2", 3500n, "B")];
    const made = plan(run, lines, facts({ clawbacks: [clawback] }));
    expect(made.orders.map((order) => order.providerCode)).toEqual(["B"]);
    expect(made).toMatchObject({ nettedWithoutOrderFen: 3500n, nettings: [{ amountFen: 3500n, restFen: 1500n }] });
    expect(made.nettingJournals.map(journalTotalFen)).toEqual([3500n]);
  });
});
