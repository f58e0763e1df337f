import { describe, expect, it } from "vitest";
import { priceInForce } from "#app/domain/claims/line-facts.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { FUND, PROVIDER, aPrice } from "./claim-builders.ts";

describe("price in force", () => {
  const prices = [
    aPrice(3500, { to: plainDate("2026-11-15") }),
    aPrice(3600, { from: plainDate("2026-11-16") }),
    aPrice(9000, { fund: "medical" }),
  ];
  const on = (date: string, change: { providerCode?: string; fund?: string } = {}) =>
    priceInForce(prices, { providerCode: PROVIDER, fund: FUND, on: plainDate(date), ...change })?.priceFen ?? null;

  it("changes on its first day", () => {
    expect([on("2026-11-15"), on("2026-11-16")]).toEqual([3500n, 3600n]);
  });

  it("belongs to one provider and one fund", () => {
    expect(on("2026-11-15", { fund: "medical" })).toBe(9000n);
    expect(on("2026-11-15", { providerCode: "other" })).toBeNull();
  });
});
