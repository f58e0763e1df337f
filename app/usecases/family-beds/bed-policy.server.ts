/** The policy and the calendar that steps of beds are judged by. */
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { listCalendarDays, listPolicyVersions } from "#db/repositories/reference.ts";
import type { Unit } from "#db/transaction.ts";

/** The fund whose books hold what beds cost: retrofit and monthly service. */
export const BED_FUND = "family_bed";

export type BedRules = { readonly policyOn: (on: PlainDate) => PolicyVersion; readonly calendar: WorkCalendar };

export async function readBedRules(unit: Unit): Promise<BedRules> {
  const versions = await listPolicyVersions(unit);
  return {
    policyOn: (on) => policyInForce(versions, on),
    calendar: new WorkCalendar(await listCalendarDays(unit)),
  };
}
