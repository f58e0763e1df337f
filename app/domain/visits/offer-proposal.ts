/**
 * Another time for an offered visit (visit rules 2.4): the provider proposes one or two, the elder's side takes one or refuses. The
 * visit stands at its own time until somebody has agreed. Whether a time is possible is asked by the rules of moving a visit, when it is
 * proposed and again when it is taken.
 *
 * open      waits for the elder's side
 * accepted  one of the times was agreed to; the visit has moved there and the provider has it
 * refused   the visit stays at its time, and the provider may still take or decline it
 * lapsed    nobody answered in time, or the offer ended otherwise
 */
import { Refusal } from "../refusal.ts";
import type { Instant, LocalTime } from "../time/instant.ts";
import { instantAt } from "../time/instant.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import { monthOf } from "../time/plain-month.ts";

export const PROPOSAL_STATES = ["open", "accepted", "refused", "lapsed"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export const ALTERNATIVES_MAX = 2;

/** Who of the elder's side said yes. */
export const AGREEING_PARTIES = ["elder", "family"] as const;
export type AgreeingParty = (typeof AGREEING_PARTIES)[number];

export function isAgreeingParty(text: string): text is AgreeingParty {
  return (AGREEING_PARTIES as readonly string[]).includes(text);
}

export type ProposedTimes = {
  /** Where the visit stands, and the month that it belongs to. */
  readonly planned: LocalTime;
  readonly month: PlainMonth;
  readonly alternatives: readonly LocalTime[];
  readonly now: Instant;
};

/**
 * Are these one or two other times of the same month that are still to come? Refuses "proposal-needs-time", "proposal-too-many",
 * "proposal-same-time" (twice the same, or the visit's own), "move-into-past" and "move-leaves-month".
 */
export function assertAlternatives({ planned, month, alternatives, now }: ProposedTimes): void {
  if (alternatives.length === 0) throw new Refusal("proposal-needs-time");
  if (alternatives.length > ALTERNATIVES_MAX) throw new Refusal("proposal-too-many", { most: ALTERNATIVES_MAX });
  const keys = [planned, ...alternatives].map(({ date, minute }) => `${date} ${minute}`);
  if (new Set(keys).size < keys.length) throw new Refusal("proposal-same-time");
  for (const { date, minute } of alternatives) {
    if (instantAt(date, minute) <= now) throw new Refusal("move-into-past");
    if (monthOf(date) !== month) throw new Refusal("move-leaves-month");
  }
}

/** Until when an answer helps: the policy's reply hours, and not after the visit or a proposed time begins. */
export function proposalAnswerBy(replyBy: Instant, starts: readonly Instant[]): Instant {
  return starts.reduce((least, start) => (start < least ? start : least), replyBy);
}

/** Refuses "proposal-not-open" for one that was answered or lapsed, and from its time on. */
export function assertProposalOpen(state: string, answerBy: Instant, now: Instant): void {
  if (state !== "open" || answerBy <= now) throw new Refusal("proposal-not-open", { state });
}
