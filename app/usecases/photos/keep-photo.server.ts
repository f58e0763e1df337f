/** A photograph that is whole: compared with its digest, freed of all but the picture, stored, and set beside those that look like it. */
import { hashBands } from "#app/domain/photos/perceptual-hash.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { BlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import type { PreparedPhoto } from "#app/integrations/pictures/prepare-photo.server.ts";
import {
  deletePieces,
  insertMatches,
  insertPhoto,
  listAlike,
  listPhotoSayings,
  lockPhotoComparing,
} from "#db/repositories/photos.ts";
import { insertToJudge } from "#db/repositories/received-events.ts";
import type { Unit } from "#db/transaction.ts";

export type WholePhoto = {
  /** As the event announced it. */
  readonly digest: string;
  readonly workerId: string;
  readonly prepared: PreparedPhoto;
};

/** Before the unit that tells of it: a blob without a row is written again by the next try. */
export async function storePicture(blobs: BlobStore, { digest, prepared }: WholePhoto): Promise<void> {
  await blobs.put(digest, prepared.bytes);
}

/**
 * Tells the district of a stored picture; the visits that name it or one that looks like it are judged anew. The picture that is there
 * already stays as it is.
 */
export async function keepPhoto(unit: Unit, { digest, workerId, prepared }: WholePhoto): Promise<void> {
  await lockPhotoComparing(unit);
  const { bytes, width, height, hash } = prepared;
  const alike = hash === null ? [] : await listAlike(unit, hash);
  const [band0, band1, band2, band3] = hash === null ? [] : hashBands(hash);
  const isNew = await insertPhoto(unit, {
    digest,
    workerId,
    arrivedAt: asDate(unit.now),
    storedDigest: sha256Hex(bytes),
    storedBytes: bytes.byteLength,
    width,
    height,
    perceptualHash: hash,
    ...(hash !== null && { band0, band1, band2, band3 }),
  });
  await deletePieces(unit, digest, workerId);
  if (!isNew) return;
  const others = alike.filter((other) => other.digest !== digest);
  await insertMatches(unit, digest, others);
  const sayings = await listPhotoSayings(unit, [digest, ...others.map((other) => other.digest)]);
  await insertToJudge(
    unit,
    sayings.map(({ event }) => event.visitId),
  );
}
