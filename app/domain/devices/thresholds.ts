/**
 * From which values an elder's devices alarm. Defaults are data of the device's type; an elder's own come before them, because in one
 * published sample the larger part of alerts was noise of thresholds that fitted nobody (domain reference, section 8.1). None is medical advice.
 */
import * as z from "zod";

const BOUNDS = {
  heart_rate_min: [20, 100],
  heart_rate_max: [60, 250],
  breath_rate_min: [3, 20],
  breath_rate_max: [15, 80],
  off_bed_minutes: [1, 600],
  night_from_minute: [0, 1439],
  night_to_minute: [0, 1439],
  still_minutes: [30, 2880],
  day_from_minute: [0, 1439],
  day_to_minute: [0, 1439],
  door_shut_minutes: [60, 10_080],
  low_battery_percent: [1, 60],
} as const satisfies Record<string, readonly [number, number]>;

export type ThresholdName = keyof typeof BOUNDS;

export const THRESHOLD_NAMES = Object.keys(BOUNDS) as ThresholdName[];

/** A threshold that is absent is not watched. */
export type Thresholds = Readonly<Partial<Record<ThresholdName, number>>>;

export function isThresholdName(name: string): name is ThresholdName {
  return name in BOUNDS;
}

/** Least and greatest value that may be set. */
export function thresholdBounds(name: ThresholdName): readonly [number, number] {
  return BOUNDS[name];
}

/** Whole and within the bounds: a heart rate limit of 4 is a slip of the hand, and would silence the rule. */
export function mayBeSet(name: ThresholdName, value: number): boolean {
  const [least, most] = BOUNDS[name];
  return Number.isInteger(value) && value >= least && value <= most;
}

const stored = z.record(z.string(), z.number().nullable());

/** Thresholds as a table holds them; names that this release does not know are left out. */
export function readThresholds(value: unknown): Thresholds {
  const read = stored.safeParse(value);
  if (!read.success) return {};
  return Object.fromEntries(
    Object.entries(read.data).filter(([name, number]) => isThresholdName(name) && number !== null),
  );
}

/** The type's defaults with the elder's own in front. @param own null gives a default back */
export function thresholdsOf(defaults: Thresholds, own: Readonly<Record<string, number | null>>): Thresholds {
  const given = Object.entries(own).filter(([name, value]) => isThresholdName(name) && value !== null);
  return { ...defaults, ...Object.fromEntries(given) };
}
