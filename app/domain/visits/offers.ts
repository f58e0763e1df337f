/**
 * Offers to providers (visit rules 2.4, 12). One provider at a time in the published order; no answer in time expires
 * the offer and the next one is asked. Races happen at expiry, withdrawal and double clicks, so each answer asks this
 * table first.
 */
import { Refusal } from "../refusal.ts";
import type { Instant } from "../time/instant.ts";
import { plusMinutes } from "../time/instant.ts";

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

export const OFFER_TRIGGERS = ["send", "view", "accept", "reject", "expire", "supersede", "withdraw"] as const;
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

/** When an answer is due: `offer_reply_hours` after sending. */
export function offerReplyDueAt(sentAt: Instant, replyHours: number): Instant {
  return plusMinutes(sentAt, replyHours * 60);
}

/** An offer whose answer is due now counts as expired, even before the job has written it down. */
export function isOfferOverdue(state: OfferState, replyDueAt: Instant, now: Instant): boolean {
  return UNANSWERED.includes(state) && replyDueAt <= now;
}
