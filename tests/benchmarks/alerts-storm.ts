/** The storm itself: devices that come back with a day's buffer each, and calls for help that go on at their pace, each until acknowledged. */
import type { Sender } from "./alerts-district.ts";
import type { Way } from "./alerts-ways.ts";

export type StormSize = {
  /** Readings of one device's buffer. */
  readonly readings: number;
  readonly minutes: number;
  /** Calls for help a second. */
  readonly rate: number;
};

/** Acknowledged at 0: not yet. */
export type Press = { readonly id: string; readonly at: number; acknowledgedAt: number };

export type Storm = {
  readonly presses: readonly Press[];
  /** How long each buffer waited until it was acknowledged. */
  readonly bufferMs: readonly number[];
  /** Answers that told a buffer to come later. */
  readonly sentAway: number;
  readonly tookMs: number;
};

/** Buffers come within this share of the storm, so that the last ones are in before it ends. */
const COMING_SHARE = 0.9;
const MINUTES_APART = 5;
/** What is not acknowledged so long after the storm's end counts as lost: the command ends within ten minutes. */
const AFTERWARDS_MS = 120_000;

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

function bufferOf(readings: number, startedAt: number): string {
  const list = Array.from({ length: readings }, (_, place) => ({
    seq: place,
    at: new Date(startedAt - (readings - place) * MINUTES_APART * 60_000).toISOString(),
    heart_rate: 60 + (place % 9),
    in_bed: place % 40 !== 0,
  }));
  return JSON.stringify({ readings: list });
}

/** @param all each mattress sends one buffer; buttons are pressed by turns */
export async function storm(
  way: Way,
  all: { readonly buttons: readonly Sender[]; readonly mattresses: readonly Sender[] },
  { readings, minutes, rate }: StormSize,
): Promise<Storm> {
  const began = performance.now();
  const startedAt = Date.now();
  const lengthMs = minutes * 60_000;
  const presses: Press[] = [];
  const bufferMs: number[] = [];
  let sentAway = 0;
  const buffers = all.mattresses.map(async (sender, index) => {
    await pause((index / all.mattresses.length) * lengthMs * COMING_SHARE);
    const from = performance.now();
    sentAway += await way.send(sender, bufferOf(readings, startedAt));
    bufferMs.push(performance.now() - from);
  });
  const calls = Array.from({ length: Math.floor((lengthMs / 1000) * rate) }, async (_, index) => {
    await pause((index / rate) * 1000);
    const sender = all.buttons[index % all.buttons.length];
    if (!sender) return;
    const press: Press = { id: `p${index}`, at: performance.now(), acknowledgedAt: 0 };
    presses.push(press);
    await way.send(sender, JSON.stringify({ readings: [{ id: press.id, sos: true }] }));
    press.acknowledgedAt = performance.now();
  });
  await Promise.race([Promise.all([...buffers, ...calls]), pause(lengthMs + AFTERWARDS_MS)]);
  return { presses, bufferMs, sentAway, tookMs: performance.now() - began };
}
