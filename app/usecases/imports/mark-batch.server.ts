/** The marked workbook of a checked file: the office's own rows, with every problem at its cell. Made anew from the file each time. */
import type { ImportProblem } from "#app/domain/imports/problem.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { writeMarkedWorkbook } from "#app/integrations/workbooks/mark-workbook.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findImportBatch } from "#db/repositories/imports.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { monthOfBatch, sheetsOfBatch } from "./batch-content.server.ts";
import { importChain, importFile } from "./import-file.server.ts";
import type { ImportKind } from "./import-outcome.ts";

/** Words of the workbook, in the reader's language. */
export type MarkWords = {
  readonly remark: (problem: ImportProblem) => string;
  readonly remarkHeader: string;
  readonly watermark: string;
};

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
  const sheets = await sheetsOfBatch(crypto, batch);
  const outcome = await importFile(context, crypto, {
    kind: batch.kind as ImportKind,
    sheets,
    month: monthOfBatch(batch),
    apply: false,
  });
  const bytes = await writeMarkedWorkbook({ sheets, problems: outcome.problems, header: outcome.header, ...words });
  return { fileName: batch.fileName.replace(/\.(?:xlsx|csv)$/i, ""), bytes };
}
