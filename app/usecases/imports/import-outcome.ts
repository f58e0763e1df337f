/** What an import did or would do. Counts are rows of the file. */
import type { StopEffects } from "#app/domain/claims/stop-visit.ts";
import type { UploadResult } from "#app/domain/claims/match-upload.ts";
import type { LineLeft } from "#app/domain/imports/bank-rows.ts";
import type { LeftRows } from "#app/domain/imports/bank-taking.ts";
import type { ImportProblem } from "#app/domain/imports/problem.ts";

export const IMPORT_KINDS = ["elders", "providers", "workers", "facilities", "stops", "bank", "claims"] as const;

export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Files that a month begins with; lists that stop money, answers of the bank and claims come when they come. */
export type RosterKind = Exclude<ImportKind, "stops" | "bank" | "claims">;

export type StoredCounts = { readonly inserted: number; readonly updated: number; readonly unchanged: number };

/** Rows of a claim file and what they ask for, in fen as text, by what came of them; they add up to the file. */
export type UploadEffects = Readonly<Record<UploadResult, { readonly rows: number; readonly askedFen: string }>>;

/** Lines of a bank's answer that are not taken and stand as a difference until a corrected file comes. */
export type BankEffects = {
  readonly left: readonly LineLeft[];
  /** Those lines themselves; null when every line is taken. */
  readonly rows: LeftRows | null;
};

export type ImportOutcome = StoredCounts & {
  readonly kind: ImportKind;
  /** refused = problems, nothing stored; checked = dry run without problems, counts are what would be stored; applied = stored. */
  readonly state: "refused" | "checked" | "applied";
  readonly rowCount: number;
  /** Sheet and row of the header; row 0 when none was found. */
  readonly header: { readonly sheet: string; readonly row: number };
  readonly problems: readonly ImportProblem[];
  /** What a list that stops money does, or did; null for other files. */
  readonly effects: StopEffects | null;
  /** What came of the rows of a claim file; null for other files. */
  readonly claims: UploadEffects | null;
  /** What a bank's answer leaves out; null for other files. */
  readonly bank: BankEffects | null;
};
