/**
 * What of a published month a new plan may change (decision 007): the visits of an elder of whom nothing was answered, begun, called off
 * or changed by hand, and whose first hour is far enough away for the provider to answer in time. All other visits stand as they are.
 */
import type { Instant } from "../../time/instant.ts";

export type StandingVisitFacts = {
  readonly origin: string;
  readonly deliveryState: string;
  readonly cancelReason: string | null;
  readonly moveReason: string | null;
  /** Null for a visit that was never offered. */
  readonly offerState: string | null;
  /** The provider proposed other times, and nobody has answered yet. */
  readonly isBeingDiscussed: boolean;
  readonly startAt: Instant;
};

export type StandingElderFacts = {
  readonly visits: readonly StandingVisitFacts[];
  /** False when somebody changed one of the elder's series after it was planned. */
  readonly seriesAreAsPlanned: boolean;
};

/** A visit that an earlier plan had and a later one dropped: its number may be used again. */
export function isDroppedByPlan({ deliveryState, cancelReason }: StandingVisitFacts): boolean {
  return deliveryState === "cancelled" && cancelReason === "plan_changed";
}

function isUntouched(visit: StandingVisitFacts, earliest: Instant): boolean {
  if (isDroppedByPlan(visit)) return true;
  const isOpen = visit.offerState === "sent" || visit.offerState === "viewed";
  return (
    visit.origin === "plan" &&
    visit.deliveryState === "offered" &&
    isOpen &&
    !visit.isBeingDiscussed &&
    visit.moveReason !== "person_decided" &&
    visit.startAt >= earliest
  );
}

/** @param earliest start from which a provider has time to answer a new offer */
export function mayBePlannedAgain(elder: StandingElderFacts, earliest: Instant): boolean {
  return elder.seriesAreAsPlanned && elder.visits.every((visit) => isUntouched(visit, earliest));
}
