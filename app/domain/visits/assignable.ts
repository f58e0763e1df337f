/** Until when a provider may still name or change who goes to a visit. */
import type { Instant } from "../time/instant.ts";
import type { DeliveryState } from "./delivery-state.ts";

/** Nobody has checked in; what was presumed missed is explained and planned anew instead. */
const WAITING: readonly DeliveryState[] = ["accepted", "en_route"];

/** Whether somebody is still waited for. */
export function isWaitedFor(deliveryState: string): boolean {
  return (WAITING as readonly string[]).includes(deliveryState);
}

/** Also while the visit is late: until its hour is over, another can still go. */
export function mayChangeWorkers(
  visit: { readonly deliveryState: string; readonly endAt: Instant },
  now: Instant,
): boolean {
  return isWaitedFor(visit.deliveryState) && now < visit.endAt;
}
