/** What lies in the database of a received file, encrypted and bound to its batch: its bytes until it is written, then the lines left out. */
import type { LeftRows } from "#app/domain/imports/bank-taking.ts";
import type { SheetRows } from "#app/domain/imports/sheet-rows.ts";
import { plainMonth, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import type { ImportBatchRow } from "#db/repositories/imports.ts";
import type { BankEffects } from "./import-outcome.ts";

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

const leftField = (batchId: string) => ({ table: "import_batch", column: "effects", row: batchId });

/** What a bank's answer leaves out, as it is stored. Files that were written before their lines were kept have no `rowsCipher`. */
export type StoredBankEffects = Pick<BankEffects, "left"> & { readonly rowsCipher?: string | null };

export function sealedBank(crypto: CryptoProvider, batchId: string, { left, rows }: BankEffects): StoredBankEffects {
  return { left, rowsCipher: rows === null ? null : crypto.encrypt(JSON.stringify(rows), leftField(batchId)) };
}

/** The lines that a written answer of a bank left out; null where none are kept. */
export function leftRowsOf(
  crypto: CryptoProvider,
  { id, kind, effects }: Pick<ImportBatchRow, "id" | "kind" | "effects">,
): LeftRows | null {
  const cipher = kind === "bank" ? (effects as StoredBankEffects | null)?.rowsCipher : null;
  return cipher == null ? null : (JSON.parse(crypto.decrypt(cipher, leftField(id))) as LeftRows);
}
