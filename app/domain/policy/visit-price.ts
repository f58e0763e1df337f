/**
 * Bounds of the contract price of a visit. 30 yuan is a floor (不低于), not the price; the upper bound is set by the district before
 * the first contract, and without it no price is within bounds (R-PRICE-OUT-OF-BOUNDS).
 */
import type { Fen } from "../money/fen.ts";
import type { PolicyParameters } from "./policy-parameters.ts";

export type PriceBounds = Pick<PolicyParameters, "visit_price_floor_fen" | "visit_price_cap_fen">;

export type PriceVerdict = "within" | "below_floor" | "above_cap" | "cap_not_set";

/** Judges a contract price in fen; both bounds belong to the permitted range. */
export function judgePrice(priceFen: Fen, policy: PriceBounds): PriceVerdict {
  if (policy.visit_price_cap_fen === null) return "cap_not_set";
  if (priceFen < BigInt(policy.visit_price_floor_fen)) return "below_floor";
  return priceFen > BigInt(policy.visit_price_cap_fen) ? "above_cap" : "within";
}

export function priceWithinBounds(priceFen: Fen, policy: PriceBounds): boolean {
  return judgePrice(priceFen, policy) === "within";
}
