import { describe, expect, it } from "vitest";
import { identify, type ContractId, type ProviderId } from "#app/domain/identifiers.ts";
import type { ConsideredProvider } from "#app/domain/matching/allocation-result.ts";
import { nextProvider } from "#app/domain/matching/next-provider.ts";

function considered(
  name: string,
  total: number | null,
  reasons: ConsideredProvider["reasons"] = [],
): ConsideredProvider {
  const parts = { choice: 0, continuity: 0, travel: 0, failure: 0, partOfMonth: 0, load: 0 };
  return {
    providerId: identify<ProviderId>(name),
    contractId: total === null ? null : identify<ContractId>(`contract of ${name}`),
    verdict: total === null ? "excluded" : "included",
    reasons,
    cost: total === null ? null : { ...parts, total },
    change: null,
  };
}

describe("the provider to ask next", () => {
  const order = [considered("a", 30), considered("b", 10), considered("c", 20), considered("d", 20)];
  it("is the one with the least points that has not been asked", () => {
    expect(nextProvider(order, [])?.providerId).toBe("b");
    expect(nextProvider(order, ["b"])?.providerId).toBe("c");
  });
  it("is on a tie the one considered first", () => {
    expect(nextProvider(order, ["b", "c"])?.providerId).toBe("d");
  });
  it("is never one that is excluded or full", () => {
    const rest = [considered("x", null), considered("y", 5, ["capacity_full"]), considered("z", 90)];
    expect(nextProvider(rest, [])?.providerId).toBe("z");
  });
  it("is nobody when all were asked", () => {
    expect(nextProvider(order, ["a", "b", "c", "d"])).toBeNull();
  });
});
