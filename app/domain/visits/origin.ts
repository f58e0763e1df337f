/** Where a visit came from: planned by the office, or asked for by the elder, at a kiosk or in a call to the hotline (代办). */
export const BOOKED_ORIGINS = ["kiosk", "hotline"] as const;
export type BookedOrigin = (typeof BOOKED_ORIGINS)[number];

/** The elder chose its time: a new plan leaves it where it stands. */
export function isBookedByElder(origin: string): boolean {
  return (BOOKED_ORIGINS as readonly string[]).includes(origin);
}
