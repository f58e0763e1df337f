/**
 * When what was paid for a visit goes back by itself (decision 040): the visit does not take place, and no rule in force lets anybody keep the
 * money. What an elder's own absence costs no rule says, so that money waits for a person's decision.
 */
import { plusMinutes, type Instant } from "../time/instant.ts";
import type { DeliveryState } from "../visits/delivery-state.ts";
import type { ReasonCode } from "../visits/reasons.ts";
import type { RefundReason } from "./refund.ts";

/** Somebody came, or was about to, and the elder was not there or sent them away. */
const NO_SHOW: readonly string[] = ["RC-NO-ANSWER", "RC-ELDER-AWAY", "RC-ELDER-REFUSED"] satisfies ReasonCode[];

/** Days after its end at which a visit that nobody checked in to and nobody explained is given up [assumed]: phones come back before. */
export const UNEXPLAINED_DAYS = 3;

export type PaidVisit = {
  readonly deliveryState: string;
  /** Why it was missed, once somebody has said so. */
  readonly missedReason: string | null;
  readonly plannedEnd: Instant;
};

/** Nobody came, and the reason is the elder's. */
export function isNoShow({ deliveryState, missedReason }: Pick<PaidVisit, "deliveryState" | "missedReason">): boolean {
  return deliveryState === "missed" && missedReason !== null && NO_SHOW.includes(missedReason);
}

/** The reason for which the money goes back without anybody's asking, or null while the visit may take place, did, or a person is to decide. */
export function returnReason(visit: PaidVisit, now: Instant): RefundReason | null {
  const isOver = now >= plusMinutes(visit.plannedEnd, UNEXPLAINED_DAYS * 24 * 60);
  switch (visit.deliveryState as DeliveryState) {
    case "cancelled":
      return "visit_cancelled";
    case "missed":
      if (visit.missedReason === null) return isOver ? "visit_missed" : null;
      return isNoShow(visit) ? null : "visit_missed";
    case "planned":
    case "offered":
      return isOver ? "visit_missed" : null;
    case "accepted":
    case "en_route":
    case "in_progress":
    case "done":
      return null;
  }
}
