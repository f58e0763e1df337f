/**
 * Distance to the home (visit rules 7.1). Both ends are taken to WGS-84 first: mixing the datums shifts a point in
 * Nantong by about 470 m, more than the fence. Nothing here blocks anybody; it only measures.
 */
import type { DatePeriod, PlainDate } from "../time/plain-date.ts";
import { periodContains } from "../time/plain-date.ts";
import type { Datum, PositionFix } from "../visits/visit-events.ts";

export type Point = { readonly latitude: number; readonly longitude: number };

/** A place where the elder may be served, with the days on which it holds (home, child's home, centre). */
export type AddressPoint = Point & { readonly datum: Datum; readonly period: DatePeriod };

/** Mean earth radius of IUGG, metres. */
const EARTH_RADIUS_M = 6_371_008.8;
/** Semi-major axis and squared eccentricity of the Krasovsky 1940 ellipsoid that GCJ-02 is computed on. */
const KRASOVSKY_AXIS_M = 6_378_245;
const KRASOVSKY_ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

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

/** The waves shared by both axes of the GCJ-02 offset; x and y are degrees east of 105 and north of 35. */
function sharedWave(x: number): number {
  return ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3;
}

function latitudeOffset(x: number, y: number): number {
  const waves =
    ((20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * 2) / 3 +
    ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3;
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + sharedWave(x) + waves;
}

function longitudeOffset(x: number, y: number): number {
  const waves =
    ((20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * 2) / 3 +
    ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3;
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + sharedWave(x) + waves;
}

/** The public offset formula of the mainland's map datum, valid inside mainland China. */
export function gcj02FromWgs84(point: Point): Point {
  const [x, y] = [point.longitude - 105, point.latitude - 35];
  const latitude = radians(point.latitude);
  const magic = 1 - KRASOVSKY_ECCENTRICITY_SQUARED * Math.sin(latitude) ** 2;
  const meridian = (KRASOVSKY_AXIS_M * (1 - KRASOVSKY_ECCENTRICITY_SQUARED)) / magic ** 1.5;
  const parallel = (KRASOVSKY_AXIS_M / Math.sqrt(magic)) * Math.cos(latitude);
  return {
    latitude: point.latitude + ((latitudeOffset(x, y) / meridian) * 180) / Math.PI,
    longitude: point.longitude + ((longitudeOffset(x, y) / parallel) * 180) / Math.PI,
  };
}

/** The inverse, by four fixed-point steps: the error is then far below a millimetre. */
export function wgs84FromGcj02(point: Point): Point {
  let guess = point;
  for (let step = 0; step < 4; step += 1) {
    const there = gcj02FromWgs84(guess);
    guess = {
      latitude: guess.latitude + point.latitude - there.latitude,
      longitude: guess.longitude + point.longitude - there.longitude,
    };
  }
  return guess;
}

/** The point in WGS-84. */
export function asWgs84(point: Point, datum: Datum): Point {
  switch (datum) {
    case "WGS-84":
      return { latitude: point.latitude, longitude: point.longitude };
    case "GCJ-02":
      return wgs84FromGcj02(point);
  }
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
  const valid = addresses.filter((address) => periodContains(address.period, on));
  if (fix.datum === null || valid.length === 0) return null;
  const where = asWgs84(fix, fix.datum);
  const distance = Math.min(...valid.map((address) => distanceM(where, asWgs84(address, address.datum))));
  const allowedM = fence.radiusM + Math.min(Math.max(0, fix.accuracyM), fence.accuracyCapM);
  return { inside: distance <= allowedM, distanceM: distance, allowedM };
}
