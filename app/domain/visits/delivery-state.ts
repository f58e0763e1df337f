/**
 * Delivery state: what happened to a visit (visit rules 4.1). The table below is the whole life of a visit; nothing
 * else changes the state.
 *
 * planned      made by the planner
 * offered      sent to a provider, who has not answered
 * accepted     the provider takes it
 * en_route     the care worker has set out
 * in_progress  checked in
 * done         checked out
 * missed       no check-in an hour after the planned start; a late check-in from an offline phone still counts
 * cancelled    called off with a code; a replacement or a debt is linked to it; the office may take it back before the start, and the
 *              check-in of a phone that did not hear of it still counts
 */
import { Refusal } from "../refusal.ts";
import type { VisitEvidence } from "./visit-events.ts";

export const DELIVERY_STATES = [
  "planned",
  "offered",
  "accepted",
  "en_route",
  "in_progress",
  "done",
  "missed",
  "cancelled",
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const DELIVERY_TRIGGERS = [
  "offer",
  "accept",
  "undo-accept",
  "decline",
  "expire",
  "withdraw",
  "depart",
  "check-in",
  "check-out",
  "miss",
  "cancel",
  "restore",
] as const;
export type DeliveryTrigger = (typeof DELIVERY_TRIGGERS)[number];

/** Whose side a missed visit is on; undecided until a reason code says so. */
export type MissedSide = "elder" | "worker" | "undecided";

type Transition = { readonly from: readonly DeliveryState[]; readonly to: DeliveryState };

export const DELIVERY_TRANSITIONS: Readonly<Record<DeliveryTrigger, Transition>> = {
  offer: { from: ["planned"], to: "offered" },
  accept: { from: ["offered", "planned"], to: "accepted" },
  "undo-accept": { from: ["accepted"], to: "offered" },
  decline: { from: ["offered"], to: "planned" },
  expire: { from: ["offered"], to: "planned" },
  withdraw: { from: ["offered"], to: "planned" },
  depart: { from: ["accepted"], to: "en_route" },
  // A phone without network knows neither that the visit was given up as missed nor that it was called off.
  "check-in": { from: ["accepted", "en_route", "missed", "cancelled"], to: "in_progress" },
  "check-out": { from: ["in_progress"], to: "done" },
  miss: { from: ["accepted", "en_route"], to: "missed" },
  cancel: { from: ["planned", "offered", "accepted", "en_route"], to: "cancelled" },
  restore: { from: ["cancelled"], to: "planned" },
};

/** Asks whether the trigger is possible in this state. */
export function mayDeliver(state: DeliveryState, trigger: DeliveryTrigger): boolean {
  return DELIVERY_TRANSITIONS[trigger].from.includes(state);
}

/** A visit that nobody has set out for may still stand at another time, or with others. */
export function mayMove(state: string): boolean {
  return state === "planned" || state === "offered" || state === "accepted";
}

/**
 * The state of a cancelled visit whose cancellation is taken back: as far as its provider's answer to the offer carries it.
 * @param offerState of the visit's offer; null for a visit that was accepted when it was booked
 * Refuses "visit-cannot-restore" for a visit that is not cancelled.
 */
export function restored(state: DeliveryState, offerState: string | null): DeliveryState {
  const planned = deliver(state, "restore");
  if (offerState === null || offerState === "accepted") return deliver(planned, "accept");
  return offerState === "sent" || offerState === "viewed" ? deliver(planned, "offer") : planned;
}

/**
 * The state after a trigger.
 * Refuses `visit-cannot-<trigger>` (such as "visit-cannot-check-out") with the fact `state`.
 */
export function deliver(state: DeliveryState, trigger: DeliveryTrigger): DeliveryState {
  if (!mayDeliver(state, trigger)) throw new Refusal(`visit-cannot-${trigger}`, { state });
  return DELIVERY_TRANSITIONS[trigger].to;
}

/**
 * The state after all that the phones said so far. Works on the set of events, so a check-out that arrives before its
 * check-in is not lost: both count as soon as both are there.
 * `hasIn` and `hasOut` of an approved time correction count like the event they stand for.
 */
export function deliverByEvidence(
  state: DeliveryState,
  evidence: Pick<VisitEvidence, "rawInAt" | "rawOutAt">,
  corrected: { readonly hasIn: boolean; readonly hasOut: boolean } = { hasIn: false, hasOut: false },
): DeliveryState {
  const hasIn = evidence.rawInAt !== null || corrected.hasIn;
  const hasOut = evidence.rawOutAt !== null || corrected.hasOut;
  const begun = hasIn && mayDeliver(state, "check-in") ? deliver(state, "check-in") : state;
  return hasIn && hasOut && mayDeliver(begun, "check-out") ? deliver(begun, "check-out") : begun;
}

/**
 * Nothing can happen any more. A missed visit is not terminal: its check-in may still be on a phone without network.
 */
export function isTerminal(state: DeliveryState): boolean {
  return DELIVERY_TRIGGERS.every((trigger) => !mayDeliver(state, trigger));
}
