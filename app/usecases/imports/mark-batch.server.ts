/**
 * The marked workbook of a checked file: the office's own rows, with every problem at its cell. Made anew from the file each time; of a bank's
 * answer that was written without some of its lines, from these.
 */
import type { ImportProblem } from "#app/domain/imports/problem.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { writeMarkedWorkbook } from "#app/integrations/workbooks/mark-workbook.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findImportBatch, type ImportBatchRow } from "#db/repositories/imports.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { leftRowsOf, monthOfBatch, sheetsOfBatch } from "./batch-content.server.ts";
import { importChain, importFile } from "./import-file.server.ts";
import type { ImportKind } from "./import-outcome.ts";

/** Words of the workbook, in the reader's language. */
export type MarkWords = {
  readonly remark: (problem: ImportProblem) => string;
  readonly remarkHeader: string;
  readonly watermark: string;
};

/** Refuses "import-content-gone" when neither the file nor lines of it are kept. */
async function markingOf(context: Context, crypto: CryptoProvider, batch: ImportBatchRow) {
  const left = leftRowsOf(crypto, batch);
  if (batch.state === "applied" && left !== null) {
    const { sheet, problems } = left;
    return { sheets: [sheet], problems, header: { sheet: sheet.sheet, row: sheet.rows[0]?.rowNumber ?? 0 } };
  }
  const sheets = await sheetsOfBatch(crypto, batch);
  const month = monthOfBatch(batch);
  const kind = batch.kind as ImportKind;
  const { problems, header } = await importFile(context, crypto, { kind, sheets, month, apply: false });
  return { sheets, problems, header };
}

/**
 * Writes the workbook and notes the download, because it holds the whole file unmasked.
 * Refuses "not-found" and "import-content-gone".
 */
export async function markBatch(
  context: Context,
  crypto: CryptoProvider,
  { id, words }: { readonly id: string; readonly words: MarkWords },
): Promise<{ fileName: string; bytes: Uint8Array }> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Refusal("not-found");
  const batch = await inTransaction(context, async (unit) => {
    const found = await findImportBatch(unit, id);
    if (found === null) throw new Refusal("not-found");
    await insertAuditEvent(unit, context.actor, {
      chain: importChain(context),
      action: "import.download",
      subjectType: "import",
      subjectId: id,
      facts: { kind: found.kind, rows: found.rowCount },
    });
    return found;
  });
  const bytes = await writeMarkedWorkbook({ ...(await markingOf(context, crypto, batch)), ...words });
  return { fileName: batch.fileName.replace(/\.(?:xlsx|csv)$/i, ""), bytes };
}
