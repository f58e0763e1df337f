/** Who is sent: the nearest care worker who is free. Straight distances; the seat decides and rings, so a name more is better than one less. */
import { distanceMetres, type GeoPoint } from "../scheduling/travel.ts";
import type { Instant } from "../time/instant.ts";

export type ResponderVisit = { readonly startAt: Instant; readonly endAt: Instant; readonly at: GeoPoint };

export type PossibleResponder = {
  readonly workerId: string;
  readonly name: string;
  readonly home: GeoPoint;
  /** Visits of the day that the worker is to make or has made. */
  readonly visits: readonly ResponderVisit[];
  /** Sent somewhere and not there yet. */
  readonly isOnTheWay: boolean;
};

/** A visit that begins sooner than this is not left for another home. */
export const FREE_MINUTES = 30;

export type Responder = { readonly workerId: string; readonly name: string; readonly distanceM: number };

/** Where somebody most likely is: at the visit that ended last today, else at home. */
function placeAt({ home, visits }: PossibleResponder, now: Instant): GeoPoint {
  const over = visits.filter(({ endAt }) => endAt <= now).sort((left, right) => right.endAt - left.endAt);
  return over[0]?.at ?? home;
}

export function isFree({ visits, isOnTheWay }: PossibleResponder, now: Instant): boolean {
  const soon = now + FREE_MINUTES * 60_000;
  return !isOnTheWay && visits.every(({ startAt, endAt }) => endAt <= now || startAt > soon);
}

/** The free ones, the nearest first; of two as near, in the order given. */
export function nearestFree(
  all: readonly PossibleResponder[],
  home: GeoPoint,
  now: Instant,
  most: number,
): Responder[] {
  return all
    .filter((one) => isFree(one, now))
    .map((one) => ({
      workerId: one.workerId,
      name: one.name,
      distanceM: Math.round(distanceMetres(placeAt(one, now), home)),
    }))
    .sort((left, right) => left.distanceM - right.distanceM)
    .slice(0, most);
}
