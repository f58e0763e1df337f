/**
 * Writes what a care worker does into the phone's outbox. The event is signed, chained to the one before it and on the disk before
 * anybody is told that it is saved. Works on a store by its port, so that tests and the simulated fleet run this very code.
 */
import type { PhotoToKeep } from "#app/domain/photos/kept-photos.ts";
import { waitingRow, type OutboxStore } from "#app/domain/visits/outbox.ts";
import type { SentEvent, UnsignedEvent } from "#app/domain/visits/sync-message.ts";
import { eventHash, signEvent } from "./event-signature.ts";

export type Captured = {
  readonly eventId: string;
  readonly visitNo: string;
  readonly body: SentEvent["body"];
  /** The phone's clock when the person tapped, which is before the position was found. */
  readonly deviceMs: number;
  readonly monotonicMs: number;
};

/** What is the same for every event of a page. */
export type CapturePage = Pick<UnsignedEvent, "runtimeId" | "appBuild" | "network" | "serverOffsetMs">;

export type CaptureTools = {
  readonly store: Pick<OutboxStore, "head" | "append">;
  /** The device's own key; it cannot be exported. */
  readonly signingKey: CryptoKey;
  readonly page: CapturePage;
};

/** Another tab may have written meanwhile: the chain's end is read again and the event signed anew. */
const MOST_TRIES = 50;

/**
 * Resolves when the event, and the photograph that it announces, are on the disk. Rejects when the disk refuses: then nothing was saved
 * and the screen must say so.
 */
export async function capture(tools: CaptureTools, captured: Captured, photo?: PhotoToKeep): Promise<SentEvent> {
  const { store, signingKey, page } = tools;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const after = await store.head();
    const deviceSeq = after.lastSeq + 1;
    const unsigned: UnsignedEvent = {
      ...captured,
      ...page,
      deviceMs: Math.round(captured.deviceMs),
      deviceSeq,
      prevHash: after.hash,
    };
    const event = await signEvent(unsigned, signingKey);
    const next = { lastSeq: deviceSeq, hash: await eventHash(unsigned) };
    if (await store.append(waitingRow(event, captured.deviceMs), { after, next }, photo)) return event;
  }
  throw new Error("the chain of events moves too fast");
}
