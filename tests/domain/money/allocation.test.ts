import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocateFen } from "#app/domain/money/allocation.ts";
import { fen, sumFen } from "#app/domain/money/fen.ts";

const amount = fc.bigInt({ min: 0n, max: 10n ** 13n }).map(fen);
const weights = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.bigInt({ min: 1n, max: 1000n })), {
  minLength: 1,
  maxLength: 6,
  selector: ([key]) => key,
});

describe("splitting an amount", () => {
  it("gives parts that sum to the whole, each within one fen of its share, in any order", () => {
    fc.assert(
      fc.property(amount, weights, (whole, entries) => {
        const parts = allocateFen(whole, new Map(entries));
        const total = entries.reduce((sum, [, weight]) => sum + weight, 0n);
        expect(sumFen(parts.values())).toBe(whole);
        for (const [key, weight] of entries) {
          const rest = (parts.get(key) ?? 0n) * total - whole * weight;
          expect(rest < total && rest > -total).toBe(true);
        }
        expect(allocateFen(whole, new Map([...entries].reverse()))).toEqual(parts);
      }),
    );
  });
  it("gives the odd fen to the greatest remainder, and to the earlier key between equal ones", () => {
    expect(
      Object.fromEntries(
        allocateFen(
          fen(100),
          new Map([
            ["c", 1n],
            ["a", 1n],
            ["b", 1n],
          ]),
        ),
      ),
    ).toEqual({ a: 34n, b: 33n, c: 33n });
    expect(
      Object.fromEntries(
        allocateFen(
          fen(10),
          new Map([
            ["a", 1n],
            ["b", 2n],
          ]),
        ),
      ),
    ).toEqual({ a: 3n, b: 7n });
  });
  it("gives nothing to a weight of zero", () =>
    expect(
      allocateFen(
        fen(7),
        new Map([
          ["a", 0n],
          ["b", 1n],
        ]),
      ).get("a"),
    ).toBe(0n));
  it.each<[string, number, [string, bigint][]]>([
    ["a negative amount", -1, [["a", 1n]]],
    ["a negative weight", 1, [["a", -1n]]],
    ["weights without sum", 1, [["a", 0n]]],
    ["no weights", 1, []],
  ])("is refused with %s", (_name, whole, entries) =>
    expect(() => allocateFen(fen(whole), new Map(entries))).toThrow(RangeError),
  );
});
