/**
 * Server-sent events that say only "it looks different now", with the version to compare. The page asks for the rest by its loader, which
 * asks for permission again. A notice makes the stream look at once; without one it looks at every heartbeat, so a lost notice costs
 * seconds and nothing else. A stream ends by itself after some minutes, and the browser comes again with the version it has seen.
 */

export type EventStreamSettings = {
  /** What the page was drawn from, or what it has seen last; null sends the present version at once. */
  readonly seen: string | null;
  readonly version: () => Promise<string>;
  /** Calls back on a notice. @returns what ends it */
  readonly subscribe: (onChange: () => void) => () => void;
  /** False ends the stream: the session is over, or the server stops. */
  readonly mayGoOn: () => Promise<boolean>;
  readonly signal: AbortSignal;
  /** Hands over what ends the stream from outside. */
  readonly onOpen: (end: () => void) => void;
  readonly onEnd: () => void;
  readonly heartbeatMs: number;
  readonly longestMs: number;
  /** Notices that come together are one look. */
  readonly settleMs: number;
  /** How soon a browser tries again after the stream has ended. */
  readonly retryMs: number;
};

/** Headers that keep caches, the compression and proxies from holding events back. */
export const EVENT_STREAM_HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
} as const;

type Controller = ReadableStreamDefaultController<Uint8Array>;

/** One open stream: it looks on a notice and at each heartbeat, one look at a time, and ends once. */
class ChangeStream {
  readonly #settings: EventStreamSettings;
  readonly #controller: Controller;
  readonly #encoder = new TextEncoder();
  readonly #heartbeat: ReturnType<typeof setInterval>;
  readonly #longest: ReturnType<typeof setTimeout>;
  readonly #unsubscribe: () => void;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #seen: string | null;
  #looking = false;
  #lookAgain = false;
  #ended = false;

  constructor(settings: EventStreamSettings, controller: Controller) {
    this.#settings = settings;
    this.#controller = controller;
    this.#seen = settings.seen;
    this.#heartbeat = setInterval(() => {
      this.#send(": still here\n\n");
      this.#look();
    }, settings.heartbeatMs);
    this.#longest = setTimeout(() => this.end(true), settings.longestMs);
    // Counted from the first notice: counted from the last one, a storm of notices would never settle.
    this.#unsubscribe = settings.subscribe(() => {
      this.#settle ??= setTimeout(() => {
        this.#settle = undefined;
        this.#look();
      }, settings.settleMs);
    });
    settings.signal.addEventListener("abort", () => this.end(true));
    settings.onOpen(() => this.end(true));
    this.#send(`retry: ${settings.retryMs}\n\n`);
    this.#look();
  }

  #send(text: string): void {
    if (!this.#ended) this.#controller.enqueue(this.#encoder.encode(text));
  }

  async #lookOnce(): Promise<void> {
    if (!(await this.#settings.mayGoOn())) {
      this.end(true);
      return;
    }
    const version = await this.#settings.version();
    if (version === this.#seen) return;
    this.#seen = version;
    this.#send(`event: changed\nid: ${version}\ndata: ${version}\n\n`);
  }

  /** A notice during a look makes one more. A look that fails ends the stream, and the browser comes again. */
  #look(): void {
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = true;
    void this.#lookOnce()
      .catch(() => this.end(true))
      .finally(() => {
        this.#looking = false;
        if (this.#ended || !this.#lookAgain) return;
        this.#lookAgain = false;
        this.#look();
      });
  }

  /** @param close false when the reader has closed the stream already */
  end(close: boolean): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#heartbeat);
    clearTimeout(this.#longest);
    clearTimeout(this.#settle);
    this.#unsubscribe();
    this.#settings.onEnd();
    if (close) this.#controller.close();
  }
}

/** The body of one stream. */
export function changeEvents(settings: EventStreamSettings): ReadableStream<Uint8Array> {
  let open: ChangeStream | null = null;
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      open = new ChangeStream(settings, controller);
    },
    cancel: () => open?.end(false),
  });
}
