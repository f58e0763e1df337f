/**
 * Why a visit was missed (visit rules 4.1, 6): one reason code, and from it the side. A reason outside the care worker's control is not
 * counted against the provider; the elder is owed the visit either way, unless nobody is left to visit.
 */
import { Refusal } from "../refusal.ts";
import type { MissedSide } from "./delivery-state.ts";
import { isReasonCode, type ReasonCode } from "./reasons.ts";

const SIDE_OF: Readonly<Partial<Record<ReasonCode, MissedSide>>> = {
  "RC-NO-ANSWER": "elder",
  "RC-ELDER-REFUSED": "elder",
  "RC-ELDER-AWAY": "elder",
  "RC-ELDER-HOSPITAL": "elder",
  "RC-ELDER-DIED": "elder",
  "RC-ELDER-ASKED-TIME": "elder",
  "RC-WORKER-SICK": "worker",
  "RC-WORKER-NO-SHOW": "worker",
  "RC-PREVIOUS-OVERRAN": "worker",
  "RC-TRAFFIC-WEATHER": "worker",
  "RC-PHONE-FAULT": "worker",
  "RC-UNSAFE": "elder",
};

/** Codes with which a missed visit may be explained, in the order of the list of reasons. */
export const MISSED_REASONS = Object.keys(SIDE_OF) as readonly ReasonCode[];

/** Refuses "missed-reason-unknown". */
export function missedSideOf(reason: string): MissedSide {
  const side = isReasonCode(reason) ? SIDE_OF[reason] : undefined;
  if (side === undefined) throw new Refusal("missed-reason-unknown", { code: reason });
  return side;
}

/** After these nothing is owed. */
export function isStillOwed(reason: string): boolean {
  return reason !== "RC-ELDER-DIED";
}
