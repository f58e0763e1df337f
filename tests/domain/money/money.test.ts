import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocateFen } from "#app/domain/money/allocation.ts";
import { fen, leastFen, sumFen, type Fen } from "#app/domain/money/fen.ts";
import { percentHalfUp } from "#app/domain/money/rounding.ts";
import {
  cellYuanText,
  elderYuanText,
  parseYuan,
  staffYuanText,
  yuanInWords,
  yuanText,
} from "#app/domain/money/yuan-text.ts";

const amount = fc.bigInt({ min: 0n, max: 10n ** 13n }).map((value) => value as Fen);

describe("fen", () => {
  it("refuses fractions", () => expect(() => fen(1.5)).toThrow(RangeError));
  it("takes the least of several", () => expect(leastFen(fen(3), fen(1), fen(2))).toBe(1n));
});

describe("splitting an amount", () => {
  it("gives parts that sum to the whole, each within one fen of its share, in any order", () => {
    const weights = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.bigInt({ min: 1n, max: 1000n })), {
      minLength: 1,
      maxLength: 6,
      selector: ([key]) => key,
    });
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
});

describe("percentages", () => {
  it.each([
    [3500n, 50, 1750n],
    [1n, 50, 1n],
    [3n, 50, 2n],
    [99n, 0, 0n],
    [99n, 100, 99n],
  ])("%s fen at %s %% is %s fen, half up", (whole, percent, expected) =>
    expect(percentHalfUp(whole as Fen, percent)).toBe(expected),
  );
});

describe("amounts as people read them", () => {
  it("reads back what it writes", () => {
    fc.assert(
      fc.property(amount, (whole) => parseYuan(yuanText(whole)) === whole && parseYuan(cellYuanText(whole)) === whole),
    );
  });
  it.each([
    ["35", 3500n],
    ["¥38,420.00", 3842000n],
    ["３５．５元", 3550n],
    ["35.555", null],
    ["三十五", null],
    ["-1", null],
  ])("reads %s", (text, expected) => expect(parseYuan(text)).toBe(expected));
  it.each([
    [3842000n, "¥38,420.00"],
    [-3000n, "−¥30.00"],
  ])("shows staff %s as %s", (whole, expected) => expect(staffYuanText(whole as Fen)).toBe(expected));
  it("tells an elder 12.5", () =>
    expect([elderYuanText(fen(1250)), elderYuanText(fen(1200)), elderYuanText(fen(1205))]).toEqual([
      "12.5",
      "12",
      "12.05",
    ]));
  it.each([
    [0n, "零元整"],
    [10n, "壹角整"],
    [5n, "伍分"],
    [3842005n, "叁万捌仟肆佰贰拾元零伍分"],
    [1000000n, "壹万元整"],
    [10000100n, "壹拾万零壹元整"],
    [100500000n, "壹佰万伍仟元整"],
    [168032n, "壹仟陆佰捌拾元叁角贰分"],
  ])("writes %s fen in capital words", (whole, expected) => expect(yuanInWords(whole as Fen)).toBe(expected));
});
