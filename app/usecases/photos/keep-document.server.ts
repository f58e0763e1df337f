/**
 * Papers and photographs that people hand in as evidence, in the store of bytes under their own digest. Photographs are prepared like those
 * of visits, so that nothing but the picture is kept; a PDF is kept as it is. What a file calls itself is not asked: its bytes are.
 */
import { Refusal } from "#app/domain/refusal.ts";
import type { BlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { preparePhoto } from "#app/integrations/pictures/prepare-photo.server.ts";

/** Largest file that is taken, in bytes. */
export const DOCUMENT_BYTES_MOST = 20_000_000;

/** What stands in the table of a kept document. */
export type KeptDocument = { readonly digest: string; readonly mediaType: string; readonly bytes: number };

const isPdf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";

/** Stores the bytes. Refuses "document-unusable" for what is neither a picture nor a PDF, or too large. */
export async function keepDocument(blobs: BlobStore, given: Uint8Array): Promise<KeptDocument> {
  if (given.byteLength > DOCUMENT_BYTES_MOST) throw new Refusal("document-unusable");
  const photo = isPdf(given) ? null : await preparePhoto(given);
  if (photo === null && !isPdf(given)) throw new Refusal("document-unusable");
  const bytes = photo?.bytes ?? given;
  const digest = sha256Hex(bytes);
  await blobs.put(digest, bytes);
  return { digest, mediaType: photo === null ? "application/pdf" : "image/jpeg", bytes: bytes.byteLength };
}
