/** Where a device stands after a reading: what it said last, and since when that is so. An older reading changes nothing. */
import type { Instant } from "../time/instant.ts";
import type { Measures } from "./measures.ts";

export type Standing = {
  readonly measuredAt: Instant | null;
  readonly batteryPercent: number | null;
  readonly inBed: boolean | null;
  readonly inBedSince: Instant | null;
  readonly movedAt: Instant | null;
  readonly doorOpen: boolean | null;
  readonly doorSince: Instant | null;
  readonly values: Measures;
};

export const NOTHING_HEARD: Standing = {
  measuredAt: null,
  batteryPercent: null,
  inBed: null,
  inBedSince: null,
  movedAt: null,
  doorOpen: null,
  doorSince: null,
  values: {},
};

type Measured = { readonly measuredAt: Instant; readonly measures: Measures };

/** Somebody moved: said so, got into or out of bed, or opened or shut a door. */
function showsMovement({ measures }: Measured, before: Standing): boolean {
  return (
    measures.motion === true ||
    (measures.in_bed !== undefined && before.inBed !== null && measures.in_bed !== before.inBed) ||
    (measures.door_open !== undefined && before.doorOpen !== null && measures.door_open !== before.doorOpen)
  );
}

function flagAfter(said: boolean | undefined, before: boolean | null, since: Instant | null, at: Instant) {
  if (said === undefined) return { flag: before, since };
  return { flag: said, since: said === before ? since : at };
}

/** Readings are taken in the order of their times; one that is older than what is known only counts for nothing here. */
export function standAfter(before: Standing, reading: Measured): Standing {
  const { measuredAt, measures } = reading;
  if (before.measuredAt !== null && measuredAt < before.measuredAt) return before;
  const bed = flagAfter(measures.in_bed, before.inBed, before.inBedSince, measuredAt);
  const door = flagAfter(measures.door_open, before.doorOpen, before.doorSince, measuredAt);
  return {
    measuredAt,
    batteryPercent:
      measures.battery_percent === undefined ? before.batteryPercent : Math.round(measures.battery_percent),
    inBed: bed.flag,
    inBedSince: bed.since,
    movedAt: showsMovement(reading, before) ? measuredAt : before.movedAt,
    doorOpen: door.flag,
    doorSince: door.since,
    values: { ...before.values, ...measures },
  };
}

/** @param readings in any order */
export function standAfterAll(before: Standing, readings: readonly Measured[]): Standing {
  return [...readings].sort((left, right) => left.measuredAt - right.measuredAt).reduce(standAfter, before);
}
