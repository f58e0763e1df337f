/**
 * Offers to providers (visit rules 2.4, 12). One provider at a time in the published order; no answer in time expires
 * the offer and the next one is asked. Races happen at expiry, withdrawal and double clicks, so each answer asks this
 * table first.
 */
import type { PolicyParameters } from "../policy/policy-parameters.ts";
import { Refusal } from "../refusal.ts";
import type { Instant } from "../time/instant.ts";
import { isoText, plusMinutes } from "../time/instant.ts";

export const OFFER_STATES = [
  "pending",
  "sent",
  "viewed",
  "accepted",
  "rejected",
  "expired",
  "superseded",
  "withdrawn",
] as const;
export type OfferState = (typeof OFFER_STATES)[number];

export const OFFER_TRIGGERS = ["send", "view", "accept", "undo", "reject", "expire", "supersede", "withdraw"] as const;
export type OfferTrigger = (typeof OFFER_TRIGGERS)[number];

/** Why a provider declines; one is always given. */
export const DECLINE_CATEGORIES = [
  "too_far",
  "time_conflict",
  "no_capacity",
  "skill_missing",
  "elder_unknown_risk",
  "personal",
  "other",
] as const;
export type DeclineCategory = (typeof DECLINE_CATEGORIES)[number];

const UNANSWERED: readonly OfferState[] = ["sent", "viewed"];

export const OFFER_TRANSITIONS: Readonly<
  Record<OfferTrigger, { readonly from: readonly OfferState[]; readonly to: OfferState }>
> = {
  send: { from: ["pending"], to: "sent" },
  view: { from: ["sent"], to: "viewed" },
  accept: { from: UNANSWERED, to: "accepted" },
  undo: { from: ["accepted"], to: "viewed" },
  reject: { from: UNANSWERED, to: "rejected" },
  expire: { from: UNANSWERED, to: "expired" },
  supersede: { from: ["pending", ...UNANSWERED], to: "superseded" },
  withdraw: { from: ["pending", ...UNANSWERED], to: "withdrawn" },
};

/** The state of an offer after a trigger. Refuses `offer-cannot-<trigger>` with the fact `state`. */
export function answerOffer(state: OfferState, trigger: OfferTrigger): OfferState {
  const transition = OFFER_TRANSITIONS[trigger];
  if (!transition.from.includes(state)) throw new Refusal(`offer-cannot-${trigger}`, { state });
  return transition.to;
}

/** Whether the text is one of the seven categories of declining. */
export function isDeclineCategory(text: string): text is DeclineCategory {
  return (DECLINE_CATEGORIES as readonly string[]).includes(text);
}

/** How long a page offers to take an acceptance back (ux 7). */
export const UNDO_SECONDS = 10;
/** The press travels and people hesitate: so much later it is still taken. */
const UNDO_GRACE_SECONDS = 10;

/** May an acceptance of that moment still be taken back? */
export function mayUndoAcceptance(repliedAt: Instant, now: Instant): boolean {
  return now - repliedAt <= (UNDO_SECONDS + UNDO_GRACE_SECONDS) * 1000;
}

export type OfferHours = {
  /** Policy parameter offer_reply_hours. */
  readonly replyHours: number;
  /** Policy parameter offer_fill_hours. */
  readonly fillHours: number;
};

/** The hours of offers in the policy that is in force. */
export function offerHoursOf(parameters: Pick<PolicyParameters, "offer_reply_hours" | "offer_fill_hours">): OfferHours {
  return { replyHours: parameters.offer_reply_hours, fillHours: parameters.offer_fill_hours };
}

export type OfferTimes = { readonly replyBy: Instant; readonly fillBy: Instant };

/**
 * When an answer is due: `offer_reply_hours` after sending, and not after the first visit begins, if that is still to come. When the
 * street is told that nobody has taken the visits: `offer_fill_hours` before the first of them.
 */
export function offerTimes(sentAt: Instant, firstStart: Instant, { replyHours, fillHours }: OfferHours): OfferTimes {
  const due = plusMinutes(sentAt, replyHours * 60);
  const inTime = sentAt < firstStart && firstStart < due;
  return { replyBy: inTime ? firstStart : due, fillBy: plusMinutes(firstStart, -fillHours * 60) };
}

/** What an answer that came second is told: how the offer ended before it. */
export type OfferEnd = {
  readonly state: OfferState;
  /** When it was answered or closed; null while it is open. */
  readonly endedAt: Instant | null;
  /** When another provider accepted one of its visits. */
  readonly takenAt: Instant | null;
};

/**
 * The refusal of an answer that came second, with the fact `at` (ISO text): "offer-already-accepted", "offer-already-declined",
 * "offer-taken", "offer-expired" or "offer-withdrawn"; "offer-not-open" for an offer that is not there.
 */
export function lateAnswer(end: OfferEnd | null): Refusal {
  if (end === null) return new Refusal("offer-not-open");
  const { state, endedAt, takenAt } = end;
  const at = (time: Instant | null) => ({ at: time === null ? null : isoText(time) });
  if (state === "accepted") return new Refusal("offer-already-accepted", at(endedAt));
  if (takenAt !== null) return new Refusal("offer-taken", at(takenAt));
  if (state === "rejected") return new Refusal("offer-already-declined", at(endedAt));
  if (state === "expired") return new Refusal("offer-expired", at(endedAt));
  if (state === "withdrawn" || state === "superseded") return new Refusal("offer-withdrawn", at(endedAt));
  return new Refusal("offer-not-open");
}

/** An offer whose answer is due now counts as expired, even before the job has written it down. */
export function isOfferOverdue(state: OfferState, replyDueAt: Instant, now: Instant): boolean {
  return UNANSWERED.includes(state) && replyDueAt <= now;
}
