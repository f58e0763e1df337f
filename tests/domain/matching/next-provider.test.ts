import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identify, type ContractId, type ProviderId } from "#app/domain/identifiers.ts";
import type { ConsideredProvider } from "#app/domain/matching/allocation-result.ts";
import { nextProvider, publishedOrder } from "#app/domain/matching/next-provider.ts";

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

const noLottery = () => 0;
const names = (one: ReturnType<typeof nextProvider>) => one?.considered.providerId ?? null;

describe("the provider to ask next", () => {
  const order = publishedOrder(
    [considered("a", 30), considered("b", 10), considered("c", 20), considered("d", 20)],
    noLottery,
  );
  it("is the one with the least points that has not been asked", () => {
    expect(names(nextProvider(order, []))).toBe("b");
    expect(names(nextProvider(order, ["b"]))).toBe("c");
  });
  it("is between equal points the one with the smaller ticket, whatever the order of considering", () => {
    const tickets: Readonly<Record<string, number>> = { "contract of c": 900, "contract of d": 12 };
    const drawn = publishedOrder([considered("c", 20), considered("d", 20)], (contract) => tickets[contract] ?? 0);
    expect(drawn.map((one) => [names(one), one.points, one.ticket])).toEqual([
      ["d", 20, 12],
      ["c", 20, 900],
    ]);
  });
  it("is on equal tickets too the one considered first", () => {
    expect(names(nextProvider(order, ["b", "c"]))).toBe("d");
  });
  it("is never one that is excluded or full", () => {
    const rest = [considered("x", null), considered("y", 5, ["capacity_full"]), considered("z", 90)];
    expect(publishedOrder(rest, noLottery).map((one) => names(one))).toEqual(["z"]);
  });
  it("is nobody when all were asked", () => {
    expect(nextProvider(order, ["a", "b", "c", "d"])).toBeNull();
  });
});

describe("the cascade over the published order", () => {
  const anyProvider = fc.record({
    points: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
    full: fc.boolean(),
    ticket: fc.integer({ min: 0, max: 3 }),
  });
  it("asks each provider that may serve once, never another, and by points and tickets that never fall", () => {
    fc.assert(
      fc.property(fc.array(anyProvider, { maxLength: 12 }), (given) => {
        const rows = given.map((one, place) => considered(`p${place}`, one.points, one.full ? ["capacity_full"] : []));
        const ticketOf = (contract: string) => given[Number(contract.replace("contract of p", ""))]?.ticket ?? -1;
        const order = publishedOrder(rows, ticketOf);
        const asked: string[] = [];
        for (let next = nextProvider(order, asked); next !== null; next = nextProvider(order, asked))
          asked.push(next.considered.providerId);
        const may = given.flatMap((one, place) => (one.points === null || one.full ? [] : [`p${place}`]));
        expect([...asked].sort()).toEqual([...may].sort());
        const keys = asked
          .map((name) => given[Number(name.slice(1))])
          .map((one) => (one?.points ?? 0) * 10 + (one?.ticket ?? 0));
        expect(keys).toEqual([...keys].sort((left, right) => left - right));
        expect(publishedOrder([...rows], ticketOf)).toEqual(order);
      }),
    );
  });
});
