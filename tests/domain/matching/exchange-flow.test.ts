import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FlowProblem } from "#app/domain/matching/exchange-flow.ts";
import { assignAtLeastCost } from "#app/domain/matching/exchange-flow.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";

const flat = () => 0;

function item(size: number, arcs: Record<number, number>) {
  return { size, arcs: new Map(Object.entries(arcs).map(([sink, cost]) => [Number(sink), cost])) };
}

/** Number placed and total cost. */
function judge(problem: FlowProblem, sinkOf: readonly number[]): { placed: number; cost: number } {
  const loads = problem.capacities.map(() => 0);
  let [placed, cost] = [0, 0];
  for (const [index, sink] of sinkOf.entries()) {
    const own = problem.items[index];
    if (sink < 0 || !own) continue;
    loads[sink] = (loads[sink] ?? 0) + own.size;
    placed += 1;
    cost += own.arcs.get(sink) ?? Infinity;
  }
  for (const [sink, load] of loads.entries()) {
    if (load > (problem.capacities[sink] ?? 0)) return { placed: -1, cost: Infinity };
    cost += problem.loadCost(sink, load);
  }
  return { placed, cost };
}

/** The most items, and at the least cost among those, by trying everything. */
function byExhaustion(problem: FlowProblem): { placed: number; cost: number } {
  let best = { placed: -1, cost: Infinity };
  const choose = (index: number, sinkOf: number[]): void => {
    if (index === problem.items.length) {
      const found = judge(problem, sinkOf);
      if (found.placed > best.placed || (found.placed === best.placed && found.cost < best.cost)) best = found;
      return;
    }
    for (const sink of [-1, ...(problem.items[index]?.arcs.keys() ?? [])]) choose(index + 1, [...sinkOf, sink]);
  };
  choose(0, []);
  return best;
}

function randomProblem(seed: number, sizes: readonly number[]): FlowProblem {
  const random = seededRandom(seed);
  const sinks = 2 + random.below(2);
  const slope = random.below(4);
  return {
    capacities: Array.from({ length: sinks }, () => random.below(4) * Math.max(...sizes)),
    items: Array.from({ length: 1 + random.below(6) }, () => ({
      size: random.pick(sizes),
      arcs: new Map(
        Array.from({ length: sinks }, (_, sink) => [sink, random.below(20)] as const).filter(() => random.next() < 0.7),
      ),
    })),
    loadCost: (_, load) => (slope * load * load) / 2,
  };
}

describe("the flow", () => {
  it("moves one item on so that another finds its only place", () => {
    const problem = { items: [item(4, { 0: 1, 1: 5 }), item(4, { 0: 1 })], capacities: [4, 4], loadCost: flat };
    expect(assignAtLeastCost(problem)).toEqual({ sinkOf: [1, 0], loads: [4, 4] });
  });

  it("moves along a chain of sinks", () => {
    const items = [item(1, { 0: 1, 1: 2 }), item(1, { 1: 1, 2: 2 }), item(1, { 2: 1, 3: 2 }), item(1, { 0: 1 })];
    const found = assignAtLeastCost({ items, capacities: [1, 1, 1, 1], loadCost: flat });
    expect(found.sinkOf).toEqual([1, 2, 3, 0]);
  });

  it("leaves out only what has no place, and keeps every capacity", () => {
    const items = [item(4, { 0: 1 }), item(4, { 0: 1 }), item(4, {})];
    const found = assignAtLeastCost({ items, capacities: [7], loadCost: flat });
    expect(found.sinkOf).toEqual([0, -1, -1]);
    expect(found.loads).toEqual([4]);
  });

  it("evens out loads when they cost", () => {
    const items = Array.from({ length: 6 }, () => item(1, { 0: 0, 1: 1 }));
    const even = assignAtLeastCost({ items, capacities: [9, 9], loadCost: (_, load) => load * load });
    expect(even.loads).toEqual([3, 3]);
    expect(assignAtLeastCost({ items, capacities: [9, 9], loadCost: flat }).loads).toEqual([6, 0]);
  });

  it("places as many as anyone could, at the least cost, when all have one size", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const problem = randomProblem(seed, [4]);
        const found = judge(problem, assignAtLeastCost(problem).sinkOf);
        const best = byExhaustion(problem);
        expect(found.placed).toBe(best.placed);
        // Whom to leave out is not a matter of cost, so costs are compared where nobody is.
        if (found.placed === problem.items.length) expect(found.cost).toBeCloseTo(best.cost, 6);
      }),
      { numRuns: 300, seed: 20261115 },
    );
  });

  it("keeps capacities with several sizes too", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const problem = randomProblem(seed, [1, 2, 3, 4]);
        expect(judge(problem, assignAtLeastCost(problem).sinkOf).placed).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300, seed: 20261115 },
    );
  });
});
