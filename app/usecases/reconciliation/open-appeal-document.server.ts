/** A paper or photograph of an appeal, opened by whoever answers it. Each opening is written down. */
import { Refusal } from "#app/domain/refusal.ts";
import type { BlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import { listAppealDocuments } from "#db/repositories/appeals.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";

export type OpenedDocument = { readonly bytes: Uint8Array; readonly mediaType: string };

/** Refuses "not-found" for what is not in the scope, or whose bytes are not in the store. */
export async function openAppealDocument(
  context: Context,
  blobs: BlobStore,
  { appealNo, documentId }: { readonly appealNo: string; readonly documentId: string },
): Promise<OpenedDocument> {
  const documents = await inReading(context, (unit) => listAppealDocuments(unit, appealNo));
  const found = documents.find(({ id }) => id === documentId);
  const bytes = found ? await blobs.get(found.digest) : null;
  if (!found || bytes === null) throw new Refusal("not-found");
  await inTransaction(context, (unit) =>
    insertAuditEvent(unit, context.actor, {
      chain: "access",
      action: "appeal.open-document",
      subjectType: "appeal",
      subjectId: appealNo,
      facts: { document: documentId, digest: found.digest },
    }),
  );
  return { bytes, mediaType: found.mediaType };
}
