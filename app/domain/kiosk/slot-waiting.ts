/** 帮我排队等候: a freed time is kept for a day for the first whom it suits; who does not take it in time keeps no place. */

/** So long a freed time is kept: an operator calls, and the kiosk shows it. */
export const OFFER_MINUTES = 24 * 60;

export type WaitFacts = {
  readonly state: "waiting" | "offered";
  /** The offered time ends; null while nothing was offered. */
  readonly offerEndsAt: number | null;
  /** The month of the wish has ended. */
  readonly isOver: boolean;
  /** Visits of the month that the elder may still book. */
  readonly left: number;
};

/** keep: nothing to do now. end: nothing is left to wait for, or the offer was let go. look: a free time may be offered. */
export function nextOfWait({ state, offerEndsAt, isOver, left }: WaitFacts, now: number): "keep" | "end" | "look" {
  if (isOver || left === 0) return "end";
  if (state === "waiting") return "look";
  return offerEndsAt !== null && offerEndsAt <= now ? "end" : "keep";
}
