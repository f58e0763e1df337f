/**
 * What devices of a family bed can say, by the product's own names. A vendor's words become these by a mapping file; rules know only these
 * (domain reference, section 8.1). Flags are true when the thing is so: a press, smoke, somebody in bed.
 */
export const FLAG_MEASURES = [
  "sos",
  "fall",
  "smoke",
  "gas",
  "water",
  "left_area",
  "in_bed",
  "motion",
  "door_open",
  "heartbeat",
] as const;

/** Units end the names where a unit is not the usual one: rates are per minute. */
export const NUMBER_MEASURES = ["heart_rate", "breath_rate", "battery_percent", "temperature_c"] as const;

export type FlagMeasure = (typeof FLAG_MEASURES)[number];
export type NumberMeasure = (typeof NUMBER_MEASURES)[number];
export type Measure = FlagMeasure | NumberMeasure;

export type Measures = Readonly<Partial<Record<FlagMeasure, boolean> & Record<NumberMeasure, number>>>;

export const MEASURE_NAMES: readonly Measure[] = [...FLAG_MEASURES, ...NUMBER_MEASURES];

/** Calls for help: they alarm whenever they arrive, however late, and no rule holds one back. */
export const CALLS_FOR_HELP = ["sos", "fall", "smoke", "gas", "water"] as const satisfies readonly FlagMeasure[];

export function isFlagMeasure(name: string): name is FlagMeasure {
  return (FLAG_MEASURES as readonly string[]).includes(name);
}

export function isCallForHelp(measures: Measures): boolean {
  return CALLS_FOR_HELP.some((name) => measures[name] === true);
}

/** Values that a body or a sensor can have; what lies outside is a fault of the device and is left out, not an alarm. */
const POSSIBLE: Readonly<Record<NumberMeasure, readonly [number, number]>> = {
  heart_rate: [1, 300],
  breath_rate: [1, 100],
  battery_percent: [0, 100],
  temperature_c: [-60, 150],
};

/** Mattresses say 0 when nobody lies on them: no pulse of an empty bed is a danger. */
export function isPossible(name: NumberMeasure, value: number): boolean {
  const [least, most] = POSSIBLE[name];
  return Number.isFinite(value) && value >= least && value <= most;
}
