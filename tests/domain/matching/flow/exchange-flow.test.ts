import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExchangeFlow } from "#app/domain/matching/flow/exchange-flow.ts";
import type { FlowNetwork } from "#app/domain/matching/flow/network.ts";
import { arcsOf } from "#app/domain/matching/flow/network.ts";
import { proveLeastCost } from "#app/domain/matching/flow/optimality-proof.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { solveModel } from "#app/integrations/solver/highs.server.ts";
import { greedyAssignment, leftOutAndCost, networkProgram, randomNetwork, randomRow } from "./random-networks.ts";

const free = () => 0;
const seeds = fc.integer({ min: 1, max: 1_000_000 });

function networkOf(rows: Record<number, number>[], capacities: number[], unitCost: FlowNetwork["unitCost"] = free) {
  const pairs = rows.map((row) => Object.entries(row).map(([sink, cost]) => [Number(sink), cost] as const));
  return { arcs: arcsOf(pairs), capacities, unitCost };
}

const proofOf = (network: FlowNetwork, flow: ExchangeFlow) => proveLeastCost(network, flow.sinks(), flow.prices());

describe("the flow", () => {
  it("moves one item on so that another finds its only place", () => {
    const flow = ExchangeFlow.of(networkOf([{ 0: 1, 1: 5 }, { 0: 1 }], [1, 1]));
    expect([...flow.sinks()]).toEqual([1, 0]);
  });

  it("moves along a chain of sinks", () => {
    const rows = [{ 0: 1, 1: 2 }, { 1: 1, 2: 2 }, { 2: 1, 3: 2 }, { 0: 1 }];
    expect([...ExchangeFlow.of(networkOf(rows, [1, 1, 1, 1])).sinks()]).toEqual([1, 2, 3, 0]);
  });

  it("leaves out only what has no place, first come first served among equals", () => {
    const flow = ExchangeFlow.of(networkOf([{ 0: 1 }, { 0: 1 }, {}], [1]));
    expect([...flow.sinks()]).toEqual([0, -1, -1]);
    expect([flow.load(0), flow.leftOut()]).toEqual([1, 2]);
  });

  it("leaves out whom it costs least to leave out, even if that one came first", () => {
    const network = { ...networkOf([{ 0: 1 }, { 0: 1 }], [1]), omissionCosts: [0, 5] };
    expect([...ExchangeFlow.of(network).sinks()]).toEqual([-1, 0]);
  });

  it("evens out loads when they cost", () => {
    const rows = Array.from({ length: 6 }, () => ({ 0: 0, 1: 1 }));
    const even = ExchangeFlow.of(networkOf(rows, [9, 9], (_, taken) => 2 * taken + 1));
    expect([even.load(0), even.load(1)]).toEqual([3, 3]);
    const uneven = ExchangeFlow.of(networkOf(rows, [9, 9]));
    expect([uneven.load(0), uneven.load(1)]).toEqual([6, 0]);
  });

  it("keeps a cap on a group inside a sink", () => {
    const network = {
      ...networkOf(
        [
          { 0: 1, 1: 9 },
          { 0: 1, 1: 8 },
          { 0: 1, 1: 9 },
        ],
        [3, 3],
      ),
      groups: { parents: [-1, 0], ofItem: [1, 1, 0], capacities: [3, 1, 3, 3] },
    };
    const flow = ExchangeFlow.of(network);
    expect([...flow.sinks()]).toEqual([0, 1, 0]);
    expect([flow.load(0, 1), flow.load(0)]).toEqual([1, 2]);
  });

  it("refuses costs that could not be added exactly", () => {
    expect(() => ExchangeFlow.of(networkOf([{ 0: 2 ** 51 }], [1]))).toThrow(RangeError);
    expect(() => ExchangeFlow.of(networkOf([{ 0: NaN }], [1]))).toThrow(RangeError);
  });

  it("says what it costs to put an item elsewhere, and who has to move", () => {
    const network = networkOf([{ 0: 1, 1: 3 }, { 0: 1, 1: 9 }, { 1: 2 }], [1, 2]);
    const flow = ExchangeFlow.of(network);
    expect([...flow.sinks()]).toEqual([1, 0, 1]);
    expect(flow.force(0, 0)).toEqual({ cost: -2 + 8, moves: [{ item: 1, to: 1 }] });
    expect(flow.force(0, 0, { morePlace: true })).toEqual({ cost: -2, moves: [] });
    expect(flow.force(2, 0)).toBeNull();
  });
});

describe("any flow", { timeout: 120_000 }, () => {
  it("places as many as a linear program and costs the same, and no less than its proof", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.boolean(), async (seed, grouped) => {
        const random = seededRandom(seed);
        const size = { items: 1 + random.below(random.next() < 0.2 ? 120 : 12), sinks: 1 + random.below(8), grouped };
        const network = randomNetwork(seed, size);
        const proof = proofOf(network, ExchangeFlow.of(network));
        const { objective } = await solveModel(networkProgram(network));
        expect(proof).toMatchObject({ ...leftOutAndCost(objective), isLeast: true });
        expect(proof.bound).toBe(proof.cost);
      }),
      { numRuns: 250, seed: 20261115 },
    );
  });

  it("costs the same as a linear program with hundreds of items too", async () => {
    for (const seed of [1, 2, 3, 4]) {
      const network = randomNetwork(seed, { items: 500, sinks: 12, grouped: seed % 2 === 0 });
      const proof = proofOf(network, ExchangeFlow.of(network));
      const { objective } = await solveModel(networkProgram(network));
      expect(proof).toMatchObject({ ...leftOutAndCost(objective), isLeast: true });
    }
  });

  it("is never beaten by taking the cheapest place in turn", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const network = randomNetwork(seed, { items: 60, sinks: 6 });
        const [mine, other] = [proofOf(network, ExchangeFlow.of(network)), greedyAssignment(network)];
        expect(mine.leftOut).toBeLessThanOrEqual(other.leftOut);
        if (mine.leftOut === other.leftOut) expect(mine.cost).toBeLessThanOrEqual(other.cost);
      }),
      { numRuns: 200, seed: 20261115 },
    );
  });

  it("does not depend on the order of insertion for its cost, and is the same for the same order", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const network = randomNetwork(seed, { items: 40, sinks: 5, grouped: seed % 2 === 0 });
        const first = ExchangeFlow.of(network);
        const other = new ExchangeFlow(network);
        for (const item of seededRandom(seed).shuffle([...Array(40).keys()])) other.insert(item);
        expect(proofOf(network, other)).toEqual(proofOf(network, first));
        expect(ExchangeFlow.of(network).sinks()).toEqual(first.sinks());
      }),
      { numRuns: 100, seed: 20261115 },
    );
  });

  it("names the true cost of putting an item elsewhere", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const network = randomNetwork(seed, { items: 14, sinks: 4, grouped: seed % 2 === 0 });
        const flow = ExchangeFlow.of(network);
        const before = proofOf(network, flow);
        for (let item = 0; item < 14; item += 1) {
          const { starts, sinks, costs } = network.arcs;
          for (let arc = starts[item] ?? 0; arc < (starts[item + 1] ?? 0); arc += 1) {
            const sink = sinks[arc] ?? 0;
            const forced = flow.force(item, sink);
            if (forced === null || flow.sinkOf(item) < 0) continue;
            const only = ExchangeFlow.of(network);
            only.changeArcs(item, [[sink, costs[arc] ?? 0]], network.omissionCosts?.[item] ?? 0);
            const pinned = only.sinks();
            if (pinned[item] !== sink || only.leftOut() !== before.leftOut) continue;
            expect(proveLeastCost(network, pinned, flow.prices()).cost - before.cost).toBe(forced.cost);
          }
        }
      }),
      { numRuns: 60, seed: 20261115 },
    );
  });
});

/** The network after changes, written down afresh. */
type Written = { rows: [number, number][][]; groups: number[]; omissions: number[]; present: boolean[] };

function freshNetwork(network: FlowNetwork, caps: { sinks: number[]; groups: number[] | null }, now: Written) {
  const kept = now.rows.flatMap((_, item) => (now.present[item] ? [item] : []));
  const { groups } = network;
  return {
    arcs: arcsOf(kept.map((item) => now.rows[item] ?? [])),
    capacities: caps.sinks,
    unitCost: network.unitCost,
    omissionCosts: kept.map((item) => now.omissions[item] ?? 0),
    ...(groups
      ? {
          groups: {
            parents: groups.parents,
            ofItem: kept.map((item) => now.groups[item] ?? 0),
            capacities: caps.groups ?? [],
          },
        }
      : {}),
  };
}

describe("a flow that is changed", { timeout: 120_000 }, () => {
  it("costs after any sequence of changes what a fresh one costs, and can still be proven", () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, grouped) => {
        const [items, sinks] = [12, 4];
        const network = randomNetwork(seed, { items, sinks, grouped });
        const random = seededRandom(`changes ${seed}`);
        const flow = ExchangeFlow.of(network);
        const { starts, sinks: ends, costs } = network.arcs;
        const rowOf = (item: number) =>
          Array.from({ length: (starts[item + 1] ?? 0) - (starts[item] ?? 0) }, (_, at): [number, number] => {
            const arc = (starts[item] ?? 0) + at;
            return [ends[arc] ?? 0, costs[arc] ?? 0];
          });
        const now: Written = {
          rows: Array.from({ length: items }, (_, item) => rowOf(item)),
          groups: Array.from({ length: items }, (_, item) => network.groups?.ofItem[item] ?? 0),
          omissions: Array.from({ length: items }, (_, item) => network.omissionCosts?.[item] ?? 0),
          present: Array.from({ length: items }, () => true),
        };
        const caps = {
          sinks: Array.from(network.capacities),
          groups: network.groups ? Array.from(network.groups.capacities) : null,
        };
        const change: (() => void)[] = [
          () => {
            const [row, group, omissionCost] = [
              randomRow(random, sinks),
              grouped ? random.below(4) : 0,
              random.below(40),
            ];
            const item = flow.add(row, { group, omissionCost });
            [now.rows[item], now.groups[item], now.omissions[item], now.present[item]] = [
              row,
              group,
              omissionCost,
              true,
            ];
          },
          () => {
            const item = random.below(now.rows.length);
            if (now.present[item]) flow.remove(item);
            else flow.insert(item);
            now.present[item] = !now.present[item];
          },
          () => {
            const item = random.below(now.rows.length);
            const [row, omissionCost] = [randomRow(random, sinks), random.below(40)];
            flow.changeArcs(item, row, omissionCost);
            [now.rows[item], now.omissions[item], now.present[item]] = [row, omissionCost, true];
          },
          () => {
            const [sink, capacity] = [random.below(sinks), random.below(8)];
            flow.changeCapacity(sink, capacity);
            caps.sinks[sink] = capacity;
          },
          () => {
            if (!caps.groups) return;
            const [sink, group, capacity] = [random.below(sinks), 1 + random.below(3), random.below(6)];
            flow.changeCapacity(sink, capacity, group);
            caps.groups[sink * 4 + group] = capacity;
          },
        ];
        for (let step = 0; step < 25; step += 1) {
          random.pick(change)();
          const fresh = freshNetwork(network, caps, now);
          const mine = Int32Array.from(flow.sinks()).filter((_, item) => now.present[item]);
          const proof = proveLeastCost(fresh, mine, flow.prices());
          expect(proof).toMatchObject({ isLeast: true, leftOut: flow.leftOut() });
          expect(proof).toEqual(proofOf(fresh, ExchangeFlow.of(fresh)));
        }
      }),
      { numRuns: 150, seed: 20261115 },
    );
  });

  it("is still the least when so many came and went that lists of moves were cleared", () => {
    const network = randomNetwork(7, { items: 300, sinks: 3 });
    const flow = ExchangeFlow.of(network);
    const random = seededRandom("come and go");
    for (let step = 0; step < 6_000; step += 1) {
      const item = random.below(300);
      flow.remove(item);
      flow.insert(item);
      if (step % 1_000 === 0) expect(proofOf(network, flow).isLeast).toBe(true);
    }
    expect(proofOf(network, flow)).toEqual(proofOf(network, ExchangeFlow.of(network)));
  });

  it("refuses to insert an item twice and to remove one that is not there", () => {
    const flow = ExchangeFlow.of(networkOf([{ 0: 1 }], [1]));
    expect(() => flow.insert(0)).toThrow(RangeError);
    flow.remove(0);
    expect(() => flow.remove(0)).toThrow(RangeError);
    expect([flow.sinkOf(0), flow.load(0)]).toEqual([-1, 0]);
  });
});
