import { describe, expect, it } from "vitest";
import { allocateElders } from "#app/domain/matching/allocation.ts";
import { pointAt } from "../scheduling/month-plan/district.ts";
import { allocationOf, aPersonInNeed, contractId, providerId, small } from "./builders.ts";

describe("what would have to change", () => {
  it("says what would have to change for the first choice, and names who would have to move", () => {
    const places = [small("A", 4), small("B", 8)];
    const asking = aPersonInNeed("1", { chosenProviderId: providerId("A") });
    const alsoAsking = aPersonInNeed("2", { chosenProviderId: providerId("A"), home: pointAt(0, 0) });
    const result = allocateElders(allocationOf([asking, alsoAsking], places), "seed");
    const [kept, moved] = ["elder_choice", "other"].map((kind) =>
      result.allocations.find(({ chosenFor }) => (chosenFor === "elder_choice") === (kind === "elder_choice")),
    );
    expect(kept?.considered.map(({ change }) => change)).toEqual([null, null]);
    expect(moved?.considered.map(({ change }) => change)).toEqual([
      { extraPoints: 0, moves: [{ elderId: kept?.elderId, toContractId: contractId("B") }], onePlaceIsEnough: true },
      null,
    ]);
  });

  it("says of an elder without a provider that one place more is enough", () => {
    const elders = [aPersonInNeed("1"), aPersonInNeed("2")];
    const { allocations } = allocateElders(allocationOf(elders, [small("A", 4)]), "seed");
    const [placed, without] = [...allocations].sort((left) => (left.providerId === null ? 1 : -1));
    expect(without?.considered[0]?.change).toEqual({
      extraPoints: 0,
      moves: [{ elderId: placed?.elderId, toContractId: null }],
      onePlaceIsEnough: true,
    });
  });
});
