/**
 * Issuing the code at a home's door. Each printing is a new version, so that a paper that went astray can be told from the one on the
 * door. A worn paper still counts while the new one is carried to the home; a lost one, or one that hangs where the elder no longer
 * lives, counts from now on no more.
 */
import { Refusal } from "../refusal.ts";
import { instantAt, localDateOf, type Instant } from "../time/instant.ts";
import { addDays } from "../time/plain-date.ts";

/** Why a code is replaced or taken out of use; each has its words in app/messages. */
export const DOOR_CODE_REASONS = ["worn", "lost", "moved"] as const;
export type DoorCodeReason = (typeof DOOR_CODE_REASONS)[number];

/** The paper of one printing may be shown again to the same person for so long: a jammed printer is no reason for another version. */
export const SHOWN_AGAIN_MINUTES = 10;

export function isDoorCodeReason(text: string): text is DoorCodeReason {
  return (DOOR_CODE_REASONS as readonly string[]).includes(text);
}

/**
 * From when the codes of the home count no more once a new one is printed: at once, or for a worn paper at the end of the day that lies so
 * many days ahead.
 */
export function voidFrom(reason: DoorCodeReason, now: Instant, overlapDays: number): Instant {
  return reason === "worn" ? instantAt(addDays(localDateOf(now), overlapDays + 1), 0) : now;
}

/** Refuses "door-code-reason-missing" for a home that has a code and no reason for another. */
export function requireDoorCodeReason(hasCode: boolean, reason: string): DoorCodeReason | null {
  if (isDoorCodeReason(reason)) return reason;
  if (hasCode) throw new Refusal("door-code-reason-missing");
  return null;
}
