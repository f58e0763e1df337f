/**
 * A door or a bed sensor beside a visit: that the door was opened around the check-in, or that the bed was left for the bath, agrees with
 * what the worker's phone says. It is a weak place proof (verification/evidence.ts) and counts only where the elder agreed; alone it proves
 * nothing, because anybody opens a door.
 */
import { plusMinutes, type Instant } from "../time/instant.ts";
import type { Measures } from "./measures.ts";

/** Opened this long before the check-in at most: the worker rings, enters, and takes out the phone. */
export const BEFORE_CHECK_IN_MINUTES = 10;
export const AFTER_CHECK_IN_MINUTES = 5;

type Measured = { readonly measuredAt: Instant; readonly measures: Measures };

export type Corroboration = { readonly deviceKind: "door" | "bed"; readonly at: Instant };

function saidBy({ measuredAt, measures }: Measured): Corroboration | null {
  if (measures.door_open === true) return { deviceKind: "door", at: measuredAt };
  return measures.in_bed === false ? { deviceKind: "bed", at: measuredAt } : null;
}

/** The first agreeing word of a sensor around a check-in; null when there is none. @param readings of the elder's home, in any order */
export function corroborates(readings: readonly Measured[], checkInAt: Instant): Corroboration | null {
  const [from, to] = [plusMinutes(checkInAt, -BEFORE_CHECK_IN_MINUTES), plusMinutes(checkInAt, AFTER_CHECK_IN_MINUTES)];
  return (
    readings
      .filter(({ measuredAt }) => measuredAt >= from && measuredAt <= to)
      .sort((left, right) => left.measuredAt - right.measuredAt)
      .map(saidBy)
      .find((said) => said !== null) ?? null
  );
}
