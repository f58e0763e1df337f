import { describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { splitPrice } from "#app/domain/payments/price-split.ts";
import { visitCost } from "#app/domain/payments/visit-cost.ts";

const fund = (perVisitCapFen: number | null) => ({
  code: "district",
  priority: 1,
  perVisitCapFen: perVisitCapFen === null ? null : fen(perVisitCapFen),
  freeFen: null,
});

describe("what a visit costs whom", () => {
  it("leaves the elder what the funds do not pay, to the fen", () => {
    expect(visitCost(splitPrice(fen(3_650), [fund(3_000)]))).toEqual({ price: "36.5", paid: "30", own: "6.5" });
    expect(visitCost(splitPrice(fen(3_001), [fund(3_000)]))).toEqual({ price: "30.01", paid: "30", own: "0.01" });
  });

  it("names no part of the elder where nothing is left", () => {
    expect(visitCost(splitPrice(fen(3_000), [fund(3_000)]))).toEqual({ price: "30", paid: "30", own: null });
    expect(visitCost(splitPrice(fen(3_600), [fund(null)]))).toEqual({ price: "36", paid: "36", own: null });
  });
});
