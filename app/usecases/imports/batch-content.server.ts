/** The bytes of a received file as they lie in the database: encrypted, bound to their batch. */
import type { SheetRows } from "#app/domain/imports/sheet-rows.ts";
import { plainMonth, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import type { ImportBatchRow } from "#db/repositories/imports.ts";

const field = (batchId: string) => ({ table: "import_batch", column: "content", row: batchId });

export function sealedContent(crypto: CryptoProvider, batchId: string, bytes: Uint8Array): string {
  return crypto.encrypt(Buffer.from(bytes).toString("base64"), field(batchId));
}

/** The month whose claims a batch holds; null for other files. */
export function monthOfBatch({ month }: Pick<ImportBatchRow, "month">): PlainMonth | null {
  return month === null ? null : plainMonth(month.slice(0, 7));
}

/** The sheets of a batch. Refuses "import-content-gone" and what the reader of workbooks refuses. */
export async function sheetsOfBatch(
  crypto: CryptoProvider,
  batch: Pick<ImportBatchRow, "id" | "fileName" | "contentCipher">,
): Promise<SheetRows[]> {
  if (batch.contentCipher === null) throw new Refusal("import-content-gone");
  const bytes = Buffer.from(crypto.decrypt(batch.contentCipher, field(batch.id)), "base64");
  return readWorkbook(bytes, batch.fileName);
}
