/**
 * Empties the phone of photographs, the oldest first. Each goes in pieces from where the server stands. An event that is recorded
 * meanwhile goes first: a check-in never waits behind a picture. Works on ports, so that tests and the simulated fleet run this very code.
 */
import { isPhotoWaiting, type KeptPhoto, type PhotoStore } from "#app/domain/photos/kept-photos.ts";
import { isWaiting, type OutboxStore } from "#app/domain/visits/outbox.ts";
import { uploadPhoto, type PhotoNetwork } from "./upload-photo.ts";

export type SendPhotosTools = {
  readonly store: PhotoStore & Pick<OutboxStore, "rows">;
  readonly network: PhotoNetwork;
  /** Called whenever a photograph has left, or is known never to be taken. */
  readonly told?: () => Promise<void>;
};

export type PhotosOutcome =
  | "all-sent"
  /** Nobody answered. */
  | "no-answer"
  /** An event waits: send it, then come again. */
  | "events-first"
  /** The server takes no more for now, or does not know the announcement that it has accepted. */
  | "later";

/** Whether the event that announced it was kept aside: no visit will ever name the picture. */
async function isKeptAside({ rows }: SendPhotosTools["store"], photo: KeptPhoto): Promise<boolean> {
  return (await rows()).some((row) => row.event.eventId === photo.eventId && row.state === "rejected");
}

type Step = "next" | Exclude<PhotosOutcome, "all-sent">;

async function sendOne({ store, network }: SendPhotosTools, photo: KeptPhoto): Promise<Step> {
  const content = await store.photoContent(photo.digest);
  if (content === null) return "next";
  const isInterrupted = async () => (await store.rows()).some(isWaiting);
  const outcome = await uploadPhoto({ digest: photo.digest, content }, network, isInterrupted);
  if (outcome === "interrupted") return "events-first";
  if (outcome === "no-answer" || outcome === "later") return outcome;
  if (outcome === "kept") await store.dropPhoto(photo.digest);
  else if (outcome === "refused" || (await isKeptAside(store, photo))) await store.refusePhoto(photo.digest);
  else return "later";
  return "next";
}

export async function sendPhotos(tools: SendPhotosTools): Promise<PhotosOutcome> {
  let outcome: PhotosOutcome = "all-sent";
  for (const photo of (await tools.store.photos()).filter(isPhotoWaiting)) {
    const step = await sendOne(tools, photo);
    if (step === "events-first" || step === "no-answer") return step;
    if (step === "later") outcome = "later";
    else await tools.told?.();
  }
  return outcome;
}
