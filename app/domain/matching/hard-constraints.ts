/**
 * What forbids that a provider serves an elder in a month, each as a named function that staff can read. Capacity is the one hard
 * rule that is not here: it binds all elders together and is kept by the flow.
 */
import { firstDateOf, lastDateOf } from "../time/plain-month.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import type { AllocationContract, AllocationElder, AllocationProvider } from "./allocation-input.ts";
import { basketPart, splitBasket } from "./basket-parts.ts";
import { someTeamHolds, wishAgainst } from "./worker-fit.ts";

export const EXCLUSION_REASONS = [
  "provider_not_active",
  "refused_by_elder",
  "contract_not_in_force",
  "street_not_covered",
  "subtypes_not_covered",
  "no_qualified_staff",
] as const;

export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** Suspended and ended providers get nobody new and keep nobody. */
export function providerIsActive(provider: AllocationProvider): boolean {
  return provider.state === "active";
}

export function elderAccepts(elder: AllocationElder, provider: AllocationProvider): boolean {
  return !elder.refusedProviderIds.includes(provider.id);
}

/** In force on at least one day of the month; both ends of the contract are included. */
export function contractIsInForce(contract: AllocationContract, month: PlainMonth): boolean {
  return contract.from <= lastDateOf(month) && firstDateOf(month) <= contract.to;
}

export function contractIsWholeMonth(contract: AllocationContract, month: PlainMonth): boolean {
  return contract.from <= firstDateOf(month) && lastDateOf(month) <= contract.to;
}

export function coversStreet(contract: AllocationContract, elder: AllocationElder): boolean {
  return contract.coversAllStreets || contract.streetIds.includes(elder.streetId);
}

export function coversSubtypes(contract: AllocationContract, elder: AllocationElder): boolean {
  return contract.coversAllSubtypes || elder.subtypes.every(({ code }) => contract.subtypes.includes(code));
}

/**
 * Somebody employed there holds the basket and is acceptable to the elder: one worker, two where the catalogue says so, or two
 * visits with different workers when the basket must be split. Judged on the first day of the month; dates are the planner's matter.
 */
export function staffCanServe(
  provider: AllocationProvider,
  elder: AllocationElder,
  at: { readonly month: PlainMonth; readonly visitMinMinutes: number },
): boolean {
  if (provider.staff === null) return true;
  const on = firstDateOf(at.month);
  const staff = provider.staff.filter((worker) => wishAgainst(elder, worker) === null);
  const canHold = (part: ReturnType<typeof basketPart>) => someTeamHolds(staff, part, on);
  if (canHold(basketPart(elder.subtypes, at.visitMinMinutes))) return true;
  return elder.visitsWanted > 1 && splitBasket(elder.subtypes, at.visitMinMinutes, canHold) !== null;
}

export type ProviderChoice =
  | { readonly contract: AllocationContract; readonly reasons: readonly [] }
  | { readonly contract: null; readonly reasons: readonly ExclusionReason[] };

/**
 * The contract under which a provider may serve an elder, or every reason against it. Of several fitting contracts the one in force
 * for the whole month comes first, then the one that ends last.
 */
export function contractFor(
  elder: AllocationElder,
  provider: AllocationProvider,
  at: { readonly month: PlainMonth; readonly visitMinMinutes: number },
): ProviderChoice {
  const reasons: ExclusionReason[] = [];
  if (!providerIsActive(provider)) reasons.push("provider_not_active");
  if (!elderAccepts(elder, provider)) reasons.push("refused_by_elder");
  const inForce = provider.contracts.filter((contract) => contractIsInForce(contract, at.month));
  const onStreet = inForce.filter((contract) => coversStreet(contract, elder));
  const fitting = onStreet.filter((contract) => coversSubtypes(contract, elder));
  if (inForce.length === 0) reasons.push("contract_not_in_force");
  else if (onStreet.length === 0) reasons.push("street_not_covered");
  else if (fitting.length === 0) reasons.push("subtypes_not_covered");
  if (!staffCanServe(provider, elder, at)) reasons.push("no_qualified_staff");
  const whole = (contract: AllocationContract) => (contractIsWholeMonth(contract, at.month) ? 0 : 1);
  const [contract] = [...fitting].sort(
    (left, right) =>
      whole(left) - whole(right) || (left.to === right.to ? compareKeys(left, right) : left.to < right.to ? 1 : -1),
  );
  return reasons.length > 0 || !contract ? { contract: null, reasons } : { contract, reasons: [] };
}

function compareKeys(left: { readonly key: string }, right: { readonly key: string }): number {
  return left.key < right.key ? -1 : left.key > right.key ? 1 : 0;
}
