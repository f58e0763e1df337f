/** The history row of a record that is about to change. */
import { asDate } from "#app/domain/time/instant.ts";
import type { Unit } from "#db/transaction.ts";

type Versioned = { readonly id: string; readonly version: number };

/** @param change the row as it was, without search digests */
export function revisionOf<Row extends Versioned>(
  unit: Unit,
  change: { readonly subjectType: string; readonly row: Row; readonly actor: string },
) {
  return {
    id: unit.newId(),
    subjectType: change.subjectType,
    subjectId: change.row.id,
    version: change.row.version,
    before: change.row,
    source: "import",
    changedBy: change.actor,
    changedAt: asDate(unit.now),
  };
}
