/** Randomness of the search's inner loop: xorshift32 in one machine word, several times as fast as a general generator. */
export class SearchRandom {
  #state: number;

  /** Any whole number is a seed; neighbouring seeds give unrelated sequences. */
  constructor(seed: number) {
    let mixed = (seed ^ 0x9e3779b9) | 0;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
    // Nought would stay nought for ever.
    this.#state = mixed === 0 ? 1 : mixed;
  }

  /** Uniform in [0, 1). */
  next(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return (state >>> 0) / 4294967296;
  }

  /** Uniform whole number in [0, bound). */
  below(bound: number): number {
    return (this.next() * bound) | 0;
  }
}
