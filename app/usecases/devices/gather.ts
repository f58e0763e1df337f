/** Work that is gathered: what is asked while the last answer is being worked on is asked together, so that a storm costs little more than one. */
type Waiting<Asked, Answer> = {
  readonly asked: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (thrown: unknown) => void;
};

/** Gathers what is asked while the last answer is being worked on, and asks it together: nothing waits longer than the work before it. */
export class Gather<Asked, Answer> {
  readonly #work: (all: readonly Asked[]) => Promise<readonly Answer[]>;
  readonly #most: number;
  readonly #waiting: Waiting<Asked, Answer>[] = [];
  #working = false;

  /**
   * @param work answers in the order of what was asked
   * @param most asked together at most
   */
  constructor(work: (all: readonly Asked[]) => Promise<readonly Answer[]>, most: number) {
    this.#work = work;
    this.#most = most;
  }

  ask(asked: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asked, resolve, reject });
      if (!this.#working) void this.#turn();
    });
  }

  async #turn(): Promise<void> {
    this.#working = true;
    while (this.#waiting.length > 0) await this.#answer(this.#waiting.splice(0, this.#most));
    this.#working = false;
  }

  /** Where the work on many fails, each is worked on alone: one message that cannot be stored takes no other with it. */
  async #answer(all: readonly Waiting<Asked, Answer>[]): Promise<void> {
    try {
      const answers = await this.#work(all.map(({ asked }) => asked));
      for (const [index, { resolve }] of all.entries()) resolve(answers[index] as Answer);
    } catch (thrown) {
      if (all.length === 1) all[0]?.reject(thrown);
      else for (const one of all) await this.#answer([one]);
    }
  }
}
