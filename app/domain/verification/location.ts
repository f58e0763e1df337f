/**
 * Distance to the home (visit rules 7.1). Both ends are taken to WGS-84 first: mixing the datums shifts a point in
 * Nantong by about 470 m, more than the fence. Nothing here blocks anybody; it only measures.
 */
import type { DatePeriod, PlainDate } from "../time/plain-date.ts";
import { periodContains } from "../time/plain-date.ts";
import type { Datum, PositionFix } from "../visits/visit-events.ts";
import { asWgs84, radians, type Point } from "./datum.ts";

/** A place where the elder may be served, with the days on which it holds (home, child's home, centre). */
export type AddressPoint = Point & { readonly datum: Datum; readonly period: DatePeriod };

/** Mean earth radius of IUGG, metres. */
const EARTH_RADIUS_M = 6_371_008.8;
/** Great-circle distance in metres between two points of one datum (haversine). */
export function distanceM(from: Point, to: Point): number {
  const latitudes = radians(to.latitude - from.latitude);
  const longitudes = radians(to.longitude - from.longitude);
  const chord =
    Math.sin(latitudes / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(longitudes / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Metres of one degree of latitude. */
const DEGREE_M = 111_195;

/** The point at a distance in metres, in the direction of an angle in radians that turns from north to east. Short ways only. */
export function pointAt(centre: Point, metres: number, angle: number): Point {
  const eastDegreeM = DEGREE_M * Math.cos(radians(centre.latitude));
  return {
    latitude: centre.latitude + (metres * Math.cos(angle)) / DEGREE_M,
    longitude: centre.longitude + (metres * Math.sin(angle)) / eastDegreeM,
  };
}

/** Metres east and north of a centre; the other way round of `pointAt`. Short ways only. */
export function offsetFrom(centre: Point, point: Point): { readonly eastM: number; readonly northM: number } {
  return {
    eastM: Math.round((point.longitude - centre.longitude) * DEGREE_M * Math.cos(radians(centre.latitude))),
    northM: Math.round((point.latitude - centre.latitude) * DEGREE_M),
  };
}

export type Fence = { readonly radiusM: number; readonly accuracyCapM: number };

export type FenceResult = {
  readonly inside: boolean;
  /** Metres to the nearest address valid on the date. */
  readonly distanceM: number;
  readonly allowedM: number;
};

/**
 * Inside when the distance to the nearest address is at most the radius plus the reported accuracy, the latter capped
 * (visit rules 7.1). Null when it cannot be judged: the fix has no datum, or no address holds on the date.
 */
export function judgeFence(
  fix: PositionFix,
  addresses: readonly AddressPoint[],
  on: PlainDate,
  fence: Fence,
): FenceResult | null {
  // Coordinates that were blurred measure nothing any more; what they had measured stays.
  if (fix.blurred !== undefined) return fix.blurred.inside === null ? null : fix.blurred;
  const valid = addresses.filter((address) => periodContains(address.period, on));
  if (fix.datum === null || valid.length === 0) return null;
  const where = asWgs84(fix, fix.datum);
  const distance = Math.min(...valid.map((address) => distanceM(where, asWgs84(address, address.datum))));
  const allowedM = fence.radiusM + Math.min(Math.max(0, fix.accuracyM), fence.accuracyCapM);
  return { inside: distance <= allowedM, distanceM: distance, allowedM };
}
