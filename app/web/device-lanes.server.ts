/**
 * The lanes of devices' requests: those of the intake (usecases/devices/intake-lanes), which the broker's messages share, the question whose a
 * token is, and a place to wait. Long buffers share two places, a line of limited length, and an answer that says "later" to whoever finds the
 * line full.
 */
import { Gather } from "#app/usecases/devices/gather.ts";
import { GATHERED_AT_MOST, openIntakeLanes } from "#app/usecases/devices/intake-lanes.server.ts";
import type { FaultPoint } from "#app/usecases/devices/receive-delivery.server.ts";
import { findSenders, type DeviceLanes } from "#app/usecases/devices/receive-signed.server.ts";
import { withNamedStatements, type Context } from "#db/transaction.ts";

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

const [LONG_AT_ONCE, LONG_WAITING] = [2, 200];

export type OpenLanes = DeviceLanes & {
  /** For bodies from LONG_BODY_BYTES. */
  readonly long: Lane;
};

/** @param contextNow of the intake's own connections */
export function openDeviceLanes(contextNow: () => Context, fault: FaultPoint): OpenLanes {
  const senders = new Gather(
    (hashes: readonly string[]) => findSenders(withNamedStatements(contextNow()), hashes),
    GATHERED_AT_MOST,
  );
  return {
    ...openIntakeLanes(contextNow, fault),
    findSender: (tokenHash) => senders.ask(tokenHash),
    long: new Lane(LONG_AT_ONCE, LONG_WAITING),
  };
}
