import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costOf, gapToBest, sumOfCosts } from "#app/domain/scheduling/month-plan/plan-cost.ts";

const parts = fc.record({ way: fc.nat(), changes: fc.nat(), exceptions: fc.nat(), unplaced: fc.nat() });

describe("the cost of a plan", () => {
  it("of several providers is the sum of theirs, in whole and by part", () => {
    fc.assert(
      fc.property(fc.array(parts), (all) => {
        const sum = sumOfCosts(all);
        expect(costOf(sum)).toBe(all.reduce((total, one) => total + costOf(one), 0));
        expect(sum.way).toBe(all.reduce((total, { way }) => total + way, 0));
      }),
    );
  });
});

describe("the distance to the best possible", () => {
  it("is rounded up to a tenth of a percent, so that it never promises too much", () => {
    expect(gapToBest(1035, 1000)).toBe(0.035);
    expect(gapToBest(1035.1, 1000)).toBe(0.036);
    expect(gapToBest(1000.1, 1000)).toBe(0.001);
  });
  it("is nothing for a plan at its bound", () => {
    expect(gapToBest(1000, 1000)).toBe(0);
    expect(gapToBest(999.9999, 1000)).toBe(0);
  });
  it("is not known where the bound says nothing", () => {
    expect(gapToBest(10, 0)).toBeNull();
    expect(gapToBest(0, 0)).toBeNull();
    expect(gapToBest(10, -5)).toBeNull();
  });
});
