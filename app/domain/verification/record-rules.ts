/**
 * Rules that question a record before it is a visit (visit rules A). Nothing else can be asked of such a record; it is kept as it came and
 * waits for somebody who corrects what it names.
 */
import { unknownElder } from "./checks/unknown-elder.ts";
import type { FindingFacts, RecordRule, UnplacedRecord } from "./rule-definition.ts";

export type RecordFinding = Pick<RecordRule, "code" | "level"> & { readonly facts: FindingFacts };

export const RECORD_RULES: readonly RecordRule[] = [unknownElder];

/** Everything that is to be questioned about a record, in the order of the rules. */
export function questionRecord(record: UnplacedRecord): RecordFinding[] {
  return RECORD_RULES.flatMap(({ code, level, check }) => {
    const facts = check(record);
    return facts === null ? [] : [{ code, level, facts }];
  });
}
