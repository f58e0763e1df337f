/**
 * What a care worker says against a finding about an own visit (visit rules 9). The policy gives the working days within which it is
 * answered; the answer is that somebody else closes the finding, or that a fact does. Silence answers nothing: it becomes overdue.
 */
import { localDateOf, type Instant } from "../time/instant.ts";
import type { PlainDate } from "../time/plain-date.ts";

export type ObjectionState = "waiting" | "overdue" | "answered";

export type Objection = {
  readonly note: string;
  readonly saidOn: PlainDate;
  /** The last day of the answer. */
  readonly answerBy: PlainDate;
  readonly state: ObjectionState;
  /** Null while nobody has answered. */
  readonly answeredOn: PlainDate | null;
};

export type SaidAgainst = { readonly note: string; readonly at: Instant };

type Terms = {
  readonly today: PlainDate;
  /** Last day of the answer to what was said on a day. */
  readonly answerBy: (saidOn: PlainDate) => PlainDate;
};

/**
 * An objection as it stands. A finding that is opened again leaves it unanswered again.
 * @param closedAt when the finding was closed; null for an open one
 */
export function objectionOf(said: SaidAgainst, closedAt: Instant | null, { today, answerBy }: Terms): Objection {
  const saidOn = localDateOf(said.at);
  const until = answerBy(saidOn);
  const answeredOn = closedAt !== null && closedAt >= said.at ? localDateOf(closedAt) : null;
  const state = answeredOn !== null ? "answered" : today > until ? "overdue" : "waiting";
  return { note: said.note, saidOn, answerBy: until, state, answeredOn };
}
