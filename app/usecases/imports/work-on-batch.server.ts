/** Checks a received file, or applies a checked one: the same import, once dry and once for good, with the batch's state in the same transaction. */
import type { JobReport } from "#app/domain/jobs/job.ts";
import { summarisedProblems } from "#app/domain/imports/problem-summary.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { findImportBatch, lockImportBatch, updateImportBatch, type ImportBatchRow } from "#db/repositories/imports.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { monthOfBatch, sealedBank, sheetsOfBatch } from "./batch-content.server.ts";
import { importFile } from "./import-file.server.ts";
import type { ImportKind, ImportOutcome } from "./import-outcome.ts";

export type BatchCounts = Pick<ImportOutcome, "rowCount" | "inserted" | "updated" | "unchanged" | "state">;

type BatchWork = { readonly id: string; readonly crypto: CryptoProvider; readonly report: JobReport };

async function batchOf(context: Context, id: string): Promise<ImportBatchRow> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Refusal("not-found");
  const batch = await inTransaction(context, (unit) => findImportBatch(unit, id));
  if (batch === null) throw new Refusal("not-found");
  return batch;
}

/** A batch may have ended while its file was read: then nothing of this work counts. */
async function heldBatch(unit: Unit, id: string): Promise<void> {
  const batch = await lockImportBatch(unit, id);
  if (batch === null || batch.contentCipher === null) throw new Refusal("import-content-gone");
}

type Worker = Pick<BatchWork, "id" | "crypto"> & { readonly actor: string };

function stateAfter(outcome: ImportOutcome, unit: Unit, { id, crypto, actor }: Worker) {
  const { counts, kept, errors, warnings } = summarisedProblems(outcome.problems);
  const applied = outcome.state === "applied";
  const bank = outcome.bank === null ? null : sealedBank(crypto, id, outcome.bank);
  return {
    state: outcome.state,
    rowCount: outcome.rowCount,
    inserted: outcome.inserted,
    updated: outcome.updated,
    unchanged: outcome.unchanged,
    errorCount: errors,
    warningCount: warnings,
    problemCounts: counts,
    problems: kept,
    effects: outcome.claims ?? bank ?? outcome.effects,
    fileRefusal: null,
    checkedAt: asDate(unit.now),
    ...(applied ? { appliedAt: asDate(unit.now), appliedBy: actor, contentCipher: null } : {}),
  };
}

async function workOn(context: Context, batch: ImportBatchRow, work: BatchWork, apply: boolean): Promise<BatchCounts> {
  const { id, crypto, report } = work;
  report("read", 0, 0);
  const sheets = await sheetsOfBatch(crypto, batch);
  const outcome = await importFile(context, crypto, {
    kind: batch.kind as ImportKind,
    sheets,
    month: monthOfBatch(batch),
    apply,
    subject: id,
    onProgress: (done, total) => report("check", done, total),
    onStoring: (_, total) => report("import", 0, total),
    conclude: async (unit, found) => {
      await heldBatch(unit, id);
      await updateImportBatch(unit, id, stateAfter(found, unit, { id, crypto, actor: context.actor }));
    },
  });
  const { state, rowCount, inserted, updated, unchanged } = outcome;
  return { state, rowCount, inserted, updated, unchanged };
}

/** Codes of the readers: the file itself cannot be used. */
const isFileRefusal = (thrown: unknown): thrown is Refusal =>
  isRefusal(thrown) && /^(?:file|workbook|csv)-/.test(thrown.code);

/**
 * The dry run of a received file; also again, of a checked or refused one. A file that cannot be read ends as refused with the reason.
 * Refuses "not-found" and "import-content-gone".
 */
export async function checkBatch(context: Context, work: BatchWork): Promise<BatchCounts> {
  const batch = await batchOf(context, work.id);
  try {
    return await workOn(context, batch, work, false);
  } catch (thrown) {
    if (!isFileRefusal(thrown)) throw thrown;
    const fileRefusal = { code: thrown.code, facts: thrown.facts };
    await inTransaction(context, async (unit) => {
      await heldBatch(unit, work.id);
      await updateImportBatch(unit, work.id, { state: "refused", fileRefusal, checkedAt: asDate(unit.now) });
    });
    return { state: "refused", rowCount: 0, inserted: 0, updated: 0, unchanged: 0 };
  }
}

/**
 * Applies a checked file, all or nothing, after checking it again: the district may have moved since. New problems refuse it.
 * A batch that is applied already answers with its counts. Refuses "not-found", "import-not-checked", "import-content-gone".
 */
export async function applyBatch(context: Context, work: BatchWork): Promise<BatchCounts> {
  const batch = await batchOf(context, work.id);
  if (batch.state === "applied") {
    const { rowCount, inserted, updated, unchanged } = batch;
    return { state: "applied", rowCount, inserted, updated, unchanged };
  }
  if (batch.contentCipher === null) throw new Refusal("import-content-gone");
  if (batch.state !== "checked") throw new Refusal("import-not-checked");
  return workOn(context, batch, work, true);
}
