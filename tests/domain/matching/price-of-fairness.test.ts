import { describe, expect, it } from "vitest";
import { allocateElders } from "#app/domain/matching/allocation.ts";
import { pointAt } from "../scheduling/month-plan/district.ts";
import { allocationOf, aPersonInNeed, aPlace } from "./builders.ts";

describe("the price of fairness", () => {
  it("proves that its points are the least, and states what even loads cost the elders", () => {
    const near = Array.from({ length: 6 }, (_, index) => aPersonInNeed(`${index}`));
    const places = [aPlace("A"), aPlace("B", { location: pointAt(5, 0) })];
    const { stats, allocations } = allocateElders(allocationOf(near, places), "seed");
    const own = allocations.flatMap(({ considered }) => considered.filter(({ verdict }) => verdict === "chosen"));
    expect(stats.proof).toEqual({ isLeast: true, boundPoints: stats.cost });
    expect(stats.fairness.withLoad.travel).toBe(own.reduce((sum, { cost }) => sum + (cost?.travel ?? 0), 0));
    expect(stats.fairness.withoutLoad.travel).toBe(0);
    expect(stats.fairness.points).toBe(stats.fairness.withLoad.total);
    expect(stats.fairness.points).toBeGreaterThan(0);
    const weights = { load: 0, continuity: 30, travel: 20, failure: 10 };
    expect(allocateElders(allocationOf(near, places, { weights }), "seed").stats.fairness.points).toBe(0);
  });
});
