/**
 * Nobody opens (decision 39): ring, call the elder, wait, call the family, tell provider, street and hotline; danger goes straight to
 * 120. Each step is an event with its time. A care worker who waited long enough has been there: the attempt counts as attended, and
 * the missed visit is not the worker's.
 */
import type { Instant } from "../time/instant.ts";
import { wholeMinutesBetween } from "../time/instant.ts";
import type { DoorStep } from "./door-steps.ts";
import { capturedAt, type VisitEvent } from "./visit-events.ts";

/** What was done at the door. */
export type DoorSaid = {
  /** The first time of each step; a step that was not taken is missing. */
  readonly stepsAt: ReadonlyMap<DoorStep, Instant>;
  /** When the worker reported that nobody opens; null while the worker still tries. */
  readonly reportedAt: Instant | null;
};

export type DoorAttempt = DoorSaid & {
  /** When the worker began; null when nothing was done at the door. */
  readonly beganAt: Instant | null;
  readonly waitedMinutes: number;
  /** Minutes that are still to wait before a report counts as attended. */
  readonly waitLeft: number;
  /** Reported after the whole wait. */
  readonly attended: boolean;
};

/** By the events of a visit in any order. */
export function doorSaid(events: readonly VisitEvent[]): DoorSaid {
  const stepsAt = new Map<DoorStep, Instant>();
  let reportedAt: Instant | null = null;
  for (const event of [...events].sort((left, right) => capturedAt(left) - capturedAt(right))) {
    const { body } = event;
    if (body.kind === "door_step" && !stepsAt.has(body.step)) stepsAt.set(body.step, capturedAt(event));
    if (body.kind === "no_answer") reportedAt ??= capturedAt(event);
  }
  return { stepsAt, reportedAt };
}

/**
 * How the attempt stands.
 * @param now for an attempt that still goes on
 * @param waitMinutes of policy (`door_wait_min`)
 */
export function attemptAt({ stepsAt, reportedAt }: DoorSaid, now: Instant, waitMinutes: number): DoorAttempt {
  const began = [...stepsAt.values()].sort((left, right) => left - right)[0] ?? null;
  const until = reportedAt ?? now;
  const waitedMinutes = began === null ? 0 : Math.max(0, wholeMinutesBetween(began, until));
  return {
    stepsAt,
    beganAt: began,
    reportedAt,
    waitedMinutes,
    waitLeft: Math.max(0, waitMinutes - waitedMinutes),
    attended: reportedAt !== null && began !== null && waitedMinutes >= waitMinutes,
  };
}

/** The attempt by the events of a visit in any order. */
export function doorAttempt(events: readonly VisitEvent[], now: Instant, waitMinutes: number): DoorAttempt {
  return attemptAt(doorSaid(events), now, waitMinutes);
}
