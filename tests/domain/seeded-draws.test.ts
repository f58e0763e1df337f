import { describe, expect, it } from "vitest";
import { drawBetween, drawWeighted, drawYes } from "#app/domain/seeded-draws.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("a weighted draw", () => {
  it("takes each value about as often as its weight says, and never one without weight", () => {
    const random = seededRandom("weights");
    const drawn = times(10_000).map(() =>
      drawWeighted(random, [
        ["often", 9],
        ["seldom", 1],
        ["never", 0],
      ]),
    );
    const seldom = drawn.filter((one) => one === "seldom").length;
    expect(drawn).not.toContain("never");
    expect(seldom > 850 && seldom < 1150).toBe(true);
  });
  it("refuses an empty list", () => {
    expect(() => drawWeighted(seededRandom(1), [])).toThrow(RangeError);
  });
});

describe("a draw between two numbers", () => {
  it("reaches both ends and nothing beyond", () => {
    const random = seededRandom("ends");
    const drawn = new Set(times(500).map(() => drawBetween(random, -2, 2)));
    expect([...drawn].sort((left, right) => left - right)).toEqual([-2, -1, 0, 1, 2]);
  });
});

describe("a chance", () => {
  it("of one always comes, of zero never", () => {
    const random = seededRandom("chance");
    expect(times(200).every(() => drawYes(random, 1))).toBe(true);
    expect(times(200).some(() => drawYes(random, 0))).toBe(false);
  });
  it("comes the same for the same seed", () => {
    const draws = (seed: string) => times(50).map((index) => drawYes(seededRandom(`${seed}|${index}`), 0.5));
    expect(draws("a")).toEqual(draws("a"));
    expect(draws("a")).not.toEqual(draws("b"));
  });
});
