/**
 * The photographs of a visit as the rules see them: announced by an event with the digest of the picture, arrived or not yet, and alike to
 * photographs of other visits. The event comes first, so that a picture cannot be chosen after the fact.
 */
import type { Instant } from "../time/instant.ts";
import type { NonceVerdict } from "../visits/visit-events.ts";

export const PHOTO_ENDS = ["photo_start", "photo_end"] as const;
export type PhotoEnd = (typeof PHOTO_ENDS)[number];

/** A photograph of another visit that looks the same and was taken before. */
export type PhotoReuse = { readonly visitNo: string; readonly digest: string; readonly distanceBits: number };

export type VisitPhoto = {
  readonly eventId: string;
  readonly end: PhotoEnd;
  readonly digest: string;
  readonly capturedAt: Instant;
  /** Null when nobody asked for one: a page without script. */
  readonly nonce: NonceVerdict | null;
  readonly arrived: boolean;
  /** The nearest first. */
  readonly reuses: readonly PhotoReuse[];
};

/** Different pictures that have arrived for one end of the visit. */
export function countArrived(photos: readonly VisitPhoto[], end: PhotoEnd): number {
  return new Set(photos.filter((photo) => photo.end === end && photo.arrived).map((photo) => photo.digest)).size;
}

/** A photograph of some visit, as it stands beside another that looks like it. */
export type PhotoSaying = {
  readonly eventId: string;
  readonly visitId: string;
  readonly visitNo: string;
  readonly digest: string;
  readonly capturedAt: Instant;
};

/** A like photograph, with the bits in which the two differ; 0 for the same picture. */
export type LikeSaying = PhotoSaying & { readonly distanceBits: number };

/**
 * Of the photographs that look alike, those of other visits that were taken before this one: the later one is the copy. At the same
 * instant the event's id decides, so that one of the two and never both is questioned.
 */
export function reusesOf(
  own: Pick<PhotoSaying, "eventId" | "visitId" | "capturedAt">,
  alike: readonly LikeSaying[],
): PhotoReuse[] {
  const isEarlier = (other: PhotoSaying) =>
    other.capturedAt < own.capturedAt || (other.capturedAt === own.capturedAt && other.eventId < own.eventId);
  return alike
    .filter((other) => other.visitId !== own.visitId && isEarlier(other))
    .sort(
      (left, right) =>
        left.distanceBits - right.distanceBits ||
        left.capturedAt - right.capturedAt ||
        (left.eventId < right.eventId ? -1 : 1),
    )
    .map(({ visitNo, digest, distanceBits }) => ({ visitNo, digest, distanceBits }));
}
