import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addFen, fen, fenAsNumber, leastFen, subtractFen, sumFen, timesFen } from "#app/domain/money/fen.ts";

describe("amounts in fen", () => {
  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("refuse %s, which is no whole safe number", (value) =>
    expect(() => fen(value)).toThrow(RangeError),
  );
  it("take any bigint", () => expect(fen(10n ** 20n)).toBe(10n ** 20n));
  it("add, subtract and sum without loss", () => {
    const amount = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }).map(fen);
    fc.assert(
      fc.property(amount, amount, (left, right) => {
        expect(subtractFen(addFen(left, right), right)).toBe(left);
        expect(sumFen([left, right])).toBe(addFen(left, right));
      }),
    );
    expect(sumFen([])).toBe(0n);
  });
  it("are the least of several, and of none there is none", () => {
    expect(leastFen(fen(3), fen(-1), fen(2))).toBe(-1n);
    expect(() => leastFen()).toThrow(RangeError);
  });
  it("multiply by whole counts only", () => {
    expect(timesFen(fen(3500), 4)).toBe(14000n);
    expect(() => timesFen(fen(3500), 1.5)).toThrow(RangeError);
  });
  it("become plain numbers up to 2^53 - 1 and not above", () => {
    expect(fenAsNumber(fen(2 ** 53 - 1))).toBe(2 ** 53 - 1);
    expect(() => fenAsNumber(fen(2n ** 53n))).toThrow(RangeError);
  });
});
