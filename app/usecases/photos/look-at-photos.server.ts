/** Opens the photographs of one visit for somebody who decides about it, beside those of other visits that look like them. */
import { Refusal } from "#app/domain/refusal.ts";
import { isoText } from "#app/domain/time/instant.ts";
import { isPhotoLookReason } from "#app/domain/photos/photo-look.ts";
import type { VisitPhoto } from "#app/domain/verification/visit-photos.ts";
import type { BlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listPhotos, type PhotoRow } from "#db/repositories/photos.ts";
import { findVisit, listEventsOfVisits } from "#db/repositories/visits.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { visitEventOf } from "../visits/stored-events.ts";
import { visitPhotosOf } from "./visit-photos.server.ts";

/** Whether the picture is there: "lapsed" was deleted after its time. */
export type PhotoState = "arrived" | "on_the_way" | "lapsed";

/** Without what can be seen on them. */
export type ListedPhoto = {
  /** SHA-256 of the picture as it was taken. */
  readonly digest: string;
  readonly end: VisitPhoto["end"];
  readonly capturedAt: string;
  readonly state: PhotoState;
  /** The visit of the earlier photograph that it looks like most. */
  readonly likeVisitNo: string | null;
};

function stateOf(row: PhotoRow | undefined): PhotoState {
  if (row === undefined) return "on_the_way";
  return row.lapsedAt === null ? "arrived" : "lapsed";
}

async function photosWithRows(unit: Unit, visitId: string) {
  const events = (await listEventsOfVisits(unit, [visitId])).map(visitEventOf);
  const photos = (await visitPhotosOf(unit, events)).get(visitId) ?? [];
  const digests = photos.flatMap((photo) => [photo.digest, ...photo.reuses.slice(0, 1).map((one) => one.digest)]);
  const rows = new Map((await listPhotos(unit, [...new Set(digests)])).map((row) => [row.digest, row]));
  return { photos, rows };
}

type Known = Awaited<ReturnType<typeof photosWithRows>>;

function listedPhoto({ end, capturedAt, digest, reuses }: VisitPhoto, { rows }: Known): ListedPhoto {
  const state = stateOf(rows.get(digest));
  return { digest, end, capturedAt: isoText(capturedAt), state, likeVisitNo: reuses[0]?.visitNo ?? null };
}

/** What is known of the visit's photographs; the caller has found the visit in its scope. */
export async function listVisitPhotos(unit: Unit, visitId: string): Promise<ListedPhoto[]> {
  const known = await photosWithRows(unit, visitId);
  return known.photos.map((photo) => listedPhoto(photo, known));
}

/** Refuses "not-found" for a visit outside the scope. */
export async function showPhotoList(context: Context, visitNo: string) {
  return inReading(context, async (unit) => {
    const visit = await findVisit(unit, visitNo);
    if (visit === null) throw new Refusal("not-found");
    return { visitNo, photos: await listVisitPhotos(unit, visit.id) };
  });
}

export type SeenPhoto = ListedPhoto & {
  /** A data address of the JPEG; null when it is not there. */
  readonly picture: string | null;
  readonly likePicture: string | null;
};

/** Throws when the blob is not the picture that was stored. */
async function pictureOf(blobs: BlobStore, row: PhotoRow | undefined): Promise<string | null> {
  if (row === undefined || row.lapsedAt !== null) return null;
  const bytes = await blobs.get(row.digest);
  if (bytes === null) return null;
  if (sha256Hex(bytes) !== row.storedDigest) throw new Error(`the stored photograph ${row.digest} was altered`);
  return `data:image/jpeg;base64,${Buffer.from(bytes).toString("base64")}`;
}

/**
 * The photographs themselves; who looked, when and why is in the log before they are shown. Refuses "not-found" for a visit outside the
 * scope and "photo-reason-missing".
 */
export async function lookAtPhotos(
  context: Context,
  blobs: BlobStore,
  { visitNo, reason }: { readonly visitNo: string; readonly reason: string },
): Promise<SeenPhoto[]> {
  if (!isPhotoLookReason(reason)) throw new Refusal("photo-reason-missing");
  const known = await inTransaction(context, async (unit) => {
    const visit = await findVisit(unit, visitNo);
    if (visit === null) throw new Refusal("not-found");
    const found = await photosWithRows(unit, visit.id);
    const likes = found.photos.flatMap(({ reuses }) => reuses[0]?.visitNo ?? []);
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "photo.look",
      subjectType: "visit",
      subjectId: visitNo,
      facts: { reason, photos: found.photos.length, beside: [...new Set(likes)].join(" ") },
    });
    return found;
  });
  const rowOf = (digest: string | undefined) => (digest === undefined ? undefined : known.rows.get(digest));
  return Promise.all(
    known.photos.map(async (photo) => ({
      ...listedPhoto(photo, known),
      picture: await pictureOf(blobs, rowOf(photo.digest)),
      likePicture: await pictureOf(blobs, rowOf(photo.reuses[0]?.digest)),
    })),
  );
}
