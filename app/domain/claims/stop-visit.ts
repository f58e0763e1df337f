/**
 * What a fact that stops money does to one visit (domain reference 4: a late fact starts a scan of the lines already paid): a coming
 * visit is called off, an open claim line is held, and what was paid is proposed as a clawback that a second person decides.
 */
import type { Stopped } from "../elders/stop-fact.ts";
import type { Fen } from "../money/fen.ts";
import type { Instant } from "../time/instant.ts";
import { mayDeliver, type DeliveryState } from "../visits/delivery-state.ts";
import type { LineDecision } from "./claim.ts";

export type VisitToStop = {
  readonly startAt: Instant;
  readonly deliveryState: DeliveryState;
  /** Decision on the live line of a claim that is not settled: null while undecided, undefined without such a line. */
  readonly openLine: LineDecision["kind"] | null | undefined;
  /** What a closed month approved for the visit; null when none has settled it. */
  readonly settledFen: Fen | null;
  readonly isClawedBack: boolean;
};

export type StopConsequence = {
  readonly isCancelled: boolean;
  /** Made already on a day that the fact reaches: what the scan of the past finds. */
  readonly isPast: boolean;
  readonly isHeld: boolean;
  readonly isProposed: boolean;
};

const MADE: readonly DeliveryState[] = ["in_progress", "done"];

/**
 * @param stopped what reaches the visit's day
 * A line that is held or refused stays so. The day of admission or discharge proves nothing: it holds a line, and claws nothing back.
 */
export function consequenceOf(visit: VisitToStop, stopped: Stopped, now: Instant): StopConsequence {
  const isPast = MADE.includes(visit.deliveryState);
  const { openLine, settledFen } = visit;
  return {
    isCancelled: mayDeliver(visit.deliveryState, "cancel") && visit.startAt > now,
    isPast,
    isHeld: isPast && openLine !== undefined && openLine !== "hold" && openLine !== "refuse",
    isProposed: isPast && settledFen !== null && settledFen > 0n && stopped.isProven && !visit.isClawedBack,
  };
}

/** How many visits and lines a list, or a scan, concerns. */
export type StopEffects = {
  readonly cancelled: number;
  readonly past: number;
  readonly held: number;
  readonly proposed: number;
};

export function countEffects(consequences: readonly StopConsequence[]): StopEffects {
  const count = (is: keyof StopConsequence) => consequences.filter((one) => one[is]).length;
  return {
    cancelled: count("isCancelled"),
    past: count("isPast"),
    held: count("isHeld"),
    proposed: count("isProposed"),
  };
}
