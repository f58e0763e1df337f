/** Expected travel between homes: straight-line distance x 1.3 at the planning speed, plus set-up (planning limits of the policy). */

/** WGS-84 degrees. */
export type GeoPoint = { readonly latitude: number; readonly longitude: number };

export type TravelPace = { readonly travelSpeedKmh: number; readonly travelSetupMinutes: number };

const EARTH_RADIUS_M = 6_371_000;
/** Streets are longer than the straight line (district rule). */
const DETOUR = 1.3;
/** Two addresses within a metre are one home: flats of a stairwell share their point. */
const SAME_HOME_M = 1;

/** Great-circle distance in metres (haversine). */
export function distanceMetres(from: GeoPoint, to: GeoPoint): number {
  const radians = Math.PI / 180;
  const latitudes = (to.latitude - from.latitude) * radians;
  const longitudes = (to.longitude - from.longitude) * radians;
  const chord =
    Math.sin(latitudes / 2) ** 2 +
    Math.cos(from.latitude * radians) * Math.cos(to.latitude * radians) * Math.sin(longitudes / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Whole minutes, rounded up, from one home to the next; none inside one home. */
export function travelMinutes(from: GeoPoint, to: GeoPoint, pace: TravelPace): number {
  const metres = distanceMetres(from, to);
  if (metres < SAME_HOME_M) return 0;
  return Math.ceil((metres * DETOUR * 60) / (pace.travelSpeedKmh * 1000) + pace.travelSetupMinutes);
}
