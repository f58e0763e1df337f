import { describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { judgePrice, priceWithinBounds } from "#app/domain/policy/visit-price.ts";

const bounds = { visit_price_floor_fen: 3000, visit_price_cap_fen: 5000 };

describe("a contract price", () => {
  it.each([
    [2999, "below_floor"],
    [3000, "within"],
    [5000, "within"],
    [5001, "above_cap"],
  ])("of %s fen between 3000 and 5000 is %s", (price, verdict) => {
    expect(judgePrice(fen(price), bounds)).toBe(verdict);
    expect(priceWithinBounds(fen(price), bounds)).toBe(verdict === "within");
  });
  it("is not accepted before the district has set its cap", () =>
    expect(judgePrice(fen(3500), { ...bounds, visit_price_cap_fen: null })).toBe("cap_not_set"));
});
