import { describe, expect, it } from "vitest";
import { identify, type ElderId, type ProviderId } from "#app/domain/identifiers.ts";
import {
  allocateElders,
  type AllocatableElder,
  type AllocatableProvider,
} from "#app/domain/matching/allocate-elders.ts";

const anElder = (key: string, changes: Partial<AllocatableElder> = {}): AllocatableElder => ({
  id: identify<ElderId>(key),
  key,
  streetId: 1,
  subtypes: ["LC04"],
  visitsWanted: 4,
  wishedKey: null,
  home: { latitude: 32, longitude: 120.9 },
  ...changes,
});
const aProvider = (key: string, changes: Partial<AllocatableProvider> = {}): AllocatableProvider => ({
  id: identify<ProviderId>(key),
  key,
  active: true,
  contract: { streetIds: "all", subtypes: "all", capacityVisits: 40 },
  base: { latitude: 32, longitude: 120.9 },
  canHold: () => true,
  ...changes,
});
const placeOf = (elders: AllocatableElder[], providers: AllocatableProvider[], key = "E1", seed = "s") =>
  allocateElders(elders, providers, seed).find((one) => one.elderKey === key);

describe("allocation of elders", () => {
  it("respects the elder's choice even when another provider is nearer", () => {
    const far = aProvider("B", { base: { latitude: 32.2, longitude: 120.9 } });
    expect(placeOf([anElder("E1", { wishedKey: "B" })], [aProvider("A"), far])).toMatchObject({
      providerId: "B",
      chosenFor: "elder_choice",
    });
    expect(placeOf([anElder("E1")], [aProvider("A"), far])).toMatchObject({ providerId: "A", chosenFor: "least_cost" });
  });

  it.each([
    ["provider_not_active", { active: false }],
    ["no_contract", { contract: null }],
    ["street_not_covered", { contract: { streetIds: [2], subtypes: "all" as const, capacityVisits: 40 } }],
    ["subtype_not_covered", { contract: { streetIds: "all" as const, subtypes: ["RN01"], capacityVisits: 40 } }],
    ["no_qualified_worker", { canHold: () => false }],
  ])("names %s as the reason against a provider", (reason, changes) => {
    const allocation = placeOf([anElder("E1")], [aProvider("A", changes)]);
    expect(allocation).toMatchObject({
      providerId: null,
      chosenFor: "no_provider",
      considered: [{ verdict: "excluded", reason }],
    });
  });

  it("moves an elder on when that makes room for one who has no other provider", () => {
    const small = aProvider("A", { contract: { streetIds: "all", subtypes: "all", capacityVisits: 4 } });
    const other = aProvider("B", { contract: { streetIds: [1], subtypes: "all", capacityVisits: 4 } });
    const tight = anElder("E9", { streetId: 2 });
    const result = allocateElders([anElder("E1"), tight], [small, other], "s");
    expect(result.map((one) => one.providerId)).toEqual(["B", "A"]);
  });

  it("fills no provider beyond its capacity and says that it is full", () => {
    const small = aProvider("A", { contract: { streetIds: "all", subtypes: "all", capacityVisits: 4 } });
    const result = allocateElders([anElder("E1"), anElder("E2")], [small], "s");
    expect(result.filter((one) => one.providerId === "A")).toHaveLength(1);
    expect(result.find((one) => one.providerId === null)?.considered[0]).toMatchObject({
      verdict: "considered",
      reason: "full",
    });
  });

  it("gives the same result for the same seed, whatever the order of the lists", () => {
    const elders = Array.from({ length: 30 }, (_, index) =>
      anElder(`E${100 + index}`, { home: { latitude: 32 + index / 1000, longitude: 120.9 } }),
    );
    const providers = ["A", "B", "C"].map((key, index) =>
      aProvider(key, { base: { latitude: 32 + index / 100, longitude: 120.9 } }),
    );
    expect(allocateElders([...elders].reverse(), [...providers].reverse(), "s")).toEqual(
      allocateElders(elders, providers, "s"),
    );
  });
});
