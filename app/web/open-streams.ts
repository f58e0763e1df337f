/** How many live pages one session and one server may hold open: a browser with many tabs polls with the rest. */

/** Of one session. */
export const STREAMS_PER_SESSION = 4;
/** Of one server process. */
export const STREAMS_AT_MOST = 500;

export class OpenStreams {
  readonly #ends = new Map<string, Set<() => void>>();
  #open = 0;

  /** Takes a place, or says no. `leave` gives it back and may be called more than once. */
  enter(session: string): { readonly onOpen: (end: () => void) => void; readonly leave: () => void } | null {
    const own = this.#ends.get(session) ?? new Set<() => void>();
    if (own.size >= STREAMS_PER_SESSION || this.#open >= STREAMS_AT_MOST) return null;
    let end = () => {};
    const place = () => end();
    this.#ends.set(session, own.add(place));
    this.#open += 1;
    return {
      onOpen: (given) => {
        end = given;
      },
      leave: () => {
        if (!own.delete(place)) return;
        this.#open -= 1;
        if (own.size === 0) this.#ends.delete(session);
      },
    };
  }

  get open(): number {
    return this.#open;
  }

  /** Ends them all: the server stops. */
  endAll(): void {
    for (const own of [...this.#ends.values()]) for (const end of [...own]) end();
  }
}
