/**
 * Benefits that may exclude each other [示例/待确认]. Which pairs do in the district is not known, so no row refuses anyone; elsewhere
 * such exclusions exist and the table is where the district's answer goes.
 */
import type { BenefitExclusion } from "#app/domain/entitlement/benefit-overlap.ts";
import table from "./benefit-exclusions.json" with { type: "json" };

export type BenefitExclusionEntry = BenefitExclusion & { readonly zh: string; readonly en: string };

export const BENEFIT_EXCLUSIONS: readonly BenefitExclusionEntry[] = table.map((row) => {
  const [first = "", second = ""] = row.between;
  return { ...row, between: [first, second] };
});
