import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { ClosingLines } from "#app/domain/reconciliation/closing-lines.ts";
import type { ClosingLine } from "#app/domain/reconciliation/month-close.ts";

const word = fc.string({ maxLength: 4 });
const amount = fc.bigInt({ min: 0n, max: 2n ** 53n }).map(fen);
const anyLine: fc.Arbitrary<ClosingLine> = fc.record({
  visitNo: word,
  fund: word,
  providerCode: word,
  streetId: fc.nat(),
  approvedFen: amount,
  reservedFen: amount,
  ruleVersion: fc.option(word),
  priceVersion: fc.option(word),
});

describe("closing lines in columns", () => {
  it("are read back as they were added, one by one and by their place", () =>
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 30 }), (lines) => {
        const kept = new ClosingLines();
        for (const line of lines) kept.push(line);
        expect([...kept]).toEqual(lines);
        expect(lines.map((_, place) => kept.at(place))).toEqual(lines);
        expect(kept.at(lines.length)).toBeUndefined();
      }),
    ));

  it("stay whole when their room grows", () => {
    const [line] = fc.sample(anyLine, { numRuns: 1, seed: 1 });
    const kept = new ClosingLines();
    for (let n = 0; n < 5000; n += 1) kept.push({ ...(line as ClosingLine), visitNo: `V${n}`, approvedFen: fen(n) });
    expect(kept.length).toBe(5000);
    expect([...kept].every(({ visitNo, approvedFen }, n) => visitNo === `V${n}` && approvedFen === BigInt(n))).toBe(
      true,
    );
  });
});
