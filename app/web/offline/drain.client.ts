/**
 * One attempt to empty the outbox, to fetch the days and to send the photographs, shared by the page and by the service worker. Whose
 * session it is comes first: two workers may share a phone, and nothing is ever sent under the other's name. Then the events, and after
 * them the photographs that they announce.
 */
import { shownBy } from "#app/domain/visits/outbox.ts";
import type { WorkerDay } from "#app/domain/visits/sync-message.ts";
import { fetchDay, postBatch } from "./phone-network.client.ts";
import type { PhoneStore } from "./phone-store.client.ts";
import { photoNetwork } from "./photo-network.client.ts";
import { sendEvents } from "./send-events.client.ts";
import { sendPhotos, type PhotosOutcome } from "./send-photos.ts";
import { sealDay } from "./vault.client.ts";

type EventsOutcome = {
  readonly kind: "all-sent" | "no-answer" | "signed-out" | "other-worker" | "refused" | "stuck";
  /** The last that came; null when none did. */
  readonly day: WorkerDay | null;
  readonly sent: number;
};

/** `photos`: what came of them; "not-tried" before the events are out. */
export type DrainOutcome = EventsOutcome & { readonly photos: Exclude<PhotosOutcome, "events-first"> | "not-tried" };

export type DrainWish = {
  /** This run of the page knows already that the session is this worker's. */
  readonly knowsSession: boolean;
  /** Fetch the days though nothing waits. */
  readonly wantsDay: boolean;
  /** Called when the events are out, with the day that came, and after each photograph: the screens do not wait for the rest. */
  readonly told?: (day: WorkerDay | null) => Promise<void>;
};

/** Asks for the days and keeps them; rows that they show leave the store. */
async function takeDay(store: PhoneStore): Promise<WorkerDay | "no-answer" | "signed-out" | "other-worker"> {
  const outcome = await fetchDay();
  if (outcome.kind !== "day") return outcome.kind;
  const { day, askedMs, offsetMs } = outcome;
  if (day.worker.workerId !== store.workerId) return "other-worker";
  await store.saveServerOffset(offsetMs);
  const vault = await store.vault();
  if (vault !== null && vault.triesLeft > 0) await store.saveDay(await sealDay(day, vault.publicKey, askedMs));
  await store.change({ put: [], remove: shownBy(await store.rows(), askedMs) });
  return day;
}

async function drainEvents(store: PhoneStore, { knowsSession, wantsDay }: DrainWish): Promise<EventsOutcome> {
  const before = knowsSession ? null : await takeDay(store);
  if (typeof before === "string") return { kind: before, day: null, sent: 0 };
  const { deviceId, publicKey } = store.device;
  const { kind, sent } = await sendEvents({
    store,
    device: { deviceId, publicKey },
    post: postBatch,
    nowMs: () => Date.now(),
  });
  if (kind !== "all-sent" || (sent === 0 && (before !== null || !wantsDay))) return { kind, day: before, sent };
  const after = await takeDay(store);
  return typeof after === "string" ? { kind: after, day: before, sent } : { kind, day: after, sent };
}

export async function drain(store: PhoneStore, wish: DrainWish): Promise<DrainOutcome> {
  const told = async () => wish.told?.(null);
  let [events, sent] = [await drainEvents(store, wish), 0];
  for (;;) {
    sent += events.sent;
    await wish.told?.(events.day);
    if (events.kind !== "all-sent") return { ...events, sent, photos: "not-tried" };
    const photos = await sendPhotos({ store, network: photoNetwork, told });
    if (photos !== "events-first") return { ...events, sent, photos };
    events = await drainEvents(store, { knowsSession: true, wantsDay: false });
  }
}

/** One at a time on this phone, whichever page or worker asks; null when another is at it. */
export async function alone<Answer>(workerId: string, work: () => Promise<Answer>): Promise<Answer | null> {
  if (!("locks" in navigator)) return work();
  return navigator.locks.request(`bedside-send-${workerId}`, { ifAvailable: true }, async (lock) =>
    lock === null ? null : work(),
  );
}
