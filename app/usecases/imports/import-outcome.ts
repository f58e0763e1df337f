/** What an import did or would do. Counts are rows of the file. */
import type { ImportProblem } from "#app/domain/imports/problem.ts";

export type ImportKind = "elders" | "providers" | "workers" | "facilities";

export type StoredCounts = { readonly inserted: number; readonly updated: number; readonly unchanged: number };

export type ImportOutcome = StoredCounts & {
  readonly kind: ImportKind;
  /** refused = problems, nothing stored; checked = dry run without problems; applied = stored. */
  readonly state: "refused" | "checked" | "applied";
  readonly rowCount: number;
  readonly problems: readonly ImportProblem[];
};

/** Sorts one record into new, changed or the same, by the digest of its canonical text. */
export function classify(
  known: { rowDigest: string } | undefined,
  digest: string,
): "inserted" | "updated" | "unchanged" {
  if (known === undefined) return "inserted";
  return known.rowDigest === digest ? "unchanged" : "updated";
}
