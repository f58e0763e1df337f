import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeDifferences } from "#app/domain/claims/claim.ts";
import { foldBalances } from "#app/domain/ledger/balance.ts";
import { fen } from "#app/domain/money/fen.ts";
import type { CloseFacts } from "#app/domain/reconciliation/close-facts.ts";
import type { MoneyFacts } from "#app/domain/reconciliation/close-money.ts";
import { CloseStream, type TextDigest } from "#app/domain/reconciliation/close-stream.ts";
import { planClose } from "#app/domain/reconciliation/plan-close.ts";
import { classedPages } from "#tests/support/classed-pages.ts";
import { CLOSED_MONTH, CUT, factsOf, sha256 } from "#tests/support/closed-month.ts";
import { monthSketches } from "#tests/support/month-sketches.ts";

const digest = (): TextDigest => {
  const hash = createHash("sha256");
  return { update: (text) => void hash.update(text), hex: () => hash.digest("hex") };
};

/** Two funds, the first with little left and little for each visit, a late amount and a clawback. */
const MONEY: MoneyFacts = {
  funds: [
    { code: "lottery", priority: 1, perVisitCapFen: fen(1000), freeFen: fen(7500) },
    { code: "district", priority: 2, perVisitCapFen: null, freeFen: null },
  ],
  late: [
    {
      ...{ adjustmentNo: "ADJ-1", visitNo: "V9", refersToMonth: CLOSED_MONTH, fund: "district" },
      ...{ providerCode: "91320600MA00000001", streetId: 1, amountFen: fen(3000) },
    },
  ],
  clawbacks: [{ findingNo: "CB-1", providerCode: "91320600MA00000002", fund: "district", openFen: fen(2500) }],
};

/** The month in parts of some elders each, in the order of the elders. */
function partsOf(facts: CloseFacts, elders: number): CloseFacts[] {
  const numbers = [...new Set(facts.visits.map(({ elderNo }) => elderNo))].sort();
  const parts = [];
  for (let from = 0; from < numbers.length; from += elders) {
    const own = new Set(numbers.slice(from, from + elders));
    const visits = facts.visits.filter(({ elderNo }) => own.has(elderNo));
    const inPart = new Set(visits.map(({ visitNo }) => visitNo));
    parts.push({ ...facts, visits, lines: facts.lines.filter(({ visitNo }) => inPart.has(visitNo)) });
  }
  return parts;
}

describe("a close in pages of classes", () => {
  it("comes to the same digests, checks, parts, journals and orders as the month at once, line by line", () =>
    fc.assert(
      fc.asyncProperty(
        monthSketches,
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        async (sketched, elders, isPlain) => {
          const facts: CloseFacts = { ...factsOf(sketched), ...(isPlain ? {} : { money: MONEY }) };
          const whole = planClose(facts, CUT, sha256);
          const stream = new CloseStream(facts, CUT, digest);
          const { pages, texts } = classedPages(partsOf(facts, elders));
          for (const page of pages) stream.add(page);
          const { money, ...streamed } = await stream.finish(texts, facts.money);
          const { eachJournal, turnover, ...plan } = money;
          expect({ ...plan, journals: [...eachJournal()] }).toEqual(whole.money);
          expect(foldBalances(turnover())).toEqual(foldBalances(whole.journals));
          expect(streamed).toEqual({
            run: whole.run,
            lines: whole.settled.lines.length,
            askedFen: whole.settled.askedFen,
            payableFen: whole.settled.payableFen,
            differences: mergeDifferences(whole.settled.differences),
            checks: whole.checks,
            inputDigest: whole.inputDigest,
            resultDigest: whole.resultDigest,
          });
        },
      ),
      { numRuns: 80 },
    ));

  it("refuses pages that do not come in the order of the elders, because their digest would be another one", () =>
    fc.assert(
      fc.property(monthSketches, (sketched) => {
        const parts = partsOf(factsOf(sketched), 1).filter(({ lines }) => lines.length > 0);
        fc.pre(parts.length > 1);
        const stream = new CloseStream(factsOf([]), CUT, digest);
        const { pages } = classedPages(parts.reverse());
        expect(() => pages.forEach((page) => stream.add(page))).toThrow("order of their elders");
      }),
      { numRuns: 30 },
    ));

  it("makes its journals anew for each reading, so that checks and books see the same", async () => {
    const stream = new CloseStream(factsOf([]), CUT, digest);
    const { money } = await stream.finish(async () => [], { ...MONEY, clawbacks: [] });
    expect([...money.eachJournal()]).toEqual([...money.eachJournal()]);
    expect([...money.eachJournal()]).toHaveLength(1);
  });
});
