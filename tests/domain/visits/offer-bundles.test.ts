import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { bundlesOf, type BundledOffer } from "#app/domain/visits/offer-bundles.ts";

function anOffer(offerId: string, changes: Partial<BundledOffer> = {}): BundledOffer {
  return { offerId, month: plainMonth("2026-11"), stairwell: null, replyBy: instant(1000), ...changes };
}

const ids = (bundles: readonly (readonly BundledOffer[])[]) => bundles.map((one) => one.map(({ offerId }) => offerId));

describe("bundles of offers", () => {
  it("hold neighbours of one stairwell in one month, and everybody else alone", () => {
    const stairwell = "1 工农路12号3幢2单元";
    const offers = [
      anOffer("a", { stairwell }),
      anOffer("b"),
      anOffer("c", { stairwell }),
      anOffer("d"),
      anOffer("e", { stairwell, month: plainMonth("2026-12") }),
    ];
    expect(ids(bundlesOf(offers))).toEqual([["a", "c"], ["b"], ["d"], ["e"]]);
  });
  it("stand in the order of the reply that is due first in them", () => {
    const late = anOffer("a", { stairwell: "x", replyBy: instant(3000) });
    const soon = anOffer("b", { stairwell: "x", replyBy: instant(1000) });
    expect(ids(bundlesOf([late, anOffer("c", { replyBy: instant(2000) }), soon]))).toEqual([["b", "a"], ["c"]]);
  });
  it("hold every offer exactly once, in whatever order they came", () => {
    const some = fc.uniqueArray(
      fc.record({
        offerId: fc.uuid(),
        stairwell: fc.option(fc.constantFrom("x", "y", "z"), { nil: null }),
        replyBy: fc.integer({ min: 0, max: 5 }).map((ms) => instant(ms)),
      }),
      { selector: ({ offerId }) => offerId, maxLength: 20 },
    );
    fc.assert(
      fc.property(some, (given) => {
        const offers = given.map(({ offerId, ...rest }) => anOffer(offerId, rest));
        const bundles = bundlesOf(offers);
        expect(ids(bundles).flat().sort()).toEqual(offers.map(({ offerId }) => offerId).sort());
        for (const bundle of bundles) expect(new Set(bundle.map(({ stairwell }) => stairwell)).size).toBe(1);
        expect(bundlesOf([...offers].reverse())).toEqual(bundles);
      }),
    );
  });
});
