import { describe, expect, it } from "vitest";
import { allocateElders } from "#app/domain/matching/allocation.ts";
import { pointAt, SUBTYPES } from "../scheduling/month-plan/district.ts";
import { aContract, allocationOf, aPersonInNeed, aPlace, elderId, providerId, small } from "./builders.ts";

describe("the matching problem of a month", () => {
  it("does not leave out an elder for having a wish that cannot be kept", () => {
    const seeds = Array.from({ length: 20 }, (_, index) => `s${index}`);
    const elders = [
      aPersonInNeed("1", { chosenProviderId: providerId("A"), refusedProviderIds: [] }),
      aPersonInNeed("2"),
    ];
    const places = [aPlace("A", { state: "suspended" }), small("B", 4)];
    const placed = seeds.map((seed) => allocateElders(allocationOf(elders, places), seed));
    const keys = placed.map(({ allocations }) => allocations.find(({ providerId: to }) => to !== null)?.elderId);
    expect(new Set(keys)).toEqual(new Set([elderId("1"), elderId("2")]));
  });

  it("caps a group of subtypes inside a contract, and says that it is full", () => {
    const nursing = { key: "nursing", subtypes: [SUBTYPES.gait.code] };
    const contract = aContract("A", { groupCapacities: { nursing: 4 } });
    const places = [aPlace("A", { contracts: [contract] }), aPlace("B", { location: pointAt(9, 9) })];
    const elders = ["1", "2", "3"].map((key) => aPersonInNeed(key, { subtypes: [SUBTYPES.gait] }));
    const cleaning = aPersonInNeed("4", { presentProviderId: providerId("A") });
    const input = allocationOf([...elders, cleaning], places, { subtypeGroups: [nursing] });
    const { allocations } = allocateElders(input, "seed");
    const atA = allocations.filter(({ providerId: to }) => to === providerId("A"));
    expect(atA.map(({ elderId: id }) => id)).toContain(elderId("4"));
    expect(atA).toHaveLength(2);
    const full = allocations.find(({ providerId: to }) => to === providerId("B"));
    expect(full?.considered[0]?.reasons).toEqual(["capacity_full"]);
  });
});
