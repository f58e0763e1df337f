/**
 * The lanes of devices' requests. What asks at the same time is gathered into one transaction, so that a storm costs the database little more
 * than one request does; calls for help have a lane of their own, and no other message is ever in hand before them. Long buffers share two
 * places, a line of limited length, and an answer that says "later" to whoever finds the line full.
 *
 * Each lane has one transaction in hand at a time, so that together with the loops of the alarm watch they need fewer connections than the
 * intake's pool has: a call for help never waits for a connection.
 */
import { isCallForHelp } from "#app/domain/devices/measures.ts";
import { findSenders, type DeviceLanes } from "#app/usecases/devices/receive-signed.server.ts";
import { receiveDeliveries, type FaultPoint } from "#app/usecases/devices/receive-delivery.server.ts";
import type { Delivery } from "#app/usecases/devices/store-readings.server.ts";
import { withNamedStatements, type Context } from "#db/transaction.ts";

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

/** A line before a few places. Who finds it full is told so at once. */
export class Lane {
  readonly #places: number;
  readonly #longest: number;
  #taken = 0;
  readonly #waiting: (() => void)[] = [];

  /** @param longest who waits at most, beside those in the places */
  constructor(places: number, longest: number) {
    this.#places = places;
    this.#longest = longest;
  }

  /** @returns null for who found the line full */
  async run<T>(work: () => Promise<T>): Promise<T | null> {
    // A place that is given back goes to who waits first; only who finds one free takes a new one.
    if (this.#taken < this.#places) this.#taken += 1;
    else if (this.#waiting.length >= this.#longest) return null;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
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

/** More than a storm brings while a slow round of the database lasts: a line that is longer than one round would never end. */
const GATHERED_AT_MOST = 500;
const [LONG_AT_ONCE, LONG_WAITING] = [2, 200];

export type OpenLanes = DeviceLanes & {
  /** For bodies from LONG_BODY_BYTES. */
  readonly long: Lane;
};

const callsForHelp = ({ messages }: Delivery) => messages.some(({ measures }) => isCallForHelp(measures));

/** @param contextNow of the intake's own connections */
export function openDeviceLanes(contextNow: () => Context, fault: FaultPoint): OpenLanes {
  const named = () => withNamedStatements(contextNow());
  const store = () =>
    new Gather((deliveries: readonly Delivery[]) => receiveDeliveries(named(), deliveries, fault), GATHERED_AT_MOST);
  const [calls, words] = [store(), store()];
  const senders = new Gather((hashes: readonly string[]) => findSenders(named(), hashes), GATHERED_AT_MOST);
  return {
    findSender: (tokenHash) => senders.ask(tokenHash),
    store: (delivery) => (callsForHelp(delivery) ? calls : words).ask(delivery),
    long: new Lane(LONG_AT_ONCE, LONG_WAITING),
  };
}
