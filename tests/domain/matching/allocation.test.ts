import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import { allocateElders, flowAllocator } from "#app/domain/matching/allocation.ts";
import type { AllocationInput } from "#app/domain/matching/allocation-input.ts";
import { lotteryTicket } from "#app/domain/matching/allocation-problem.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { pointAt, SUBTYPES } from "../scheduling/month-plan/district.ts";
import {
  aContract,
  allocationOf,
  aPerson,
  aPersonInNeed,
  aPlace,
  contractId,
  elderId,
  providerId,
  small,
  street,
} from "./builders.ts";

function whereTo(input: AllocationInput, seed = "seed"): Record<string, string | null> {
  const { allocations } = allocateElders(input, seed);
  return Object.fromEntries(allocations.map(({ elderId: id, providerId: to }) => [id, to]));
}

function randomInput(seed: number): AllocationInput {
  const random = seededRandom(seed);
  const places = Array.from({ length: 2 + random.below(4) }, (_, index) =>
    aPlace(`P${index}`, {
      location: pointAt(random.next() * 9, random.next() * 9),
      state: random.next() < 0.9 ? "active" : "suspended",
      failedPermille: random.below(100),
      contracts: [
        aContract(`P${index}`, {
          coversAllStreets: random.next() < 0.5,
          streetIds: [street(random.below(3)), street(random.below(3))],
          monthlyCapacity: 4 * random.below(8),
        }),
      ],
    }),
  );
  const elders = Array.from({ length: random.below(25) }, (_, index) =>
    aPersonInNeed(`E${index}`, {
      streetId: street(random.below(3)),
      home: pointAt(random.next() * 9, random.next() * 9),
      chosenProviderId: random.next() < 0.3 ? providerId(`P${random.below(6)}`) : null,
      presentProviderId: random.next() < 0.5 ? providerId(`P${random.below(6)}`) : null,
    }),
  );
  return allocationOf(elders, places);
}

/** The most elders that any assignment can place: maximum matching by augmenting paths over single places. */
function mostPlaceable(input: AllocationInput): number {
  const { allocations } = allocateElders(input, "reach");
  const reach = allocations.map(({ considered }) =>
    considered.flatMap(({ verdict, contractId: id }) => (verdict === "excluded" || id === null ? [] : [id])),
  );
  const places = input.providers.flatMap(({ contracts }) =>
    contracts.flatMap((contract) =>
      Array.from({ length: Math.floor(contract.monthlyCapacity / 4) }, () => contract.id),
    ),
  );
  const holder = places.map(() => -1);
  const place = (elder: number, seen: Set<number>): boolean =>
    places.some((contract, spot) => {
      if (seen.has(spot) || !(reach[elder] ?? []).includes(contract)) return false;
      seen.add(spot);
      const other = holder[spot] ?? -1;
      if (other >= 0 && !place(other, seen)) return false;
      holder[spot] = elder;
      return true;
    });
  return reach.filter((_, elder) => place(elder, new Set())).length;
}

describe("an allocation", () => {
  it("gives elders to the nearest provider when nothing else speaks", () => {
    const places = [aPlace("A", { location: pointAt(0, 0) }), aPlace("B", { location: pointAt(8, 0) })];
    const elders = [aPersonInNeed("1", { home: pointAt(1, 0) }), aPersonInNeed("2", { home: pointAt(7, 0) })];
    const result = allocateElders(allocationOf(elders, places), "seed");
    expect(result.allocations.map(({ providerId: to, chosenFor }) => `${to} ${chosenFor}`)).toEqual([
      "provider-A lowest_cost",
      "provider-B lowest_cost",
    ]);
    expect(result.loads.map(({ elders: count, visits, targetVisits }) => [count, visits, targetVisits])).toEqual([
      [1, 4, 4],
      [1, 4, 4],
    ]);
  });

  it("gives an elder the provider asked for, however far, as long as it is possible", () => {
    const places = [aPlace("A"), aPlace("B", { location: pointAt(9, 9), failedPermille: 900 })];
    const asking = aPersonInNeed("1", { chosenProviderId: providerId("B"), presentProviderId: providerId("A") });
    const result = allocateElders(allocationOf([asking], places), "seed");
    expect(result.allocations[0]).toMatchObject({ providerId: providerId("B"), chosenFor: "elder_choice" });
    expect(result.stats).toMatchObject({ choices: 1, choicesKept: 1 });
    const closed = [places[0] ?? aPlace("A"), aPlace("B", { state: "ended" })];
    const other = allocateElders(allocationOf([asking], closed), "seed");
    expect(other.allocations[0]).toMatchObject({ providerId: providerId("A"), chosenFor: "only_provider" });
    expect(other.stats).toMatchObject({ choices: 1, choicesKept: 0 });
  });

  it("takes a chosen place away only when somebody would otherwise have none", () => {
    const places = [small("A", 4), small("B", 8)];
    const asking = aPersonInNeed("1", { chosenProviderId: providerId("A") });
    const anywhere = aPersonInNeed("2", { home: pointAt(0, 0) });
    expect(whereTo(allocationOf([asking, anywhere], places))).toEqual({
      "elder-1": "provider-A",
      "elder-2": "provider-B",
    });
    const onlyA = aPersonInNeed("2", { refusedProviderIds: [providerId("B")] });
    const exchanged = allocateElders(allocationOf([asking, onlyA], places), "seed");
    expect(exchanged.allocations[0]).toMatchObject({ providerId: providerId("B"), chosenFor: "places_exchanged" });
    expect(exchanged.allocations[0]?.considered[0]).toMatchObject({ verdict: "included", reasons: ["capacity_full"] });
    expect(exchanged.allocations[1]).toMatchObject({ providerId: providerId("A"), chosenFor: "only_provider" });
  });

  it("stays with last month's provider against a small gain in distance, not against a large one", () => {
    const places = [aPlace("A"), aPlace("B", { location: pointAt(9, 9) })];
    const present = (km: number) => aPersonInNeed("1", { home: pointAt(km, km), presentProviderId: providerId("B") });
    expect(whereTo(allocationOf([present(4)], places))).toEqual({ "elder-1": "provider-B" });
    const weights = { load: 40, continuity: 1, travel: 20, failure: 10 };
    expect(whereTo(allocationOf([present(4)], places, { weights }))).toEqual({ "elder-1": "provider-A" });
  });

  it("spreads loads towards the published targets", () => {
    const elders = Array.from({ length: 30 }, (_, index) => aPersonInNeed(String(index).padStart(2, "0")));
    const even = allocateElders(allocationOf(elders, [aPlace("A"), aPlace("B")]), "seed");
    expect(even.loads.map(({ visits }) => visits)).toEqual([60, 60]);
    const targets = [aPlace("A", { targetVisits: 100 }), aPlace("B", { targetVisits: 20 })];
    expect(allocateElders(allocationOf(elders, targets), "seed").loads.map(({ visits }) => visits)).toEqual([100, 20]);
  });

  it("draws a lottery between equals that anyone can draw again, and another seed draws anew", () => {
    const input = allocationOf([aPersonInNeed("1")], [aPlace("A"), aPlace("B")]);
    const drawn = (seed: string) => {
      const ticket = (key: string) => lotteryTicket(input, seed, { key: "1" }, { contract: { key: `C${key}` } });
      return ticket("A") < ticket("B") ? providerId("A") : providerId("B");
    };
    const seeds = ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"];
    const results = seeds.map((seed) => allocateElders(input, seed).allocations[0]);
    expect(results.map((one) => one?.providerId)).toEqual(seeds.map(drawn));
    expect(new Set(results.map((one) => one?.providerId)).size).toBe(2);
    expect(results[0]?.chosenFor).toBe("lottery");
    expect(results[0]?.considered.find(({ verdict }) => verdict === "included")?.reasons).toEqual(["lost_lottery"]);
  });

  it("says of an elder without a provider whether none fits or all are full", () => {
    const nobody = allocateElders(allocationOf([aPersonInNeed("1")], [aPlace("A", { state: "suspended" })]), "seed");
    expect(nobody.allocations[0]).toMatchObject({ providerId: null, contractId: null, chosenFor: "no_provider_fits" });
    expect(nobody.allocations[0]?.considered).toEqual([
      {
        providerId: providerId("A"),
        contractId: null,
        verdict: "excluded",
        reasons: ["provider_not_active"],
        cost: null,
        change: null,
      },
    ]);
    const full = allocateElders(allocationOf([aPersonInNeed("1"), aPersonInNeed("2")], [small("A", 7)]), "seed");
    expect(full.stats).toMatchObject({ allocated: 1, unallocated: 1 });
    expect(full.allocations.map(({ chosenFor }) => chosenFor).sort()).toEqual(["no_capacity_left", "only_provider"]);
  });

  it("chooses the contract that covers the whole month, and counts what a part of it costs", () => {
    const ends = aContract("1", { to: plainDate("2026-12-10") });
    const renewed = aContract("2", { from: plainDate("2026-12-11"), to: plainDate("2027-12-31") });
    const whole = aContract("3", { from: plainDate("2026-12-01"), to: plainDate("2026-12-31") });
    const one = (contracts: ReturnType<typeof aContract>[]) =>
      allocateElders(allocationOf([aPersonInNeed("1")], [aPlace("A", { contracts })]), "seed").allocations[0];
    expect(one([ends, renewed, whole])?.contractId).toBe(contractId("3"));
    expect(one([ends, renewed])?.contractId).toBe(contractId("2"));
    expect(one([ends])?.considered[0]?.cost?.partOfMonth).toBe(5_000);
    const far = aPlace("B", { location: pointAt(9, 9) });
    const both = allocationOf([aPersonInNeed("1")], [aPlace("A", { contracts: [ends] }), far]);
    expect(whereTo(both)).toEqual({ "elder-1": "provider-B" });
  });

  it("asks for staff who can hold the basket, in parts if need be", () => {
    const elder = aPersonInNeed("1", { subtypes: [SUBTYPES.gait, SUBTYPES.counsel] });
    const apart = aPlace("A", { staff: [aPerson("a", ["Q4"]), aPerson("b", ["Q5"])] });
    expect(whereTo(allocationOf([elder], [apart]))).toEqual({ "elder-1": "provider-A" });
    const onlyGait = aPlace("A", { staff: [aPerson("a", ["Q4"])] });
    const refused = allocateElders(allocationOf([elder], [onlyGait]), "seed").allocations[0];
    expect(refused?.considered[0]?.reasons).toEqual(["no_qualified_staff"]);
  });

  it("places elders with more and fewer visits and bounds what that may have cost", () => {
    const elders = Array.from({ length: 30 }, (_, index) =>
      aPersonInNeed(String(index).padStart(2, "0"), { visitsWanted: 1 + (index % 4), home: pointAt(index % 9, 0) }),
    );
    const places = [
      small("A", 40),
      small("B", 20),
      aPlace("C", { location: pointAt(9, 0), contracts: [aContract("C", { monthlyCapacity: 15 })] }),
    ];
    const { stats, loads } = allocateElders(allocationOf(elders, places), "seed");
    expect(stats.unallocated).toBe(0);
    expect(loads.reduce((sum, { visits }) => sum + visits, 0)).toBe(
      elders.reduce((sum, one) => sum + one.visitsWanted, 0),
    );
    expect(stats.proof.boundPoints).not.toBeNull();
    expect(stats.proof.boundPoints ?? Infinity).toBeLessThanOrEqual(stats.cost);
    expect(stats.cost - (stats.proof.boundPoints ?? 0)).toBeLessThan(stats.cost * 0.02);
  });

  it("refuses two elders, providers or contracts with one key", () => {
    const twice = [aPersonInNeed("1"), aPersonInNeed("1", { id: elderId("2") })];
    expect(() => allocateElders(allocationOf(twice, [aPlace("A")]), "x")).toThrow("allocation-key-repeated");
    const contracts = [aPlace("A"), aPlace("B", { contracts: [aContract("A")] })];
    expect(() => allocateElders(allocationOf([], contracts), "x")).toThrow("allocation-key-repeated");
  });
});

describe("any allocation", { timeout: 60_000 }, () => {
  const seeds = fc.integer({ min: 1, max: 1_000_000 });

  it("leaves nobody out whom some exchange could place, and keeps every capacity", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = randomInput(seed);
        const result = allocateElders(input, "any");
        expect(result.stats.allocated).toBe(mostPlaceable(input));
        expect(result.stats.proof).toEqual({ isLeast: true, boundPoints: result.stats.cost });
        expect(result.stats.fairness.points).toBeGreaterThanOrEqual(0);
        for (const load of result.loads) expect(load.visits).toBeLessThanOrEqual(load.capacity);
        for (const { considered, providerId: to } of result.allocations) {
          expect(considered).toHaveLength(input.providers.length);
          expect(considered.filter(({ verdict }) => verdict === "chosen").map((one) => one.providerId)).toEqual(
            to ? [to] : [],
          );
          expect(considered.every(({ verdict, reasons }) => (verdict === "chosen") === (reasons.length === 0))).toBe(
            true,
          );
        }
        expect(() => canonicalJson(JSON.parse(JSON.stringify(result)))).not.toThrow();
      }),
      { numRuns: 150, seed: 20261115 },
    );
  });

  it("is the same for the same seed and for lists in another order", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = randomInput(seed);
        const random = seededRandom(seed);
        const shuffled = { ...input, elders: random.shuffle(input.elders), providers: random.shuffle(input.providers) };
        const result = allocateElders(input, "same");
        expect(flowAllocator.allocate(input, "same")).toEqual(result);
        expect(allocateElders(shuffled, "same")).toEqual(result);
      }),
      { numRuns: 60, seed: 20261115 },
    );
  });

  it("places a district of eleven hundred elders and twenty-four providers, all of whom fit", () => {
    const random = seededRandom(7);
    const places = Array.from({ length: 24 }, (_, index) =>
      aPlace(`P${String(index).padStart(2, "0")}`, {
        location: pointAt(random.next() * 9, random.next() * 9),
        contracts: [aContract(`P${index}`, { monthlyCapacity: 200 })],
      }),
    );
    const elders = Array.from({ length: 1_100 }, (_, index) =>
      aPersonInNeed(`E${index}`, { home: pointAt(random.next() * 9, random.next() * 9) }),
    );
    const result = allocateElders(allocationOf(elders, places), "district");
    expect(result.stats.unallocated).toBe(0);
    const loads = result.loads.map(({ visits }) => visits);
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThan(120);
  });
});
