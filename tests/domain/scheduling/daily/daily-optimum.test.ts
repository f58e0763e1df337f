import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planDay } from "#app/domain/scheduling/daily/daily-search.ts";
import { leastCost } from "./all-day-plans.ts";
import { randomDay } from "./random-days.ts";

const seeds = fc.integer({ min: 0, max: 1_000_000 });
const TICK = 0.0011;

describe("planning a tiny day", () => {
  it("finds the least cost of all plans of tiny days, and never less", () => {
    let optima = 0;
    const runs = 25;
    fc.assert(
      fc.property(randomDay({ patients: 3, caregivers: 3, withHardRules: false }), seeds, (problem, seed) => {
        const least = leastCost(problem);
        const { cost } = planDay(problem, { seed, evaluations: 30_000 });
        expect(cost).toBeGreaterThan(least - TICK);
        if (cost < least + TICK) optima += 1;
      }),
      { numRuns: runs, seed: 11 },
    );
    // A first operation that has to wait for its second while another patient crosses both is not in the search's orders.
    expect(optima).toBeGreaterThanOrEqual(runs - 1);
  });
});
