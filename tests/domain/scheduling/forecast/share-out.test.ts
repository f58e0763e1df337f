import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareOut } from "#app/domain/scheduling/forecast/share-out.ts";

const sum = (minutes: readonly number[]) => minutes.reduce((total, one) => total + one, 0);

describe("sharing minutes out", () => {
  it("takes from another source what a later demand cannot do without", () => {
    const demands = [
      { minutes: 60, sources: [0, 1] },
      { minutes: 60, sources: [0] },
    ];
    expect(shareOut(demands, [60, 60])).toEqual([60, 60]);
    expect(shareOut(demands, [60, 59])).toEqual([60, 59]);
  });

  it("serves nobody from a source that is not theirs", () => {
    expect(shareOut([{ minutes: 60, sources: [] }], [600])).toEqual([0]);
  });

  it("leaves exactly as much unserved as the tightest set of demands cannot get from its sources", () => {
    const demand = fc.record({
      minutes: fc.integer({ min: 0, max: 20 }),
      sources: fc.uniqueArray(fc.integer({ min: 0, max: 4 })),
    });
    fc.assert(
      fc.property(
        fc.array(demand, { maxLength: 7 }),
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 5, maxLength: 5 }),
        (demands, supply) => {
          const served = shareOut(demands, supply);
          let tightest = 0;
          for (let mask = 0; mask < 2 ** demands.length; mask += 1) {
            const some = demands.filter((_, index) => (mask >> index) % 2 === 1);
            const reach = new Set(some.flatMap(({ sources }) => sources));
            const lacking = sum(some.map(({ minutes }) => minutes)) - sum([...reach].map((one) => supply[one] ?? 0));
            tightest = Math.max(tightest, lacking);
          }
          expect(sum(demands.map(({ minutes }) => minutes)) - sum(served)).toBe(tightest);
          for (const [index, minutes] of served.entries()) {
            expect(minutes).toBeGreaterThanOrEqual(0);
            expect(minutes).toBeLessThanOrEqual(demands[index]?.minutes ?? 0);
          }
        },
      ),
    );
  });

  it("never takes back from an earlier demand: the first ones get what they would get alone", () => {
    const demand = fc.record({
      minutes: fc.integer({ min: 0, max: 20 }),
      sources: fc.uniqueArray(fc.integer({ min: 0, max: 3 })),
    });
    fc.assert(
      fc.property(
        fc.array(demand, { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(20), { minLength: 4, maxLength: 4 }),
        (demands, supply) => {
          expect(shareOut(demands, supply).slice(0, -1)).toEqual(shareOut(demands.slice(0, -1), supply));
        },
      ),
    );
  });
});
