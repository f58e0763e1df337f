/** A stored plan of an elder as the rules read it. */
import type { PlanOnFile } from "#app/domain/care-plan/plan-on-file.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { CarePlanRow } from "#db/repositories/care-plans.ts";

export function planOnFile({ version, fromOn, toOn, signedOn, subtypes }: CarePlanRow): PlanOnFile {
  return {
    version,
    from: plainDate(fromOn),
    to: toOn === null ? null : plainDate(toOn),
    signedOn: plainDate(signedOn),
    subtypes,
  };
}
