import { describe, expect, it } from "vitest";
import { DEFAULT_ALLOCATION_WEIGHTS } from "#app/domain/matching/allocation-input.ts";
import { costOf, costParts, loadPoints } from "#app/domain/matching/preferences.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { pointAt } from "../scheduling/month-plan/district.ts";
import { aContract, aPersonInNeed, aPlace, providerId } from "./builders.ts";

const at = { month: plainMonth("2026-12"), weights: DEFAULT_ALLOCATION_WEIGHTS };

describe("the cost of a provider for an elder", () => {
  it("is nothing for a near, reliable provider without history", () => {
    expect(costOf(costParts(aPersonInNeed("1"), aPlace("A"), aContract("1"), at))).toBe(0);
  });

  it("grows with the way up to ten kilometres and no further", () => {
    const travel = (km: number) =>
      costParts(aPersonInNeed("1", { home: pointAt(0, km) }), aPlace("A"), aContract("1"), at).travel;
    expect(travel(5)).toBeGreaterThan(990);
    expect(travel(5)).toBeLessThan(1010);
    expect([travel(11), travel(30)]).toEqual([2_000, 2_000]);
  });

  it("counts a change of provider, a poor record and a contract for part of the month, each by its weight", () => {
    const elder = aPersonInNeed("1", { presentProviderId: providerId("B") });
    const part = aContract("1", { to: plainDate("2026-12-30") });
    const parts = costParts(elder, aPlace("A", { failedPermille: 500 }), part, at);
    expect(parts).toEqual({ choice: 0, continuity: 3_000, travel: 0, failure: 500, partOfMonth: 5_000 });
    expect(costOf(parts)).toBe(8_500);
    expect(costParts(elder, aPlace("B"), part, at).continuity).toBe(0);
    expect(costParts(elder, aPlace("B", { failedPermille: 5_000 }), part, at).failure).toBe(1_000);
  });

  it("of a provider that the elder did not ask for outweighs everything else", () => {
    const elder = aPersonInNeed("1", {
      chosenProviderId: providerId("B"),
      presentProviderId: providerId("A"),
      home: pointAt(9, 9),
    });
    const asked = costParts(
      elder,
      aPlace("B", { failedPermille: 1_000 }),
      aContract("1", { to: plainDate("2026-12-02") }),
      at,
    );
    const other = costParts(elder, aPlace("A", { location: pointAt(9, 9) }), aContract("1"), at);
    expect(costOf(asked) + 1_000_000).toBeLessThan(costOf(other));
  });
});

describe("the cost of a load", () => {
  it("makes the next visit at the target cost the whole weight, and half of it at half the target", () => {
    const next = (visits: number) => loadPoints(visits + 1, 100, at.weights) - loadPoints(visits, 100, at.weights);
    expect(next(100)).toBe(4_020);
    expect(next(50)).toBe(2_020);
    expect(loadPoints(0, 100, at.weights)).toBe(0);
  });

  it("does not divide by a target of nothing", () => {
    expect(loadPoints(2, 0, at.weights)).toBe(8_000);
  });
});
