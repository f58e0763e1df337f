/**
 * What the events of a visit make of its delivery state. A function of the set: whatever order they arrive in, and however many
 * arrive at once, the state after the last of them is the same.
 */
import { chooseClock } from "./clock-choice.ts";
import { deliver, deliverByEvidence, mayDeliver, type DeliveryState } from "./delivery-state.ts";
import { foldEvents } from "./fold-events.ts";
import type { VisitEvent } from "./visit-events.ts";

export type Delivery = { readonly deliveryState: string; readonly missedSide: string | null };

/** A missed visit whose worker stood at the door is missed on the elder's side, unless somebody has said the worker's. */
function sideOf(before: Delivery, stoodAtDoor: boolean): string | null {
  return stoodAtDoor && before.missedSide !== "worker" ? "elder" : before.missedSide;
}

/** The delivery state and the side of a missed visit, by everything that is known now. */
export function deliveryAfter(before: Delivery, events: readonly VisitEvent[]): Delivery {
  const evidence = foldEvents(events);
  const clock = chooseClock(evidence);
  const said = (kind: string) => events.some((event) => event.body.kind === kind);
  let state = before.deliveryState as DeliveryState;
  if (said("en_route") && mayDeliver(state, "depart")) state = deliver(state, "depart");
  state = deliverByEvidence(state, evidence, {
    hasIn: clock.effectiveInAt !== null,
    hasOut: clock.effectiveOutAt !== null,
  });
  if (said("no_answer") && mayDeliver(state, "miss")) state = deliver(state, "miss");
  return { deliveryState: state, missedSide: state === "missed" ? sideOf(before, said("no_answer")) : null };
}
