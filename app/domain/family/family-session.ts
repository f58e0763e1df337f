/**
 * How a member of the family is known on the phone, and for how long (security design, section 2). A WeChat account that was bound to a proved
 * telephone opens a session alone; whoever has none proves the telephone by six digits.
 */
import type { Instant } from "../time/instant.ts";

export const FAMILY_MEANS = ["wechat", "phone_code"] as const;
export type FamilyMeans = (typeof FAMILY_MEANS)[number];

const DAY_MINUTES = 24 * 60;
/** Not used for so long, it is over. */
export const FAMILY_IDLE_MINUTES = 30 * DAY_MINUTES;
/** It ends after so long however often it was used. */
export const FAMILY_LONGEST_MINUTES = 90 * DAY_MINUTES;
/** Way to WeChat and back, and the digits for an account that is not bound yet. */
export const WECHAT_WAY_MINUTES = 15;

/** Whether a session that began and was last used at these instants still holds; at the limit it is over. */
export function isFamilySessionLive(
  session: { readonly createdAt: Instant; readonly lastSeenAt: Instant },
  now: Instant,
): boolean {
  return (
    now - session.lastSeenAt < FAMILY_IDLE_MINUTES * 60_000 && now - session.createdAt < FAMILY_LONGEST_MINUTES * 60_000
  );
}
