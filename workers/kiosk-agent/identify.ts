/** From a card to a token: the reader has five seconds, the server three and once more; the page is told each step and never what was read. */
import { setTimeout as wait } from "node:timers/promises";
import { READER_SECONDS, type CardError } from "#app/domain/kiosk/agent-protocol.ts";
import { identityAnswerSchema } from "#app/domain/kiosk/device-message.ts";
import type { EventStream } from "./event-stream.ts";
import { isCardError, MEANS_OF, type CardKind } from "./reader-adapter.ts";
import type { ServerClient } from "./server-client.ts";

async function readInTime(read: () => Promise<string | CardError>): Promise<string> {
  const stop = new AbortController();
  const late = wait(READER_SECONDS * 1000, "unreadable", { signal: stop.signal }).catch(() => "unreadable");
  try {
    return await Promise.race([read(), late]);
  } catch {
    return "unreadable";
  } finally {
    stop.abort();
  }
}

export class Identifier {
  #busy = false;

  constructor(
    readonly server: ServerClient,
    readonly events: EventStream,
    /** This start's id; null before the server knows of it. */
    readonly bootId: () => string | null,
  ) {}

  /** One card at a time: what is placed meanwhile is passed over. */
  async identify(kind: CardKind, read: () => Promise<string | CardError>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      this.events.emit(kind, "placed");
      this.events.emit(kind, "reading");
      const text = await readInTime(read);
      if (isCardError(text)) this.events.emit(kind, "error", { reason: text });
      else await this.#ask(kind, text);
    } finally {
      this.#busy = false;
    }
  }

  async #ask(kind: CardKind, text: string): Promise<void> {
    const bootId = this.bootId();
    const answer =
      bootId === null
        ? ({ kind: "offline" } as const)
        : await this.server.call("POST", "/device/identity", { bootId, means: MEANS_OF[kind], text });
    const read = answer.kind === "ok" ? identityAnswerSchema.safeParse(answer.value) : null;
    if (!read?.success) this.events.emit(kind, "error", { reason: "offline" });
    else if ("token" in read.data) this.events.emit(kind, "read", { token: read.data.token });
    else this.events.emit(kind, "error", { reason: read.data.refused });
  }
}
