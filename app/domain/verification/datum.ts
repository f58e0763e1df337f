/**
 * The coordinate frames of mainland maps, and the one way from each of them to WGS-84. GCJ-02 shifts a point by 300 to 700 m with a
 * public formula of waves on the Krasovsky 1940 ellipsoid; BD-09 turns and shifts GCJ-02 once more. Outside the mainland neither
 * is applied by the maps that use them, so nothing is shifted back there.
 */
import type { Datum } from "../visits/visit-events.ts";

export type Point = { readonly latitude: number; readonly longitude: number };

/** Semi-major axis and squared eccentricity of the Krasovsky 1940 ellipsoid that GCJ-02 is computed on. */
const KRASOVSKY_AXIS_M = 6_378_245;
const KRASOVSKY_ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;

/** The frame around the mainland that the public formula checks; Hong Kong and the seas beside it lie inside. */
const MAINLAND = { south: 0.8293, north: 55.8271, west: 72.004, east: 137.8347 };

/** How BD-09 differs from GCJ-02: a small turn and stretch by waves, then a shift of both axes, degrees. */
const BAIDU = { wave: (Math.PI * 3000) / 180, stretch: 0.000_02, turn: 0.000_003, east: 0.0065, north: 0.006 };

/** Fixed-point steps of the inverses. Each step divides the error by about a hundred; after five it is far below a millimetre. */
const INVERSE_STEPS = 5;

export const radians = (degrees: number) => (degrees * Math.PI) / 180;

function isShifted({ latitude, longitude }: Point): boolean {
  return (
    latitude > MAINLAND.south && latitude < MAINLAND.north && longitude > MAINLAND.west && longitude < MAINLAND.east
  );
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

/** The public offset formula of the mainland's map datum; a point outside the mainland stays where it is. */
export function gcj02FromWgs84(point: Point): Point {
  if (!isShifted(point)) return { latitude: point.latitude, longitude: point.longitude };
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

/** Baidu's frame from the mainland's map datum; a point outside the mainland stays where it is. */
export function bd09FromGcj02(point: Point): Point {
  const { latitude, longitude } = point;
  if (!isShifted(point)) return { latitude, longitude };
  const radius = Math.hypot(longitude, latitude) + BAIDU.stretch * Math.sin(latitude * BAIDU.wave);
  const angle = Math.atan2(latitude, longitude) + BAIDU.turn * Math.cos(longitude * BAIDU.wave);
  return {
    latitude: radius * Math.sin(angle) + BAIDU.north,
    longitude: radius * Math.cos(angle) + BAIDU.east,
  };
}

/** The point that a shift takes to the given one. */
function before(shift: (point: Point) => Point, point: Point): Point {
  let guess: Point = { latitude: point.latitude, longitude: point.longitude };
  for (let step = 0; step < INVERSE_STEPS; step += 1) {
    const there = shift(guess);
    guess = {
      latitude: guess.latitude + point.latitude - there.latitude,
      longitude: guess.longitude + point.longitude - there.longitude,
    };
  }
  return guess;
}

export function wgs84FromGcj02(point: Point): Point {
  return before(gcj02FromWgs84, point);
}

export function gcj02FromBd09(point: Point): Point {
  return before(bd09FromGcj02, point);
}

/** The point in WGS-84: every distance of the product is measured there. */
export function asWgs84(point: Point, datum: Datum): Point {
  switch (datum) {
    case "WGS-84":
      return { latitude: point.latitude, longitude: point.longitude };
    case "GCJ-02":
      return wgs84FromGcj02(point);
    case "BD-09":
      return wgs84FromGcj02(gcj02FromBd09(point));
  }
}
