/**
 * A few threads that share a list of work: each takes the next piece when it has answered the last. A thread that dies ends the whole
 * list with an error that says so; nothing waits for ever. Work and answers cross by structured clone.
 */
import type { Worker } from "node:worker_threads";

export type ThreadPoolSettings = {
  /** Starts one thread. */
  readonly start: () => Worker;
  /** Most threads at once; no more are started than there is work. */
  readonly threads: number;
};

export type ListOptions<Work> = {
  /** Larger pieces are begun first, so that none of them is begun last and alone. */
  readonly sizeOf: (work: Work) => number;
  readonly nameOf: (work: Work) => string;
  readonly onDone?: ((work: Work) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** One thread: it is asked one thing at a time and answers with one message. */
class AnsweringThread {
  readonly #worker: Worker;
  #asked: {
    readonly name: string;
    readonly resolve: (answer: unknown) => void;
    readonly reject: (error: Error) => void;
  } | null = null;
  #ended: string | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (answer: unknown) => {
      this.#asked?.resolve(answer);
      this.#asked = null;
    });
    worker.on("error", (thrown: unknown) =>
      this.#end(thrown instanceof Error ? thrown.message : "it threw what is no error", thrown),
    );
    worker.on("messageerror", (error) => this.#end("its answer could not be read", error));
    worker.on("exit", (code) => this.#end(`it ended with code ${code}`));
  }

  ask(name: string, work: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#asked = { name, resolve, reject };
      if (this.#ended !== null) this.#end(this.#ended);
      else this.#worker.postMessage(work);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #end(why: string, cause?: unknown): void {
    this.#ended ??= why;
    this.#asked?.reject(new Error(`a thread failed at ${this.#asked.name}: ${this.#ended}`, { cause }));
    this.#asked = null;
  }
}

export class ThreadPool<Work, Answer> {
  readonly #settings: ThreadPoolSettings;
  readonly #threads: AnsweringThread[] = [];
  /** Whoever closes waits also for the threads that another call is ending. */
  #closing: Promise<unknown> = Promise.resolve();

  constructor(settings: ThreadPoolSettings) {
    this.#settings = settings;
  }

  /**
   * @returns the answers in the order of the list
   * Throws the signal's reason when it was called off, and the error of a thread that died; all threads have ended then.
   */
  async run(list: readonly Work[], options: ListOptions<Work>): Promise<Answer[]> {
    const { sizeOf, signal } = options;
    signal?.throwIfAborted();
    const queue = [...list.keys()].sort(
      (left, right) => sizeOf(at(list, right)) - sizeOf(at(list, left)) || left - right,
    );
    const answers = new Map<number, Answer>();
    const stop = () => void this.close();
    signal?.addEventListener("abort", stop);
    try {
      await Promise.all(
        this.#seats(list.length).map((thread) => this.#serve(thread, { list, queue, answers, options })),
      );
    } catch (thrown) {
      await this.close();
      signal?.throwIfAborted();
      throw thrown;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
    signal?.throwIfAborted();
    return [...list.keys()].map((index) => answers.get(index) as Answer);
  }

  /** Ends every thread, whatever it is doing. A later run starts others. */
  async close(): Promise<void> {
    this.#closing = Promise.all([this.#closing, ...this.#threads.splice(0).map((thread) => thread.close())]);
    await this.#closing;
  }

  #seats(pieces: number): readonly AnsweringThread[] {
    const wanted = Math.min(pieces, Math.max(1, this.#settings.threads));
    while (this.#threads.length < wanted) this.#threads.push(new AnsweringThread(this.#settings.start()));
    return this.#threads.slice(0, wanted);
  }

  async #serve(thread: AnsweringThread, { list, queue, answers, options }: Serving<Work, Answer>): Promise<void> {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
      const work = at(list, index);
      answers.set(index, (await thread.ask(options.nameOf(work), work)) as Answer);
      options.onDone?.(work);
    }
  }
}

type Serving<Work, Answer> = {
  readonly list: readonly Work[];
  /** Indexes of the list that nobody has begun; shared by the threads. */
  readonly queue: number[];
  readonly answers: Map<number, Answer>;
  readonly options: ListOptions<Work>;
};

function at<Item>(list: readonly Item[], index: number): Item {
  const item = list[index];
  if (item === undefined) throw new RangeError(`nothing at ${index} of ${list.length}`);
  return item;
}
