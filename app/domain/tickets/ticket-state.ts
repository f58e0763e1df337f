/**
 * The life of a ticket. The table is the whole of it; nothing else changes the state.
 *
 * new          opened, nobody has it
 * assigned     a desk or a person has it
 * in_progress  somebody works on it
 * waiting      for somebody outside: the elder, a provider, another office
 * resolved     answered; the person who asked may still say that it is not
 * closed       over
 */
import { Refusal } from "../refusal.ts";

export const TICKET_STATES = ["new", "assigned", "in_progress", "waiting", "resolved", "closed"] as const;
export type TicketState = (typeof TICKET_STATES)[number];

export const TICKET_STEPS = ["assign", "start", "wait", "answer", "close", "reopen"] as const;
export type TicketStep = (typeof TICKET_STEPS)[number];

type Transition = {
  readonly from: readonly TicketState[];
  readonly to: TicketState;
  /** The step has to be explained in words. */
  readonly needsNote: boolean;
};

export const TICKET_TRANSITIONS: Readonly<Record<TicketStep, Transition>> = {
  assign: { from: ["new", "assigned", "in_progress", "waiting"], to: "assigned", needsNote: false },
  start: { from: ["new", "assigned", "waiting"], to: "in_progress", needsNote: false },
  wait: { from: ["assigned", "in_progress"], to: "waiting", needsNote: true },
  answer: { from: ["new", "assigned", "in_progress", "waiting"], to: "resolved", needsNote: true },
  close: { from: ["resolved"], to: "closed", needsNote: false },
  reopen: { from: ["resolved", "closed"], to: "in_progress", needsNote: true },
};

/** The steps that are possible in this state, in the order of a desk's work. */
export function stepsFrom(state: TicketState): TicketStep[] {
  return TICKET_STEPS.filter((step) => TICKET_TRANSITIONS[step].from.includes(state));
}

/** Refuses "ticket-step-not-possible", and "ticket-needs-note" where the step has to be explained and no word stands there. */
export function ticketAfter(state: TicketState, step: TicketStep, note: string): TicketState {
  const { from, to, needsNote } = TICKET_TRANSITIONS[step];
  if (!from.includes(state)) throw new Refusal("ticket-step-not-possible", { state, step });
  if (needsNote && note.trim() === "") throw new Refusal("ticket-needs-note", { step });
  return to;
}

/** Nobody has to do anything any more. */
export function isEnded(state: string): boolean {
  return state === "resolved" || state === "closed";
}
