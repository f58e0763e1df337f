/** Takes a file in: looks at its name, size and first bytes, and keeps it encrypted until it is applied, withdrawn or too old. */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, plusMinutes } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { READING_LIMITS } from "#app/integrations/workbooks/reading-limits.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertImportBatch, withdrawImportsBefore } from "#db/repositories/imports.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { sealedContent } from "./batch-content.server.ts";
import { importChain, mayImport } from "./import-file.server.ts";
import type { ImportKind } from "./import-outcome.ts";

/** Largest file that is taken in, in bytes. */
export const UPLOAD_BYTES_MOST = READING_LIMITS.fileBytes;

export type ReceivedFile = {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** The month whose claims the file holds; only claims have one. */
  readonly month?: PlainMonth;
};

/** Days a file that nobody finished is kept [assumed]. */
const KEPT_DAYS = 7;
const NAME_CHARACTERS = 120;
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0];
const NEW_WORKBOOK = [0x50, 0x4b];

const startsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte);

/** The name without folders, shortened from its middle end so that the extension stays. */
function plainName(name: string): string {
  const last = name.replace(/^.*[\\/]/, "").trim();
  return last.length <= NAME_CHARACTERS ? last : `${last.slice(0, NAME_CHARACTERS - 6)}…${last.slice(-5)}`;
}

function checkFile({ fileName, bytes }: ReceivedFile): void {
  if (bytes.byteLength === 0) throw new Refusal("file-empty");
  if (bytes.byteLength > READING_LIMITS.fileBytes)
    throw new Refusal("file-too-large", {
      megabytes: Math.ceil(bytes.byteLength / 1e6),
      most: Math.floor(READING_LIMITS.fileBytes / 1e6),
    });
  if (startsWith(bytes, OLD_WORKBOOK)) throw new Refusal("workbook-old-format");
  const isWorkbook = /\.xlsx$/i.test(fileName) && startsWith(bytes, NEW_WORKBOOK);
  const isText = /\.csv$/i.test(fileName) && !startsWith(bytes, NEW_WORKBOOK);
  if (!isWorkbook && !isText) throw new Refusal("file-kind-refused");
}

/**
 * Refuses "file-empty", "file-too-large", "workbook-old-format", "file-kind-refused", "import-needs-district".
 * @returns id of the batch, in state received
 */
export async function receiveFile(context: Context, crypto: CryptoProvider, file: ReceivedFile): Promise<string> {
  if (!mayImport(context, file.kind)) throw new Refusal("import-needs-district");
  checkFile(file);
  const digest = sha256Hex(file.bytes);
  return inTransaction(context, async (unit) => {
    await withdrawImportsBefore(unit, plusMinutes(unit.now, -KEPT_DAYS * 1440));
    const id = unit.newId();
    const { streets, provider } = unit.scope;
    await insertImportBatch(unit, {
      id,
      kind: file.kind,
      fileName: plainName(file.fileName),
      fileBytes: file.bytes.byteLength,
      fileDigest: digest,
      streetId: streets === "all" ? null : (streets[0] ?? null),
      providerId: provider === "all" ? null : provider,
      month: file.month === undefined ? null : firstDateOf(file.month),
      state: "received",
      contentCipher: sealedContent(crypto, id, file.bytes),
      createdBy: context.actor,
      createdAt: asDate(unit.now),
    });
    await insertAuditEvent(unit, context.actor, {
      chain: importChain(context),
      action: "import.receive",
      subjectType: "import",
      subjectId: id,
      facts: { kind: file.kind, digest, bytes: file.bytes.byteLength },
    });
    return id;
  });
}
