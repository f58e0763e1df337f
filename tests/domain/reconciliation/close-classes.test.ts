import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { settleFacts } from "#app/domain/reconciliation/close-facts.ts";
import { frozenPage } from "#app/domain/reconciliation/frozen-rows.ts";
import { fillHoles } from "#app/domain/reconciliation/text-holes.ts";
import { classedVisits } from "#tests/support/classed-pages.ts";
import { aSketch, CUT, factsOf } from "#tests/support/closed-month.ts";
import { monthSketches } from "#tests/support/month-sketches.ts";

describe("the classes of a month's visits", () => {
  it("give each visit the row that it is kept with, filled in for it alone", () =>
    fc.assert(
      fc.property(monthSketches, (sketched) => {
        const facts = factsOf(sketched);
        const visits = classedVisits(facts);
        const rows = {
          visit: visits.map(({ settled, json }) => fillHoles(settled.visit.frozen, json)),
          line: visits.flatMap(({ settled, json }) => (settled.line ? [fillHoles(settled.line.frozen, json)] : [])),
        };
        expect(rows).toEqual(frozenPage(facts));
      }),
    ));

  it("give each line the amounts, the outcome and the word that the match of the whole month gives it", () =>
    fc.assert(
      fc.property(monthSketches, (sketched) => {
        const facts = factsOf(sketched);
        const settled = new Map(settleFacts(facts, CUT.asOf).lines.map((line) => [line.visitNo, line]));
        for (const { settled: own, visit } of classedVisits(facts)) {
          const whole = settled.get(visit.visitNo);
          expect(own.line?.matched).toMatchObject({
            ...{ word: whole?.word, outcome: whole?.outcome, differences: whole?.differences },
            ...{ plannedFen: whole?.plannedFen, verifiedFen: whole?.verifiedFen, askedFen: whole?.askedFen },
            ...{ adjustedFen: whole?.adjustedFen, approvedFen: whole?.approvedFen },
          });
        }
      }),
    ));

  it("are one for visits that differ only in who came to whom, when on the day and where", () => {
    const facts = factsOf([aSketch({ elder: 1 }), aSketch({ elder: 2, provider: 1 }), aSketch({ elder: 3, day: 4 })]);
    const [first, second, third] = classedVisits(facts).map(({ settled }) => settled);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });
});
