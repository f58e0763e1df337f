import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { splitPrice } from "#app/domain/payments/price-split.ts";

const fund = (code: string, priority: number, cap: number | null) => ({
  code,
  priority,
  perVisitCapFen: cap === null ? null : fen(cap),
  freeFen: null,
});

describe("the split of a price", () => {
  it("is the subsidy, the other funds and what the person pays, as the phone shows it", () => {
    const sources = [fund("voucher", 2, 1_000), fund("district", 1, 4_000)];
    expect(splitPrice(fen(6_200), sources)).toEqual({
      priceFen: 6_200n,
      subsidyFen: 4_000n,
      otherFundFen: 1_000n,
      ownFen: 1_200n,
    });
  });

  it("leaves nothing to pay below the subsidy, and all of it where no fund pays", () => {
    expect(splitPrice(fen(3_000), [fund("district", 1, null)])).toMatchObject({ subsidyFen: 3_000n, ownFen: 0n });
    expect(splitPrice(fen(3_500), [])).toMatchObject({ subsidyFen: 0n, otherFundFen: 0n, ownFen: 3_500n });
  });

  it("is the price exactly, with no part below nothing, whatever the funds", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.array(fc.option(fc.integer({ min: 1, max: 50_000 })), { maxLength: 4 }),
        (price, caps) => {
          const split = splitPrice(
            fen(price),
            caps.map((cap, index) => fund(`f${index}`, index + 1, cap)),
          );
          expect(split.subsidyFen + split.otherFundFen + split.ownFen).toBe(BigInt(price));
          for (const part of [split.subsidyFen, split.otherFundFen, split.ownFen])
            expect(part).toBeGreaterThanOrEqual(0n);
        },
      ),
    );
  });
});
