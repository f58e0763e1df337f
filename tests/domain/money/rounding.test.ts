import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { percentHalfUp } from "#app/domain/money/rounding.ts";

describe("a percentage of an amount", () => {
  it.each([
    [3500n, 50, 1750n],
    [1n, 50, 1n],
    [1n, 49, 0n],
    [3n, 50, 2n],
    [-1n, 50, -1n],
    [-1n, 49, 0n],
    [99n, 0, 0n],
    [99n, 100, 99n],
  ])("%s fen at %s %% is %s fen, half up", (whole, percent, expected) =>
    expect(percentHalfUp(whole as Fen, percent)).toBe(expected),
  );
  it.each([-1, 101, 12.5])("is refused at %s %%", (percent) =>
    expect(() => percentHalfUp(fen(100), percent)).toThrow(RangeError),
  );
  it("is never further than half a fen from the exact share", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }).map(fen),
        fc.integer({ min: 0, max: 100 }),
        (whole, percent) => {
          const difference = percentHalfUp(whole, percent) * 100n - whole * BigInt(percent);
          expect(difference > -50n && difference <= 50n).toBe(true);
        },
      ),
    );
  });
});
