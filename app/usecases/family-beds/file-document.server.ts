/**
 * A paper or a photograph for a bed's file. Photographs are prepared like those of visits, so that nothing but the picture is kept; a PDF is
 * kept as it is. Where the paper lies in the archive, its number stands here instead.
 */
import { isBedDocumentKind } from "#app/domain/family-beds/documents.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { BlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { preparePhoto } from "#app/integrations/pictures/prepare-photo.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findBedDocument, insertBedDocuments } from "#db/repositories/family-beds.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { lockBedRecord } from "./bed-record.server.ts";

/** Largest file that is taken, in bytes. */
export const DOCUMENT_BYTES_MOST = 20_000_000;

export type GivenDocument = {
  readonly bedNo: string;
  readonly kind: string;
  /** Name of the file or of the paper. */
  readonly title: string;
  /** The retrofit item that a photograph shows. */
  readonly itemNo: number | null;
  readonly archiveNo: string | null;
  readonly bytes: Uint8Array | null;
};

type Kept = { readonly digest: string; readonly mediaType: string; readonly bytes: number };

const isPdf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";

/** Stores the bytes. Refuses "bed-file-unusable" for what is neither a picture nor a PDF, or too large. */
async function keepBytes(blobs: BlobStore, given: Uint8Array): Promise<Kept> {
  if (given.byteLength > DOCUMENT_BYTES_MOST) throw new Refusal("bed-file-unusable");
  const photo = isPdf(given) ? null : await preparePhoto(given);
  if (photo === null && !isPdf(given)) throw new Refusal("bed-file-unusable");
  const bytes = photo?.bytes ?? given;
  const digest = sha256Hex(bytes);
  await blobs.put(digest, bytes);
  return { digest, mediaType: photo === null ? "application/pdf" : "image/jpeg", bytes: bytes.byteLength };
}

/** Papers that lie in the archive, within a unit. */
export async function filePapersInUnit(
  unit: Unit,
  actor: string,
  { bedId, papers }: { readonly bedId: string; readonly papers: readonly Omit<GivenDocument, "bedNo" | "bytes">[] },
): Promise<void> {
  await insertBedDocuments(
    unit,
    papers.map(({ kind, title, itemNo, archiveNo }) => ({
      ...{ id: unit.newId(), bedId, kind, title, itemNo, archiveNo, addedBy: actor, addedAt: asDate(unit.now) },
    })),
  );
}

/**
 * Adds to the file; nothing is ever taken out of it. Refuses "not-found", "bed-step-incomplete" for an unknown kind or where neither a file nor
 * an archive number is given, and "bed-file-unusable".
 */
export async function fileBedDocument(context: Context, blobs: BlobStore, given: GivenDocument): Promise<void> {
  if (!isBedDocumentKind(given.kind)) throw new Refusal("bed-step-incomplete", { field: "kind" });
  if (given.bytes === null && (given.archiveNo?.trim() ?? "") === "")
    throw new Refusal("bed-step-incomplete", { field: "file" });
  const kept = given.bytes === null ? null : await keepBytes(blobs, given.bytes);
  await inTransaction(context, async (unit) => {
    const { row } = await lockBedRecord(unit, given.bedNo);
    const stored = kept ?? { archiveNo: given.archiveNo?.trim() ?? "" };
    await insertBedDocuments(unit, [
      {
        ...{ id: unit.newId(), bedId: row.id, kind: given.kind, title: given.title.trim() || given.kind, ...stored },
        ...{ itemNo: given.itemNo, addedBy: context.actor, addedAt: asDate(unit.now) },
      },
    ]);
    await insertAuditEvent(unit, context.actor, {
      chain: `street:${row.streetId}`,
      action: "bed.file-document",
      subjectType: "family-bed",
      subjectId: given.bedNo,
      facts: { kind: given.kind, digest: kept?.digest ?? null },
    });
  });
}

/** A stored paper, opened; each opening is written down. Refuses "not-found". */
export async function openBedDocument(
  context: Context,
  blobs: BlobStore,
  { bedNo, documentId }: { readonly bedNo: string; readonly documentId: string },
): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string; readonly title: string }> {
  const found = await inReading(context, (unit) => findBedDocument(unit, bedNo, documentId));
  const bytes = found?.digest ? await blobs.get(found.digest) : null;
  if (!found || bytes === null) throw new Refusal("not-found");
  await inTransaction(context, (unit) =>
    insertAuditEvent(unit, context.actor, {
      chain: "access",
      action: "bed.open-document",
      subjectType: "family-bed",
      subjectId: bedNo,
      facts: { kind: found.kind, document: documentId },
    }),
  );
  return { bytes, mediaType: found.mediaType ?? "application/octet-stream", title: found.title };
}
