import { describe, expect, it } from "vitest";
import { basketTooSmall } from "#app/domain/verification/checks/basket-too-small.ts";
import { aContext, aPlan } from "../verification-builders.ts";

describe("R-BASKET-TOO-SMALL", () => {
  it("fires when the performed subtypes add up to less than an hour", () => {
    expect(basketTooSmall.check(aContext({ subtypes: ["LC06", "LC09"] }))).toEqual({
      minutes: 50,
      basket_min_minutes: 60,
    });
  });

  it("is silent for blood pressure, haircut and nails: 65 minutes", () => {
    expect(basketTooSmall.check(aContext({ subtypes: ["RN01", "LC06", "LC09"] }))).toBeNull();
  });

  it("judges the plan while nothing is done", () => {
    expect(basketTooSmall.check(aContext({ subtypes: [], planned: aPlan({ subtypes: ["LC06"] }) }))).toEqual({
      minutes: 30,
      basket_min_minutes: 60,
    });
  });
});
