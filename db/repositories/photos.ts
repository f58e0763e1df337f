/** Photographs of visits. Which visit a picture belongs to stands in the events that name its digest. */
import { and, asc, count, eq, gte, inArray, isNull, lt, or, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { hashBands, nearBands, SEARCHED_DISTANCE_MOST } from "#app/domain/photos/perceptual-hash.ts";
import { photo, photoMatch, photoPiece } from "../schema/photo.ts";
import { visitEvent } from "../schema/visit-event.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

export type PhotoRow = typeof photo.$inferSelect;
export type PhotoPieceRow = typeof photoPiece.$inferSelect;

/** In the words of the partial index, so that it serves. */
const isPhotoEvent = sql`${visitEvent.kind} in ('photo_start', 'photo_end')`;
const photoDigest = sql<string>`(${visitEvent.body} ->> 'photoDigest')`;

export async function findPhoto(unit: Unit, digest: string): Promise<PhotoRow | null> {
  const [row] = await unit.orm.select().from(photo).where(eq(photo.digest, digest));
  return row ?? null;
}

export async function listPhotos(unit: Unit, digests: readonly string[]): Promise<PhotoRow[]> {
  if (digests.length === 0) return [];
  return unit.orm
    .select()
    .from(photo)
    .where(inArray(photo.digest, [...digests]));
}

/** Events that name these pictures, with their visits; the scope is not asked, because a copy may come from any visit. */
export async function listPhotoSayings(unit: Unit, digests: readonly string[]) {
  if (digests.length === 0) return [];
  return unit.orm
    .select({ event: visitEvent, digest: photoDigest, visitNo: visit.visitNo })
    .from(visitEvent)
    .innerJoin(visit, eq(visit.id, visitEvent.visitId))
    .where(and(isPhotoEvent, inArray(photoDigest, [...digests])));
}

/** Whether this worker's events name the picture: nothing else is taken in. */
export async function isAnnounced(unit: Unit, digest: string, workerId: string): Promise<boolean> {
  const rows = await unit.orm
    .select({ one: sql`1` })
    .from(visitEvent)
    .where(and(isPhotoEvent, eq(photoDigest, digest), eq(visitEvent.workerId, workerId)))
    .limit(1);
  return rows.length > 0;
}

/** Pictures of the worker that arrived, and pictures of which pieces arrived, since then. */
export async function countPhotosSince(unit: Unit, workerId: string, since: Instant): Promise<number> {
  const [whole] = await unit.orm
    .select({ photos: count() })
    .from(photo)
    .where(and(eq(photo.workerId, workerId), gte(photo.arrivedAt, asDate(since))));
  const [arriving] = await unit.orm
    .select({ photos: sql<number>`count(distinct ${photoPiece.digest})::int` })
    .from(photoPiece)
    .where(and(eq(photoPiece.workerId, workerId), gte(photoPiece.receivedAt, asDate(since))));
  return (whole?.photos ?? 0) + (arriving?.photos ?? 0);
}

/** What has arrived of a worker's picture, in the order of its bytes. */
export async function listPieces(unit: Unit, digest: string, workerId: string): Promise<PhotoPieceRow[]> {
  return unit.orm
    .select()
    .from(photoPiece)
    .where(and(eq(photoPiece.digest, digest), eq(photoPiece.workerId, workerId)))
    .orderBy(asc(photoPiece.startByte));
}

/** How much has arrived, without the bytes themselves. */
export async function sumPieces(unit: Unit, digest: string, workerId: string) {
  const [sum] = await unit.orm
    .select({
      bytes: sql<number>`coalesce(sum(${photoPiece.pieceBytes}), 0)::int`,
      total: sql<number | null>`max(${photoPiece.totalBytes})`,
    })
    .from(photoPiece)
    .where(and(eq(photoPiece.digest, digest), eq(photoPiece.workerId, workerId)));
  return { bytes: sum?.bytes ?? 0, total: sum?.total ?? null };
}

/** @returns false when the place is taken: another request brought this piece meanwhile */
export async function insertPiece(unit: Unit, row: PhotoPieceRow): Promise<boolean> {
  const rows = await unit.orm
    .insert(photoPiece)
    .values(row)
    .onConflictDoNothing()
    .returning({ startByte: photoPiece.startByte });
  return rows.length === 1;
}

export async function deletePieces(unit: Unit, digest: string, workerId: string): Promise<void> {
  await unit.orm.delete(photoPiece).where(and(eq(photoPiece.digest, digest), eq(photoPiece.workerId, workerId)));
}

/** Pieces that were never followed by the rest. @returns how many were thrown away */
export async function deletePiecesBefore(unit: Unit, before: Instant): Promise<number> {
  const rows = await unit.orm
    .delete(photoPiece)
    .where(lt(photoPiece.receivedAt, asDate(before)))
    .returning({ digest: photoPiece.digest });
  return rows.length;
}

/** More pictures than this look alike only where the hash says nothing; they are not all compared. */
const CANDIDATES_MOST = 2_000;

function sharesBand(hash: bigint): SQL {
  const [band0 = 0, band1 = 0, band2 = 0, band3 = 0] = hashBands(hash);
  return (
    or(
      inArray(photo.band0, nearBands(band0)),
      inArray(photo.band1, nearBands(band1)),
      inArray(photo.band2, nearBands(band2)),
      inArray(photo.band3, nearBands(band3)),
    ) ?? sql`false`
  );
}

/** Pictures that look like one with this hash, the nearest first: found by their bands, four indexes, and measured in the database. */
export async function listAlike(unit: Unit, hash: bigint): Promise<{ digest: string; distanceBits: number }[]> {
  const signed = BigInt.asIntN(64, hash).toString();
  const distance = sql<number>`bit_count((${photo.perceptualHash} # ${signed}::bigint)::bit(64))::int`;
  const candidates = unit.orm
    .select({ digest: photo.digest, distanceBits: distance.as("distance_bits") })
    .from(photo)
    .where(sharesBand(hash))
    .limit(CANDIDATES_MOST)
    .as("candidate");
  return unit.orm
    .select({ digest: candidates.digest, distanceBits: candidates.distanceBits })
    .from(candidates)
    .where(sql`${candidates.distanceBits} <= ${SEARCHED_DISTANCE_MOST}`)
    .orderBy(asc(candidates.distanceBits), asc(candidates.digest));
}

/** @returns false when the picture is there already */
export async function insertPhoto(unit: Unit, row: typeof photo.$inferInsert): Promise<boolean> {
  const rows = await unit.orm.insert(photo).values(row).onConflictDoNothing().returning({ digest: photo.digest });
  return rows.length === 1;
}

export async function insertMatches(
  unit: Unit,
  digest: string,
  alike: readonly { readonly digest: string; readonly distanceBits: number }[],
): Promise<void> {
  const rows = alike.flatMap((other) => [
    { digest, otherDigest: other.digest, distanceBits: other.distanceBits },
    { digest: other.digest, otherDigest: digest, distanceBits: other.distanceBits },
  ]);
  if (rows.length > 0) await unit.orm.insert(photoMatch).values(rows).onConflictDoNothing();
}

export async function listMatches(unit: Unit, digests: readonly string[]) {
  if (digests.length === 0) return [];
  return unit.orm
    .select()
    .from(photoMatch)
    .where(inArray(photoMatch.digest, [...digests]));
}

/** Pictures that arrived before then and are still kept, the oldest first. */
export async function listPhotosBefore(unit: Unit, before: Instant, limit: number): Promise<PhotoRow[]> {
  return unit.orm
    .select()
    .from(photo)
    .where(and(isNull(photo.lapsedAt), lt(photo.arrivedAt, asDate(before))))
    .orderBy(asc(photo.arrivedAt))
    .limit(limit);
}

/** The picture itself is gone from here on; what is known of it stays. */
export async function lapsePhotos(unit: Unit, digests: readonly string[]): Promise<void> {
  if (digests.length === 0) return;
  await unit.orm
    .update(photo)
    .set({ lapsedAt: asDate(unit.now) })
    .where(and(inArray(photo.digest, [...digests]), isNull(photo.lapsedAt)));
}

/** Pictures that arrive at the same moment are compared one after the other; else two copies could miss each other. */
export async function lockPhotoComparing(unit: Unit): Promise<void> {
  await unit.orm.execute(sql`select pg_advisory_xact_lock(hashtext('photo'))`);
}
