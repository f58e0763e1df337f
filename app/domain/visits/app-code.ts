/**
 * The six digits that open the visits which a care worker's phone keeps for days without a network (decision 26). They protect the phone
 * that is lost: whoever is signed in on a phone with a network can choose new ones.
 */
import { isSequence } from "./visit-pin.ts";

/** Wrong tries in a row until the kept visits are thrown away. */
export const APP_CODE_TRIES = 10;

export const APP_CODE_FAULTS = ["not-six-digits", "all-equal", "in-sequence"] as const;
export type AppCodeFault = (typeof APP_CODE_FAULTS)[number];

/** What speaks against these digits; null when they will do. */
export function appCodeFault(digits: string): AppCodeFault | null {
  if (!/^\d{6}$/.test(digits)) return "not-six-digits";
  if (new Set(digits).size === 1) return "all-equal";
  return isSequence(digits) ? "in-sequence" : null;
}

/**
 * What follows from a wrong try. With something unsent nothing is thrown away: the digits are closed, the outbox goes on, and the rest is
 * wiped once it is empty.
 */
export function afterWrongCode(triesLeft: number, isUnsent: boolean): "again" | "closed" | "wipe" {
  if (triesLeft > 0) return "again";
  return isUnsent ? "closed" : "wipe";
}
