/** Points of homes: longitude and latitude as typed, checked against where the district lies. Stored points are WGS-84. */
import type { Point } from "../../verification/datum.ts";
import { asWgs84 } from "../../verification/datum.ts";
import type { DatumCode } from "./codes.ts";

/** given = coordinates of the row; approximate = the centroid of its community or street, never good enough for a fence. */
export type Place = Point & { readonly quality: "given" | "approximate"; readonly sourceDatum: DatumCode };

/** Bounds of mainland China in degrees; a point outside was mistyped. */
const LATITUDE = { least: 3, most: 54 };
const LONGITUDE = { least: 73, most: 136 };

/** A point further than this from its street's centroid is questioned: the district is about 30 km across. */
export const FAR_FROM_STREET_M = 20_000;

/** Could the point lie in mainland China? */
export function isInChina({ latitude, longitude }: Point): boolean {
  return (
    latitude >= LATITUDE.least &&
    latitude <= LATITUDE.most &&
    longitude >= LONGITUDE.least &&
    longitude <= LONGITUDE.most
  );
}

/** The point of a row in WGS-84, to 6 decimals. */
export function givenPlace(point: Point, datum: DatumCode): Place {
  const { latitude, longitude } = asWgs84(point, datum);
  return {
    latitude: roundedDegrees(latitude),
    longitude: roundedDegrees(longitude),
    quality: "given",
    sourceDatum: datum,
  };
}

/** The point of a street or community standing in for a home whose coordinates are not known. */
export function approximatePlace(point: Point): Place {
  return {
    latitude: point.latitude,
    longitude: point.longitude,
    quality: "approximate",
    sourceDatum: "WGS-84",
  };
}

/** Degrees to 6 decimals, about 0.1 m. */
export function roundedDegrees(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
