/** How many payable visits a month allows (4 a month in Asia/Shanghai by the district's rule). */
import type { PolicyParameters } from "./policy-parameters.ts";

/** Visits of a calendar month. Elders with a family bed have them too where the policy says so, counted once. */
export function visitQuota(
  policy: Pick<PolicyParameters, "visits_per_month" | "bed_holders_get_visits">,
  holdsFamilyBed: boolean,
): number {
  return holdsFamilyBed && !policy.bed_holders_get_visits ? 0 : policy.visits_per_month;
}
