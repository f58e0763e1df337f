/**
 * A photograph from a page without script: made smaller here, said as an event with the digest of what is kept, and stored. A picture that
 * cannot be stored leaves the event, and the same form sent again stores it.
 */
import type { PhotoEnd } from "#app/domain/verification/visit-photos.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { preparePhoto } from "#app/integrations/pictures/prepare-photo.server.ts";
import { findPhoto } from "#db/repositories/photos.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { recordVisitEvents, type EventSender } from "../visits/record-visit-events.server.ts";
import { keepPhoto, storePicture } from "./keep-photo.server.ts";
import type { PhotoTools } from "./receive-piece.server.ts";

export type GivenPhoto = {
  readonly visitNo: string;
  readonly sender: EventSender;
  readonly eventId: string;
  readonly end: PhotoEnd;
  readonly bytes: Uint8Array;
};

export type PhotoOutcome = "kept" | "no-picture" | "not-your-visit" | "malformed";

export async function recordPhoto(
  context: Context,
  { blobs }: Pick<PhotoTools, "blobs">,
  { visitNo, sender, eventId, end, bytes }: GivenPhoto,
): Promise<PhotoOutcome> {
  const prepared = await preparePhoto(bytes);
  if (prepared === null) return "no-picture";
  const digest = sha256Hex(prepared.bytes);
  const event = { eventId, deviceMs: null, body: { kind: end, photoDigest: digest } };
  const { answers } = await recordVisitEvents(context, { visitNo, sender, events: [event] });
  const reason = answers[0]?.reason ?? null;
  if (reason !== null) return reason;
  const photo = { digest, workerId: sender.workerId, prepared };
  if ((await inReading(context, (unit) => findPhoto(unit, digest))) === null) await storePicture(blobs, photo);
  await inTransaction(context, (unit) => keepPhoto(unit, photo));
  return "kept";
}
