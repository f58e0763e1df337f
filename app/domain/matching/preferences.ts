/** What an allocation costs, in points: hundredths of the published weights. Less is better. */
import { distanceMetres } from "../scheduling/travel.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import type { AllocationContract, AllocationElder, AllocationProvider, AllocationWeights } from "./allocation-input.ts";
import { contractIsWholeMonth } from "./hard-constraints.ts";

/** Parts of the cost of one elder with one provider; load is added by the flow, because it depends on all. */
export type CostParts = {
  readonly choice: number;
  readonly continuity: number;
  readonly travel: number;
  readonly failure: number;
  readonly partOfMonth: number;
};

const POINTS = 100;
/** From here on a home is simply far. */
const FAR_KM = 10;
/** Above anything the other parts can add up to: the elder's own choice yields only to what is impossible otherwise. */
const NOT_CHOSEN_POINTS = 10_000_000;
/** A contract that begins or ends inside the month leaves visits owed. */
const PART_OF_MONTH_POINTS = 5_000;

export function costParts(
  elder: AllocationElder,
  provider: AllocationProvider,
  contract: AllocationContract,
  { month, weights }: { readonly month: PlainMonth; readonly weights: AllocationWeights },
): CostParts {
  const km = Math.min(FAR_KM, distanceMetres(elder.home, provider.location) / 1000);
  const changed = elder.presentProviderId !== null && elder.presentProviderId !== provider.id;
  return {
    choice: elder.chosenProviderId !== null && elder.chosenProviderId !== provider.id ? NOT_CHOSEN_POINTS : 0,
    continuity: changed ? weights.continuity * POINTS : 0,
    travel: Math.round((weights.travel * POINTS * km) / FAR_KM),
    failure: Math.round((weights.failure * POINTS * Math.min(1000, provider.failedPermille)) / 1000),
    partOfMonth: contractIsWholeMonth(contract, month) ? 0 : PART_OF_MONTH_POINTS,
  };
}

export function costOf(parts: CostParts): number {
  return parts.choice + parts.continuity + parts.travel + parts.failure + parts.partOfMonth;
}

/**
 * Cost of carrying a load, in points: it grows with the square, so that the next visit at the target costs the whole weight, at half
 * the target half of it, and loads even out towards the published shares.
 */
export function loadPoints(visits: number, target: number, weights: AllocationWeights): number {
  return Math.round((weights.load * POINTS * visits * visits) / (2 * Math.max(1, target)));
}
