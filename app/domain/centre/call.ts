/**
 * A telephone call at the centre.
 *
 * ringing  somebody waits
 * active   an operator speaks
 * ended    over, with what it was about and what came of it
 * missed   the caller gave up before anybody answered
 */
import { Refusal } from "../refusal.ts";
import type { Instant } from "../time/instant.ts";
import type { TicketKind } from "../tickets/ticket-kind.ts";

export const CALL_STATES = ["ringing", "active", "ended", "missed"] as const;
export type CallState = (typeof CALL_STATES)[number];

export type CallDirection = "in" | "out";

export const CALLERS = ["elder", "family", "other", "unknown"] as const;
export type Caller = (typeof CALLERS)[number];

/** What a call may be about: the hotline's kinds of tickets (domain reference 9). */
export const CALL_PURPOSES = [
  "consult",
  "book",
  "help",
  "complaint",
  "call_back",
  "outbound_care",
] as const satisfies readonly TicketKind[];
export type CallPurpose = (typeof CALL_PURPOSES)[number];

/** What came of it. */
const RESULTS = {
  in: [
    "settled",
    "booked",
    "ticket",
    "handed_over",
    "call_back_promised",
    "calling_back",
    "not_passed",
    "wrong_number",
    "hung_up",
  ],
  out: ["well", "wants_something", "needs_help", "not_reached", "declined", "wrong_number"],
} as const;

export type CallResult = (typeof RESULTS)[CallDirection][number];

export function resultsOf(direction: CallDirection): readonly CallResult[] {
  return RESULTS[direction];
}

/** Outcomes of a care call after which the elder has been spoken to; the others leave the elder on the list. */
const SPOKEN: readonly string[] = ["well", "wants_something", "needs_help", "declined"] satisfies CallResult[];

export function wasSpokenTo(result: string): boolean {
  return SPOKEN.includes(result);
}

export const CALL_RESULTS: readonly CallResult[] = [...RESULTS.in, ...RESULTS.out];

/** Nobody waits longer than this: a ring that the telephone system forgot to end is taken for missed [assumed]. */
export const RING_SECONDS = 180;

/** Has it rung for so long that nobody is there any more? */
export function hasRungOut(rangAt: Instant, now: Instant): boolean {
  return now - rangAt > RING_SECONDS * 1000;
}

/** Refuses "call-taken" for a call that somebody else has answered, or whose caller has gone. */
export function requireRinging(state: CallState): void {
  if (state !== "ringing") throw new Refusal("call-taken");
}

/** Refuses "call-not-yours" unless this operator speaks in it now. */
export function requireOwn(call: { readonly state: string; readonly operator: string | null }, actor: string): void {
  if (call.state !== "active" || call.operator !== actor) throw new Refusal("call-not-yours");
}

/**
 * Refuses "call-result-unknown" for a result of the other direction, and "call-help-open" for a call for help that ends as if nothing had
 * been done: it needs a ticket, somebody at the door, or 120.
 * @param hasTicket a ticket was opened in this call
 */
export function requireResult(
  direction: CallDirection,
  ended: { readonly purpose: CallPurpose; readonly result: CallResult; readonly hasTicket: boolean },
): void {
  if (!resultsOf(direction).includes(ended.result)) throw new Refusal("call-result-unknown");
  const saysTicket = ["ticket", "call_back_promised", "wants_something", "needs_help"].includes(ended.result);
  if (saysTicket && !ended.hasTicket) throw new Refusal("call-needs-ticket");
  if (ended.purpose === "help" && ended.result === "settled" && !ended.hasTicket) throw new Refusal("call-help-open");
}
