/** Pages of imports: the list of past ones, and one batch with its problems by kind. Values were masked when the file was checked. */
import type { StopEffects } from "#app/domain/claims/stop-visit.ts";
import type { ImportProblem } from "#app/domain/imports/problem.ts";
import type { ProblemCount } from "#app/domain/imports/problem-summary.ts";
import { KEPT_OF_A_KIND } from "#app/domain/imports/problem-summary.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import {
  findImportSummary,
  IMPORT_PAGE_ROWS,
  listImportBatches,
  listImportProblems,
} from "#db/repositories/imports.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import type { StoredBankEffects } from "./batch-content.server.ts";
import { mayImport } from "./import-file.server.ts";
import { IMPORT_KINDS, type ImportKind, type UploadEffects } from "./import-outcome.ts";

export const PROBLEM_PAGE_ROWS = 50;

/** "user:liu" is shown as "liu". */
const personOf = (actor: string) => actor.replace(/^(?:user|demo|system):/, "");
const textOf = (at: Date | null) => (at === null ? null : isoText(instant(at)));

/** One page of past imports, of one kind when it is given, and the kinds of files that this office may import. */
export async function showImports(context: Context, page: number, kind: ImportKind | null = null) {
  const found = await inTransaction(context, (unit) => listImportBatches(unit, page, kind));
  return {
    kinds: IMPORT_KINDS.filter((kind) => mayImport(context, kind)),
    total: found.total,
    pageSize: IMPORT_PAGE_ROWS,
    rows: found.rows.map((row) => ({
      ...row,
      createdBy: personOf(row.createdBy),
      createdAt: isoText(instant(row.createdAt)),
    })),
  };
}

export type FileRefusal = { readonly code: string; readonly facts: Readonly<Record<string, string | number | null>> };

/** Without the lines themselves, which only the marked workbook gives. */
const shownBank = (effects: StoredBankEffects | null) =>
  effects === null ? null : { left: effects.left, isKept: effects.rowsCipher != null };

/** One batch with a page of its problems. Refuses "not-found" outside the scope. */
export async function showImport(context: Context, asked: { id: string; code: string | null; page: number }) {
  if (!/^[0-9a-f-]{36}$/.test(asked.id)) throw new Refusal("not-found");
  return inTransaction(context, async (unit) => {
    const batch = await findImportSummary(unit, asked.id);
    if (batch === null) throw new Refusal("not-found");
    const counts = batch.problemCounts as readonly ProblemCount[];
    const code = counts.some((count) => count.code === asked.code) ? asked.code : null;
    const offset = (asked.page - 1) * PROBLEM_PAGE_ROWS;
    const problems = await listImportProblems(unit, asked.id, { code, offset, limit: PROBLEM_PAGE_ROWS });
    const ofCode = code === null ? counts : counts.filter((count) => count.code === code);
    return {
      batch: {
        ...batch,
        fileRefusal: batch.fileRefusal as FileRefusal | null,
        problemCounts: counts,
        effects: batch.kind === "stops" ? (batch.effects as StopEffects | null) : null,
        bank: batch.kind === "bank" ? shownBank(batch.effects as StoredBankEffects | null) : null,
        claims: batch.kind === "claims" ? (batch.effects as UploadEffects | null) : null,
        createdBy: personOf(batch.createdBy),
        createdAt: isoText(instant(batch.createdAt)),
        appliedBy: batch.appliedBy === null ? null : personOf(batch.appliedBy),
        appliedAt: textOf(batch.appliedAt),
      },
      code,
      page: asked.page,
      pageSize: PROBLEM_PAGE_ROWS,
      listed: ofCode.reduce((sum, { count }) => sum + Math.min(count, KEPT_OF_A_KIND), 0),
      isCut: counts.some(({ count }) => count > KEPT_OF_A_KIND),
      problems: problems as ImportProblem[],
    };
  });
}
