/** Findings that count against a visit: they stand and are not only the warning of a rule on trial. */
import { stands, type FindingState } from "#app/domain/verification/finding-state.ts";
import type { FindingRow } from "#db/repositories/findings.ts";

export function standingOf(findings: readonly FindingRow[]): FindingRow[] {
  return findings.filter((one) => stands(one.state as FindingState) && !one.wouldHave);
}
