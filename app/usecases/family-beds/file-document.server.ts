/** A paper or a photograph for a bed's file. Where the paper lies in the archive, its number stands here instead. */
import { isBedDocumentKind } from "#app/domain/family-beds/documents.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { BlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findBedDocument, insertBedDocuments } from "#db/repositories/family-beds.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { keepDocument } from "../photos/keep-document.server.ts";
import { lockBedRecord } from "./bed-record.server.ts";

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
 * an archive number is given, and "document-unusable".
 */
export async function fileBedDocument(context: Context, blobs: BlobStore, given: GivenDocument): Promise<void> {
  if (!isBedDocumentKind(given.kind)) throw new Refusal("bed-step-incomplete", { field: "kind" });
  if (given.bytes === null && (given.archiveNo?.trim() ?? "") === "")
    throw new Refusal("bed-step-incomplete", { field: "file" });
  const kept = given.bytes === null ? null : await keepDocument(blobs, given.bytes);
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
