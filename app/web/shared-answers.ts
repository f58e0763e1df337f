/**
 * Answers that many ask for alike at one moment: sixteen operators' pages look when one notice comes, and the database is asked once. An
 * answer is given out until it is forgotten or too old; one that was still being looked for when it was forgotten serves only who asked before.
 */
export class SharedAnswers {
  readonly #keptMs: number;
  readonly #nowMs: () => number;
  readonly #answers = new Map<string, { readonly askedAt: number; readonly answer: Promise<string> }>();

  /** @param nowMs a clock that does not jump */
  constructor(keptMs: number, nowMs: () => number) {
    this.#keptMs = keptMs;
    this.#nowMs = nowMs;
  }

  /** @param key names all that the answer depends on */
  get(key: string, ask: () => Promise<string>): Promise<string> {
    const known = this.#answers.get(key);
    if (known && this.#nowMs() - known.askedAt < this.#keptMs) return known.answer;
    const answer = ask();
    const entry = { askedAt: this.#nowMs(), answer };
    this.#answers.set(key, entry);
    // A failure is nobody's answer but theirs who waited for it.
    answer.catch(() => {
      if (this.#answers.get(key) === entry) this.#answers.delete(key);
    });
    return answer;
  }

  /** Something changed: the next to ask is told anew. */
  forget(): void {
    this.#answers.clear();
  }
}
