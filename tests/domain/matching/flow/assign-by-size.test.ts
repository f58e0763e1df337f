import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignBySize } from "#app/domain/matching/flow/assign-by-size.ts";
import { arcsOf, itemCount } from "#app/domain/matching/flow/network.ts";
import type { SizedProblem } from "#app/domain/matching/flow/sized-problem.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { randomRow } from "./random-networks.ts";

const seeds = fc.integer({ min: 1, max: 1_000_000 });

function problemOf(rows: Record<number, number>[], sizes: number[], capacities: number[]): SizedProblem {
  const pairs = rows.map((row) => Object.entries(row).map(([sink, cost]) => [Number(sink), cost] as const));
  return { arcs: arcsOf(pairs), sizes, capacities, loadCost: () => 0 };
}

function randomProblem(seed: number, items: number, sizes: readonly number[]): SizedProblem {
  const random = seededRandom(seed);
  const sinks = 2 + random.below(2);
  const slope = 2 * random.below(4);
  const grouped = random.next() < 0.3;
  return {
    arcs: arcsOf(Array.from({ length: items }, () => randomRow(random, sinks))),
    sizes: Array.from({ length: items }, () => random.pick(sizes)),
    capacities: Array.from({ length: sinks }, () => random.below(items + 2) * 2),
    loadCost: (_, load) => (slope * load * load) / 2,
    ...(grouped
      ? {
          groups: {
            parents: [-1, 0],
            ofItem: Array.from({ length: items }, () => random.below(2)),
            capacities: Array.from({ length: 2 * sinks }, () => random.below(items + 2)),
          },
        }
      : {}),
  };
}

/** Number left out and cost; null when a cap is broken or an item lies where it has no arc. */
function judge(problem: SizedProblem, sinkOf: ArrayLike<number>): { leftOut: number; cost: number } | null {
  const loads = Array.from(problem.capacities, () => 0);
  const inGroup = Array.from(problem.capacities, () => 0);
  let [leftOut, cost] = [0, 0];
  for (let item = 0; item < itemCount(problem); item += 1) {
    const sink = sinkOf[item] ?? -1;
    if (sink < 0) leftOut += 1;
    if (sink < 0) continue;
    const { starts, sinks, costs } = problem.arcs;
    const own = sinks.subarray(starts[item], starts[item + 1]).indexOf(sink);
    if (own < 0) return null;
    cost += costs[(starts[item] ?? 0) + own] ?? 0;
    loads[sink] = (loads[sink] ?? 0) + (problem.sizes[item] ?? 0);
    if (problem.groups?.ofItem[item] === 1) inGroup[sink] = (inGroup[sink] ?? 0) + (problem.sizes[item] ?? 0);
  }
  for (const [sink, load] of loads.entries()) {
    if (load > (problem.capacities[sink] ?? 0)) return null;
    if ((inGroup[sink] ?? 0) > (problem.groups?.capacities[2 * sink + 1] ?? Infinity)) return null;
    cost += problem.loadCost(sink, load);
  }
  return { leftOut, cost };
}

/** The fewest left out, and the least cost among those, by trying everything. */
function byExhaustion(problem: SizedProblem): { leftOut: number; cost: number } {
  let best = { leftOut: Infinity, cost: Infinity };
  const choose = (item: number, sinkOf: number[]): void => {
    if (item === itemCount(problem)) {
      const found = judge(problem, sinkOf);
      if (!found) return;
      if (found.leftOut < best.leftOut || (found.leftOut === best.leftOut && found.cost < best.cost)) best = found;
      return;
    }
    const { starts, sinks } = problem.arcs;
    for (const sink of [-1, ...sinks.subarray(starts[item], starts[item + 1])]) choose(item + 1, [...sinkOf, sink]);
  };
  choose(0, []);
  return best;
}

describe("a matching by size", { timeout: 120_000 }, () => {
  it("is the least by trying everything when all have one size, and says so", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = randomProblem(seed, 6, [2]);
        const { sinkOf, proof } = assignBySize(problem);
        const best = byExhaustion(problem);
        expect(judge(problem, sinkOf)).toEqual(best);
        expect(proof).toEqual({ ...best, bound: best.cost, isLeast: true });
      }),
      { numRuns: 200, seed: 20261115 },
    );
  });

  it("keeps every cap with several sizes, and never claims less than the best there is", () => {
    const lost = { placed: 0, runs: 0 };
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = randomProblem(seed, 6, [1, 2, 3, 4]);
        const { sinkOf, loads, proof } = assignBySize(problem);
        const [found, best] = [judge(problem, sinkOf), byExhaustion(problem)];
        expect(found).not.toBeNull();
        expect(proof).toMatchObject(found ?? {});
        expect(found?.leftOut).toBeGreaterThanOrEqual(best.leftOut);
        if (found?.leftOut === best.leftOut) expect(proof.bound ?? -Infinity).toBeLessThanOrEqual(best.cost);
        if (proof.isLeast) expect(found).toEqual(best);
        expect(loads.reduce((sum, load) => sum + load, 0)).toBe(
          Array.from(problem.sizes).reduce((sum, size, item) => sum + ((sinkOf[item] ?? -1) < 0 ? 0 : size), 0),
        );
        lost.runs += 1;
        lost.placed += found?.leftOut === best.leftOut ? 0 : 1;
      }),
      { numRuns: 300, seed: 20261115 },
    );
    expect(lost.placed / lost.runs).toBeLessThan(0.1);
  });

  it("lets a larger item give way to a smaller one", () => {
    const problem = problemOf([{ 0: 1, 1: 2 }, { 0: 1 }], [4, 2], [5, 4]);
    expect([...assignBySize(problem).sinkOf]).toEqual([1, 0]);
  });

  it("moves a chain of items of different sizes for one that is left out", () => {
    const problem = problemOf([{ 0: 1, 1: 9 }, { 1: 1, 2: 9 }, { 0: 1 }], [4, 4, 1], [4, 4, 4]);
    expect([...assignBySize(problem).sinkOf]).toEqual([1, 2, 0]);
  });

  it("says what it costs to put an item elsewhere by its number, whatever its size", () => {
    const problem = problemOf([{ 0: 1 }, { 0: 5, 1: 2 }, { 0: 1, 1: 4 }], [4, 2, 2], [6, 2]);
    const { sinkOf, force } = assignBySize(problem);
    expect([...sinkOf]).toEqual([0, 1, 0]);
    expect(force(2, 1)).toEqual({ cost: 6, moves: [{ item: 1, to: 0 }] });
    expect(force(0, 1)).toBeNull();
  });

  it("refuses sizes that are no number of visits", () => {
    expect(() => assignBySize(problemOf([{ 0: 1 }], [0], [4]))).toThrow(RangeError);
    expect(() => assignBySize(problemOf([{ 0: 1 }], [1.5], [4]))).toThrow(RangeError);
  });
});
