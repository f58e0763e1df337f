/**
 * Empties the outbox: the oldest first, batch by batch, until nothing waits or the server does not answer. Network faults, a busy server
 * and an ended session keep everything (reliability 13.2); only an answer that names an event takes it out of the queue.
 */
import { answered, nextBatch, type OutboxStore } from "#app/domain/visits/outbox.ts";
import type { SyncDevice, SyncRequest, SyncResponse } from "#app/domain/visits/sync-message.ts";
import { MAX_EVENTS_OF_BATCH, SYNC_PROTOCOL } from "#app/domain/visits/sync-terms.ts";

/** What came of a request. `refused`: the server answered and takes no batch of this kind (an app that is too old, no right). */
export type PostOutcome =
  | { readonly kind: "answered"; readonly response: SyncResponse }
  | { readonly kind: "no-answer" }
  | { readonly kind: "signed-out" }
  | { readonly kind: "too-long" }
  | { readonly kind: "refused"; readonly status: number };

export type SendTools = {
  readonly store: Pick<OutboxStore, "rows" | "change">;
  readonly device: SyncDevice;
  readonly post: (request: SyncRequest) => Promise<PostOutcome>;
  readonly nowMs: () => number;
};

export type SendOutcome = {
  /** `stuck`: the server answered without naming what was sent; it is asked again later. */
  readonly kind: "all-sent" | "no-answer" | "signed-out" | "refused" | "stuck";
  readonly sent: number;
};

/** One caller at a time: the page holds a lock around it. */
export async function sendEvents({ store, device, post, nowMs }: SendTools): Promise<SendOutcome> {
  let [sent, limit] = [0, MAX_EVENTS_OF_BATCH];
  for (;;) {
    const batch = nextBatch(await store.rows(), limit);
    if (batch.length === 0) return { kind: "all-sent", sent };
    const events = batch.map((row) => row.event);
    const outcome = await post({ protocol: SYNC_PROTOCOL, device, sentAtMs: Math.round(nowMs()), events });
    if (outcome.kind === "too-long" && limit > 1) {
      limit = Math.ceil(Math.min(limit, batch.length) / 2);
      continue;
    }
    if (outcome.kind !== "answered") return { kind: outcome.kind === "too-long" ? "refused" : outcome.kind, sent };
    const put = answered(batch, outcome.response.answers, nowMs());
    if (put.length === 0) return { kind: "stuck", sent };
    await store.change({ put, remove: [] });
    sent += put.length;
  }
}
