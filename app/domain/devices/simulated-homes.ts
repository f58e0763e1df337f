/**
 * What the devices of simulated homes say in an hour: a mattress each quarter of an hour, a button and a smoke alarm once, now and then a press,
 * and now and then a message twice, as careful networks do. The same seed and hour give the same messages at the same moments.
 */
import { seededRandom } from "../seeded-random.ts";
import type { Measures } from "./measures.ts";

/** What hangs in every simulated home, in this order. */
export const SIMULATED_TYPES = ["sos_button", "sleep_mattress", "smoke"] as const;
export type SimulatedType = (typeof SIMULATED_TYPES)[number];

export type SimulatedMessage = {
  /** Place of the home, from 0. */
  readonly home: number;
  readonly typeCode: SimulatedType;
  /** Milliseconds of simulated time after the hour began. */
  readonly atMs: number;
  /** Names the message within its run; one that is sent twice bears the same name. */
  readonly name: string;
  readonly measures: Measures;
};

export type SimulatedHour = {
  readonly homes: number;
  readonly hour: number;
  readonly seed: string;
  /** Presses of all homes together in an hour, on average. */
  readonly pressesPerHour: number;
  /** Share of messages that the network delivers twice, from 0 to 1. */
  readonly repeatedShare: number;
};

const HOUR_MS = 3_600_000;
const QUARTERS = [0, 1, 2, 3] as const;

type Said = Omit<SimulatedMessage, "name">;

function ofHome(home: number, hour: number, seed: string): Said[] {
  const random = seededRandom(`${seed}|${hour}|${home}`);
  const any = () => random.below(HOUR_MS);
  const mattress = QUARTERS.map((quarter): Said => ({
    ...{ home, typeCode: "sleep_mattress", atMs: (quarter * HOUR_MS) / 4 + random.below(HOUR_MS / 4) },
    // Nobody is ill in a simulated home: every alarm of a run is a press.
    measures: { in_bed: true, heart_rate: 58 + random.below(20), breath_rate: 13 + random.below(6) },
  }));
  const battery = 60 + seededRandom(`${seed}|battery|${home}`).below(40);
  return [
    ...mattress,
    { home, typeCode: "sos_button", atMs: any(), measures: { heartbeat: true, battery_percent: battery } },
    { home, typeCode: "smoke", atMs: any(), measures: { heartbeat: true, battery_percent: battery } },
  ];
}

/** Presses of the hour: the whole part of the average, and one more as often as its fraction says. */
function pressesOf({ homes, hour, seed, pressesPerHour }: SimulatedHour): Said[] {
  if (homes === 0) return [];
  const random = seededRandom(`${seed}|${hour}|presses`);
  const whole = Math.floor(pressesPerHour);
  const count = whole + (random.next() < pressesPerHour - whole ? 1 : 0);
  return Array.from({ length: count }, () => ({
    ...{ home: random.below(homes), typeCode: "sos_button" as const, atMs: random.below(HOUR_MS) },
    measures: { sos: true },
  }));
}

/** The messages of an hour in the order of their moments. */
export function simulatedHour(wish: SimulatedHour): SimulatedMessage[] {
  const { homes, hour, seed, repeatedShare } = wish;
  const said = [...Array.from({ length: homes }, (_, home) => ofHome(home, hour, seed)).flat(), ...pressesOf(wish)].map(
    (one, index) => ({ ...one, name: `${hour}-${index}` }),
  );
  const random = seededRandom(`${seed}|${hour}|repeats`);
  const repeats = said.filter(() => random.next() < repeatedShare).map((one) => ({ ...one, atMs: one.atMs + 1 }));
  return [...said, ...repeats].sort((left, right) => left.atMs - right.atMs || (left.name < right.name ? -1 : 1));
}
