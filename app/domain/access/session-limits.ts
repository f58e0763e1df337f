/**
 * How long a session lasts: until nobody has used it for a while, and at most so long. Offices handle money and personal data, so a
 * desk that was left is soon locked; a care worker's phone must not sign out between two visits (security design, section 2).
 */
import type { Instant } from "../time/instant.ts";
import type { StaffRole } from "./actor.ts";

type Limits = { readonly idleMinutes: number; readonly absoluteMinutes: number };

const HOUR = 60;
const DESK: Limits = { idleMinutes: 30, absoluteMinutes: 12 * HOUR };

const LIMITS: Readonly<Record<StaffRole, Limits>> = {
  street_clerk: DESK,
  street_lead: DESK,
  district_clerk: DESK,
  district_lead: DESK,
  finance: DESK,
  provider_manager: DESK,
  auditor: { idleMinutes: 30, absoluteMinutes: 8 * HOUR },
  // A seat is staffed for a shift; the person at it may only listen for an hour.
  operator: { idleMinutes: 8 * HOUR, absoluteMinutes: 8 * HOUR },
  care_worker: { idleMinutes: 30 * 24 * HOUR, absoluteMinutes: 30 * 24 * HOUR },
};

/** The longest that any session may last, in minutes: what the table stores before the role is known. */
export const LONGEST_SESSION_MINUTES = Math.max(...Object.values(LIMITS).map((limits) => limits.absoluteMinutes));

/** Does a session of this role that began and was last used at these instants still hold now? Both ends are open: at the limit it is over. */
export function isSessionLive(
  role: StaffRole,
  session: { readonly createdAt: Instant; readonly lastSeenAt: Instant },
  now: Instant,
): boolean {
  const { idleMinutes, absoluteMinutes } = LIMITS[role];
  return now - session.lastSeenAt < idleMinutes * 60_000 && now - session.createdAt < absoluteMinutes * 60_000;
}
