/** The photographs that visits' events name, with what is known of each: arrived or not, and where one like it stands. */
import type { LikeSaying, PhotoSaying, VisitPhoto } from "#app/domain/verification/visit-photos.ts";
import { reusesOf } from "#app/domain/verification/visit-photos.ts";
import { instant } from "#app/domain/time/instant.ts";
import { orderEvents } from "#app/domain/visits/event-order.ts";
import { capturedAt, eventsOf, type VisitEvent } from "#app/domain/visits/visit-events.ts";
import { listMatches, listPhotos, listPhotoSayings } from "#db/repositories/photos.ts";
import type { Unit } from "#db/transaction.ts";
import { visitEventOf } from "../visits/stored-events.ts";

function groupByDigest(sayings: readonly PhotoSaying[]): Map<string, PhotoSaying[]> {
  const groups = new Map<string, PhotoSaying[]>();
  for (const saying of sayings) groups.set(saying.digest, [...(groups.get(saying.digest) ?? []), saying]);
  return groups;
}

/** Photographs by visit. @param events all events of the visits in question */
export async function visitPhotosOf(unit: Unit, events: readonly VisitEvent[]): Promise<Map<string, VisitPhoto[]>> {
  const own = eventsOf(orderEvents(eventsOf(events, "photo_start", "photo_end")), "photo_start", "photo_end");
  const digests = [...new Set(own.map(({ body }) => body.photoDigest))];
  if (digests.length === 0) return new Map();
  const arrived = new Set((await listPhotos(unit, digests)).map((photo) => photo.digest));
  const matches = await listMatches(unit, digests);
  const wanted = [...new Set([...digests, ...matches.map((match) => match.otherDigest)])];
  const sayings = (await listPhotoSayings(unit, wanted)).map(({ event, digest, visitNo }): PhotoSaying => {
    const read = visitEventOf(event);
    return { eventId: read.eventId, visitId: read.visitId, visitNo, digest, capturedAt: capturedAt(read) };
  });
  const byDigest = groupByDigest(sayings);
  const alike = (digest: string): LikeSaying[] => [
    ...(byDigest.get(digest) ?? []).map((saying) => ({ ...saying, distanceBits: 0 })),
    ...matches
      .filter((match) => match.digest === digest)
      .flatMap(({ otherDigest, distanceBits }) =>
        (byDigest.get(otherDigest) ?? []).map((saying) => ({ ...saying, distanceBits })),
      ),
  ];
  const photos = new Map<string, VisitPhoto[]>();
  for (const event of own) {
    const { photoDigest: digest, kind: end } = event.body;
    const taken = { eventId: event.eventId, visitId: event.visitId, capturedAt: capturedAt(event) };
    const photo: VisitPhoto = {
      ...taken,
      end,
      digest,
      // A picture from the album was taken when its file was written; which of two alike is the copy is told by the announcements.
      capturedAt: instant(taken.capturedAt - (event.body.pictureAgeMs ?? 0)),
      nonce: event.body.nonce ?? null,
      arrived: arrived.has(digest),
      reuses: reusesOf(taken, alike(digest)),
    };
    photos.set(event.visitId, [...(photos.get(event.visitId) ?? []), photo]);
  }
  return photos;
}
