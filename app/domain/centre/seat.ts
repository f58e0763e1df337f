/**
 * A seat of the operations centre and who sits at it. Sixteen seats stand there [seed: Chongchuan 2023]; that is what the room holds, not how
 * many people are in it.
 *
 * free        waits for the next call
 * in_call     speaks; begins and ends with the call and never by hand
 * after_call  writes down what was said
 * break       away for a while; no call comes
 * off         nobody sits there: the stay has ended, by signing off or because the screen was not heard of
 */
import { Refusal } from "../refusal.ts";
import type { Instant } from "../time/instant.ts";

export const SEATS = 16;

export const SEAT_STATES = ["free", "in_call", "after_call", "break"] as const;
export type SeatState = (typeof SEAT_STATES)[number];

/** An open screen says so this often; one that has said nothing for so long is off [assumed]. */
export const HEARTBEAT_SECONDS = 20;
export const TIMEOUT_SECONDS = 90;

/** What an operator may choose by hand. */
const BY_HAND: Readonly<Record<SeatState, readonly SeatState[]>> = {
  free: ["break"],
  in_call: [],
  after_call: ["free", "break"],
  break: ["free"],
};

/** The states that the operator may go to now, in the order of the buttons. */
export function statesFrom(state: SeatState): readonly SeatState[] {
  return BY_HAND[state];
}

/** Refuses "seat-state-not-possible"; a call begins and ends by the call. */
export function seatAfter(state: SeatState, wanted: SeatState): SeatState {
  if (!BY_HAND[state].includes(wanted)) throw new Refusal("seat-state-not-possible");
  return wanted;
}

/** Refuses "seat-in-call" for leaving, and for a second call, while one goes on. */
export function requireNoCall(state: SeatState): void {
  if (state === "in_call") throw new Refusal("seat-in-call");
}

/** Refuses "seat-unknown" for a number that the room does not have. */
export function requireSeat(seatNo: number): void {
  if (!Number.isInteger(seatNo) || seatNo < 1 || seatNo > SEATS) throw new Refusal("seat-unknown");
}

/** Was nothing heard of the screen for longer than it may be silent? */
export function isTimedOut(seenAt: Instant, now: Instant): boolean {
  return now - seenAt > TIMEOUT_SECONDS * 1000;
}
