import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { twoSidedZ } from "#app/domain/sampling/normal-quantile.ts";
import { sampleSize } from "#app/domain/sampling/sample-size.ts";
import { orderOfDraw, seedOfBatch } from "#app/domain/sampling/seeded-draw.ts";
import { raiseToFloors, spreadSample } from "#app/domain/sampling/strata.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const strata = (...sizes: number[]) => sizes.map((size, at) => ({ key: `s${String(at)}`, size }));

describe("the z of a confidence level", () => {
  it.each([
    [0.5, 0.6744897501960817],
    [0.9, 1.6448536269514722],
    [0.95, 1.959963984540054],
    [0.99, 2.5758293035489004],
    [0.999, 3.2905267314919255],
    [0.999999, 4.891638475698885],
  ])("of %d is %d", (confidence, z) => {
    expect(twoSidedZ(confidence)).toBeCloseTo(z, 10);
  });
  it("of certainty does not exist", () => {
    expect(() => twoSidedZ(1)).toThrow(RangeError);
    expect(() => twoSidedZ(0)).toThrow(RangeError);
  });
});

/** Population, confidence, margin, reserve, and the published or recomputed size. */
const SIZES = `
100 0.95 0.05 1.5 100, 1000 0.95 0.05 1.5 417, 10000 0.95 0.05 1.5 555, 1000 0.99 0.01 1.5 1000, 1000 0.95 0.5 1.5 6,
5 0.95 0.05 1.5 5, 1 0.95 0.05 1.5 1, 100 0.95 0.05 1 80, 400 0.95 0.05 1 196, 1200 0.95 0.05 1 291, 0 0.95 0.05 1.5 0,
2 0.95 0.05 1.5 2, 30 0.95 0.05 1.5 30, 120 0.95 0.05 1.5 120, 175 0.95 0.05 1.5 175, 280 0.95 0.05 1.5 243,
400 0.95 0.05 1.5 294, 700 0.95 0.05 1.5 373, 700 0.95 0.05 1 249, 2800 0.95 0.05 1.5 507, 2800 0.95 0.05 1 338,
2800 0.9 0.05 1.5 371, 2800 0.99 0.05 1.5 805, 2800 0.95 0.03 1.5 1159, 2800 0.95 0.1 1.5 140, 2800 0.95 0.1 1 93,
33600 0.95 0.05 1.5 570, 33600 0.95 0.02 1 2241, 1000000 0.95 0.05 1 384, 1000000 0.95 0.05 1.5 576`
  .split(",")
  .map((line) => line.trim().split(" ").map(Number) as [number, number, number, number, number]);

describe("the size of a sample", () => {
  it.each(SIZES)("of %d lines at confidence %d, margin %d and reserve %d is %d", (...vector) => {
    const [lines, confidence, margin, reserve, size] = vector;
    expect(sampleSize(lines, { confidence, margin, reserve })).toBe(size);
  });
  it("never exceeds the batch and never shrinks as the batch grows", () => {
    const rule = { confidence: 0.95, margin: 0.05, reserve: 1.5 };
    fc.assert(
      fc.property(fc.nat(2_000_000), (lines) => {
        expect(sampleSize(lines, rule)).toBeLessThanOrEqual(lines);
        expect(sampleSize(lines + 1, rule)).toBeGreaterThanOrEqual(sampleSize(lines, rule));
      }),
    );
  });
});

describe("spreading a sample", () => {
  it("follows the sizes by largest remainder", () => {
    expect([...spreadSample(507, strata(1200, 900, 500, 200)).values()].sort((a, b) => b - a)).toEqual([
      217, 163, 91, 36,
    ]);
  });
  it("raises small strata to their floor, on top of the sample", () => {
    const small = strata(900, 90, 9, 1);
    const spread = spreadSample(20, small);
    const inOrder = (all: ReadonlyMap<string, number>) => small.map(({ key }) => all.get(key));
    expect(inOrder(spread)).toEqual([18, 2, 0, 0]);
    expect(inOrder(raiseToFloors(spread, small, 1))).toEqual([18, 2, 1, 1]);
    expect(inOrder(raiseToFloors(spread, small, 3))).toEqual([18, 3, 3, 1]);
  });
  it("draws all that was wanted, no stratum beyond its size, whatever their order", () => {
    const sizes = fc.array(fc.nat(500), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sizes, fc.nat(100), (given, percent) => {
        const all = strata(...given);
        const wanted = Math.floor((given.reduce((sum, one) => sum + one, 0) * percent) / 100);
        const spread = spreadSample(wanted, all);
        expect([...spread.values()].reduce((sum, one) => sum + one, 0)).toBe(wanted);
        for (const { key, size } of all) expect(spread.get(key)).toBeLessThanOrEqual(size);
        expect(new Map([...spreadSample(wanted, [...all].reverse())].sort())).toEqual(new Map([...spread].sort()));
      }),
    );
  });
  it("refuses more than there is", () => {
    expect(() => spreadSample(11, strata(5, 5))).toThrow(RangeError);
  });
});

describe("a seeded draw", () => {
  const lines = Array.from({ length: 10 }, (_, at) => `V${String(at + 1).padStart(3, "0")}`);
  it("is the published one for the published value", () => {
    const { batchDigest, seed } = seedOfBatch("2026-10-30|demo", lines, sha256);
    expect(batchDigest).toBe("665db22f585adbac0bf3fc63c50a9cb5bcf3f2864021d26a422dc868b95cee81");
    expect(seed).toBe("e40cb8959f1c888490541433f1ccef9bd932893a565ac76035a669aa4c034d66");
    expect(orderOfDraw(seed, lines, sha256).map((line) => Number(line.slice(1)))).toEqual([
      2, 8, 5, 1, 9, 10, 6, 4, 7, 3,
    ]);
  });
  it("does not depend on the order in which the lines are given", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: 10 }), (shuffled) => {
        const { seed } = seedOfBatch("x", shuffled, sha256);
        expect(orderOfDraw(seed, shuffled, sha256)).toEqual(
          orderOfDraw(seedOfBatch("x", lines, sha256).seed, lines, sha256),
        );
      }),
    );
  });
  it("is another one for another public value and for another batch", () => {
    const { seed } = seedOfBatch("a", lines, sha256);
    expect(seedOfBatch("b", lines, sha256).seed).not.toBe(seed);
    expect(seedOfBatch("a", lines.slice(1), sha256).seed).not.toBe(seed);
  });
});
