/**
 * A door or a bed sensor beside a visit: that the door was opened around the check-in, or that the bed was left for the bath, agrees with
 * what the worker's phone says. It is a word beside the proofs and never one of them: alone it proves
 * nothing, because anybody opens a door.
 */
import { plusMinutes, type Instant } from "../time/instant.ts";
import type { Measures } from "./measures.ts";

/** Opened this long before the check-in at most: the worker rings, enters, and takes out the phone. */
export const BEFORE_CHECK_IN_MINUTES = 10;
export const AFTER_CHECK_IN_MINUTES = 5;

type Measured = { readonly measuredAt: Instant; readonly measures: Measures };

/** Of a class of its own: whatever counts proofs takes places and persons, and never meets this one. */
export type Corroboration = {
  readonly class: "corroboration";
  readonly deviceKind: "door" | "bed";
  readonly at: Instant;
};

/** A corroboration beside the end of the visit that it agrees with. */
export type CorroboratedEnd = Corroboration & { readonly end: "check_in" | "check_out" };

function saidBy({ measuredAt, measures }: Measured): Corroboration | null {
  if (measures.door_open === true) return { class: "corroboration", deviceKind: "door", at: measuredAt };
  return measures.in_bed === false ? { class: "corroboration", deviceKind: "bed", at: measuredAt } : null;
}

/** The first agreeing word of a sensor around a check-in or check-out; null when there is none. @param readings of the home, in any order */
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

/** What agrees with either end of a visit. @param ends null where nobody checked in or out */
export function corroboratedEnds(
  readings: readonly Measured[],
  ends: { readonly checkInAt: Instant | null; readonly checkOutAt: Instant | null },
): CorroboratedEnd[] {
  const at = (end: CorroboratedEnd["end"], moment: Instant | null): CorroboratedEnd[] => {
    const found = moment === null ? null : corroborates(readings, moment);
    return found === null ? [] : [{ ...found, end }];
  };
  return [...at("check_in", ends.checkInAt), ...at("check_out", ends.checkOutAt)];
}
