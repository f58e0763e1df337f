/**
 * How many deliveries of devices are in hand at once. Long ones share two places and the rest wait in line, so that a call for help finds the
 * database free; short ones are never held back.
 */
export class Lane {
  readonly #places: number;
  #taken = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(places: number) {
    this.#places = places;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    // A place that is given back goes to who waits first; only who finds one free takes a new one.
    if (this.#taken >= this.#places) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#taken += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#taken -= 1;
    }
  }
}

/** Bytes from which a body is a buffer and no single word. */
export const LONG_BODY_BYTES = 4096;
