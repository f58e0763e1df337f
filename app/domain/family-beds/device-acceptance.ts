/**
 * Devices of a bed at acceptance: whether one works is what the registry heard, never what somebody ticks. A device is proven when it is in the
 * registry, hangs in this elder's home, was heard a moment ago, and its test arrived since it was hung: a call for help from what
 * calls for help, a measurement from what measures. Beds counted before they work are the usual audit finding (rule G-COUNT).
 */
import type { Measure } from "../devices/measures.ts";
import { plusMinutes, type Instant } from "../time/instant.ts";

/** What a device still lacks, in the order in which it is put right. */
export const DEVICE_LACKS = ["not_registered", "not_bound", "not_heard", "not_tested"] as const;
export type DeviceLack = (typeof DEVICE_LACKS)[number];

/** When a device last said a measure since it was hung; `isTrue` keeps a press apart from its release. */
export type SaidMeasure = { readonly measure: string; readonly isTrue: boolean; readonly lastAt: Instant };

export type RegistryEntry = {
  readonly deviceNo: string;
  /** The name the vendor's messages call it by: the serial on its label. */
  readonly externalId: string;
  /** What its type measures. */
  readonly measures: readonly string[];
  readonly isBoundHere: boolean;
  readonly seenAt: Instant | null;
  readonly said: readonly SaidMeasure[];
};

export type ReportedDevice = { readonly kind: string; readonly serial: string };

export type DeviceCheck = ReportedDevice & {
  readonly deviceNo: string | null;
  readonly seenAt: Instant | null;
  readonly testedAt: Instant | null;
  /** Empty when the device is proven. */
  readonly lacks: readonly DeviceLack[];
};

/** Can be set off by hand at acceptance; nobody falls for a test. */
const PRESSED: readonly Measure[] = ["sos", "smoke", "gas", "water"];
/** Says that a device lives and nothing of what it is there for. */
const NO_TEST: readonly Measure[] = ["battery_percent"];

/** The measures of a type that can be set off by hand; a device that has one is tested by it. */
export function pressedMeasures(measures: readonly string[]): readonly string[] {
  return measures.filter((name) => (PRESSED as readonly string[]).includes(name));
}

function testedAt({ measures, said }: RegistryEntry): Instant | null {
  const pressed = pressedMeasures(measures);
  const counts = ({ measure, isTrue }: SaidMeasure) =>
    pressed.length > 0
      ? isTrue && pressed.includes(measure)
      : measures.includes(measure) && !(NO_TEST as readonly string[]).includes(measure);
  const times = said.filter(counts).map(({ lastAt }) => lastAt);
  return times.length === 0 ? null : (Math.max(...times) as Instant);
}

function lacksOf(entry: RegistryEntry | undefined, tested: Instant | null, since: Instant): DeviceLack[] {
  if (entry === undefined) return ["not_registered"];
  if (!entry.isBoundHere) return ["not_bound"];
  return [
    ...(entry.seenAt === null || entry.seenAt < since ? (["not_heard"] as const) : []),
    ...(tested === null ? (["not_tested"] as const) : []),
  ];
}

/**
 * Each reported device with what it lacks.
 * @param registry devices whose number or serial was reported, of this home or of none
 * @param heardMinutes heard longer ago than this is silent (policy device_offline_warn_min)
 */
export function checkDevices(
  reported: readonly ReportedDevice[],
  registry: readonly RegistryEntry[],
  { now, heardMinutes }: { readonly now: Instant; readonly heardMinutes: number },
): DeviceCheck[] {
  return reported.map(({ kind, serial }) => {
    const named = registry.filter((one) => one.externalId === serial || one.deviceNo === serial);
    // Two vendors may use one serial: the one that hangs here is meant.
    const entry = named.find((one) => one.isBoundHere) ?? named[0];
    const tested = entry?.isBoundHere === true ? testedAt(entry) : null;
    return {
      ...{ kind, serial, deviceNo: entry?.deviceNo ?? null, seenAt: entry?.seenAt ?? null, testedAt: tested },
      lacks: lacksOf(entry, tested, plusMinutes(now, -heardMinutes)),
    };
  });
}

/** Serials of devices that lack something. */
export function unprovenSerials(checks: readonly DeviceCheck[]): string[] {
  return checks.filter(({ lacks }) => lacks.length > 0).map(({ serial }) => serial);
}
