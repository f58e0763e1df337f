/** When a certificate that comes to its end is warned of: 30, 14 and 7 days ahead, and once it is over, when it blocks. */
import type { PlainDate } from "../time/plain-date.ts";
import { daysBetween } from "../time/plain-date.ts";

/** Days ahead at which the warning begins and grows louder. */
export const EXPIRY_WARNING_DAYS = [30, 14, 7] as const;

export type ExpiryLevel = "expired" | "within_7" | "within_14" | "within_30" | "far";

/** Days until the last valid day, which still counts; negative once it is over, null without an end. */
export function daysUntilExpiry(today: PlainDate, expiresOn: PlainDate | null): number | null {
  return expiresOn === null ? null : daysBetween(today, expiresOn);
}

/** How urgent it is. On the last valid day itself the certificate still counts. */
export function expiryLevel(daysLeft: number | null): ExpiryLevel {
  if (daysLeft === null) return "far";
  if (daysLeft < 0) return "expired";
  if (daysLeft <= 7) return "within_7";
  if (daysLeft <= 14) return "within_14";
  return daysLeft <= 30 ? "within_30" : "far";
}
