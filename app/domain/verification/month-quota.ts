/**
 * Place of a visit among the elder's visits of a month (domain rule 12): the month's visits are the first verified
 * ones charged to the fund, by start time, whether claimed yet or not. Only a visit the provider has waived gives its
 * place to a later one.
 */
import type { Instant } from "../time/instant.ts";

export type CountedVisit = {
  readonly visitNo: string;
  readonly startAt: Instant;
  readonly verified: boolean;
  readonly waived: boolean;
};

/**
 * Position 1, 2, 3, … of each visit that counts. All visits must be of one elder, one fund and one month.
 * Equal starts are ordered by visit number, so the answer never depends on the order of entry.
 */
export function monthPositions(visits: readonly CountedVisit[]): ReadonlyMap<string, number> {
  const counted = visits
    .filter((visit) => visit.verified && !visit.waived)
    .sort((left, right) => left.startAt - right.startAt || (left.visitNo < right.visitNo ? -1 : 1));
  return new Map(counted.map((visit, index) => [visit.visitNo, index + 1]));
}
