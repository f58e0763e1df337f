/** Events of this start, numbered, to every page that listens. A page that comes late is told the newest of the last minute by their number. */
import type { ServerResponse } from "node:http";
import type { AgentEvent, AgentEventKind } from "#app/domain/kiosk/agent-protocol.ts";

const KEPT = 50;

export type Said = { readonly token?: string; readonly reason?: string };

export class EventStream {
  #seq = 0;
  readonly #kept: AgentEvent[] = [];
  readonly #listeners = new Set<ServerResponse>();

  constructor(readonly now: () => number = Date.now) {}

  emit(kind: AgentEventKind, state: string, { token, reason }: Said = {}): AgentEvent {
    this.#seq += 1;
    const event: AgentEvent = {
      v: 1,
      seq: this.#seq,
      at: new Date(this.now()).toISOString(),
      kind,
      state,
      token: token ?? null,
      reason: reason ?? null,
    };
    // A token is told to who listens now and to nobody later.
    this.#kept.push({ ...event, token: null });
    if (this.#kept.length > KEPT) this.#kept.shift();
    for (const listener of this.#listeners) listener.write(`${JSON.stringify(event)}\n`);
    return event;
  }

  /** @param after events with a higher number that are still kept come first; null for none */
  listen(response: ServerResponse, after: number | null): void {
    response.writeHead(200, { "content-type": "application/x-ndjson", "cache-control": "no-store" });
    if (after !== null)
      for (const event of this.#kept.filter(({ seq }) => seq > after)) response.write(`${JSON.stringify(event)}\n`);
    response.flushHeaders();
    this.#listeners.add(response);
    response.once("close", () => this.#listeners.delete(response));
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  close(): void {
    for (const listener of this.#listeners) listener.end();
  }
}
