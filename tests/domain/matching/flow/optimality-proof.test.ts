import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExchangeFlow } from "#app/domain/matching/flow/exchange-flow.ts";
import type { FlowNetwork } from "#app/domain/matching/flow/network.ts";
import { arcsOf } from "#app/domain/matching/flow/network.ts";
import { proveLeastCost } from "#app/domain/matching/flow/optimality-proof.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { randomNetwork } from "./random-networks.ts";

const network: FlowNetwork = {
  arcs: arcsOf([
    [
      [0, 1],
      [1, 5],
    ],
    [
      [0, 2],
      [1, 3],
    ],
  ]),
  capacities: [1, 1],
  unitCost: () => 0,
};

describe("a proof of least cost", () => {
  it("holds for the least assignment at its prices", () => {
    const flow = ExchangeFlow.of(network);
    expect(proveLeastCost(network, flow.sinks(), flow.prices())).toEqual({
      cost: 4,
      bound: 4,
      leftOut: 0,
      isLeast: true,
    });
  });

  it("fails for an assignment that an exchange would make cheaper", () => {
    const { prices } = { prices: ExchangeFlow.of(network).prices() };
    expect(proveLeastCost(network, [1, 0], prices)).toEqual({ cost: 7, bound: 4, leftOut: 0, isLeast: false });
  });

  it("fails when a capacity is broken or an item lies where it has no arc", () => {
    expect(proveLeastCost(network, [0, 0], [0, 0]).isLeast).toBe(false);
    const bare = { ...network, arcs: arcsOf([[[0, 0]], [[0, 0]]]) };
    expect(proveLeastCost(bare, [0, 1], [0, 0]).isLeast).toBe(false);
  });

  it("fails for an item left out that has a place, and gives no bound for fewer left out", () => {
    const flow = ExchangeFlow.of(network);
    expect(proveLeastCost(network, [0, -1], flow.prices())).toMatchObject({ leftOut: 1, bound: null, isLeast: false });
  });

  it("gives a lower bound whatever the prices, and exact sums beyond 2^53", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const given = randomNetwork(seed, { items: 20, sinks: 4, grouped: seed % 2 === 0 });
        const flow = ExchangeFlow.of(given);
        const random = seededRandom(seed);
        const wrong = flow.prices().map((price) => price + random.below(9) - 4);
        const { cost } = proveLeastCost(given, flow.sinks(), flow.prices());
        expect(proveLeastCost(given, flow.sinks(), wrong).bound ?? -Infinity).toBeLessThanOrEqual(cost);
      }),
      { numRuns: 200, seed: 20261115 },
    );
    const large = 2 ** 47 + 1;
    const many = { arcs: arcsOf(Array.from({ length: 99 }, () => [[0, large]])), capacities: [99], unitCost: () => 0 };
    const flow = ExchangeFlow.of(many);
    expect(proveLeastCost(many, flow.sinks(), flow.prices())).toMatchObject({ isLeast: true, leftOut: 0 });
    expect(BigInt(proveLeastCost(many, flow.sinks(), flow.prices()).cost)).toBe(BigInt(Number(99n * BigInt(large))));
  });
});
