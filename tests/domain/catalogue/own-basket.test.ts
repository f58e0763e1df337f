import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bookableItems, completionsOf, ownBasketCodes, ownBasketKey } from "#app/domain/catalogue/own-basket.ts";
import { SERVICE_CATALOGUE } from "#db/seed/reference-data.ts";

const catalogue = new Map(SERVICE_CATALOGUE.map((subtype) => [subtype.code, subtype]));
const items = bookableItems({ grade: 2, catalogue, covers: () => true });
const item = (code: string) => {
  const found = items.find((one) => one.code === code);
  if (found === undefined) throw new Error(`${code} is not bookable`);
  return found;
};
const minutes = (codes: readonly string[]) => codes.reduce((sum, code) => sum + item(code).minutes, 0);
const HOUR = { usual: [], minMinutes: 60 };

describe("items that can be booked", () => {
  it("are funded by the monthly visits, fit the grade and stand in the contract", () => {
    for (const { code } of items) expect(catalogue.get(code)).toMatchObject({ funding: "basket" });
    expect(bookableItems({ grade: 2, catalogue, covers: (code) => code !== "LC06" })).not.toContainEqual(item("LC06"));
  });
});

describe("completing a short item", () => {
  const short = items.filter((one) => one.minutes < 60);

  it("reaches the hour in up to three ways, none of them with anything superfluous", () => {
    expect(short.length).toBeGreaterThan(5);
    fc.assert(
      fc.property(fc.constantFrom(...short), fc.subarray(items), (first, others) => {
        const ways = completionsOf(first, others, HOUR);
        expect(ways.length).toBeLessThanOrEqual(3);
        for (const way of ways) {
          const codes = [first, ...way].map(({ code }) => code);
          expect(minutes(codes)).toBeGreaterThanOrEqual(60);
          expect(new Set(codes).size).toBe(codes.length);
          for (const { code } of way) expect(minutes(codes) - minutes([code])).toBeLessThan(60);
        }
      }),
    );
  });

  it("begins with what the elder usually has", () => {
    const first = item("LC09");
    const plain = completionsOf(first, items, HOUR)[0]?.[0]?.code;
    const usual = items.find(
      ({ code, minutes: long }) => code !== plain && code !== "LC09" && long >= 60 - first.minutes,
    );
    const way = completionsOf(first, items, { ...HOUR, usual: [usual?.code ?? ""] })[0];
    expect(way?.map(({ code }) => code)).toEqual([usual?.code]);
  });

  it("offers nothing where everything together is too short", () => {
    expect(completionsOf(item("LC09"), [item("LC09")], HOUR)).toEqual([]);
  });
});

describe("the key of an own basket", () => {
  it("leads back to its codes", () => {
    const way = completionsOf(item("LC06"), items, HOUR)[0]?.map(({ code }) => code) ?? [];
    const codes = ["LC06", ...way];
    expect(ownBasketCodes(ownBasketKey(codes), items, 60)).toEqual(codes);
  });

  it.each([
    ["another basket's key", "bath"],
    ["too short a visit", "own.LC09"],
    ["the same thing twice", "own.LC06.LC06"],
    ["what the elder may not have", "own.LC06.XX99"],
    ["nothing", "own."],
  ])("is refused for %s", (_, key) => {
    expect(ownBasketCodes(key, items, 60)).toBeNull();
  });
});
