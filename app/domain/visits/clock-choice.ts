/**
 * Which start and end count (visit rules 3.2, 7.2). Raw times never change. The effective times stand beside them:
 * raw, or the last approved correction. Stretching a visit beyond its raw times needs a correction with evidence;
 * minutes are cut off, never rounded up.
 */
import { Refusal } from "../refusal.ts";
import type { Instant } from "../time/instant.ts";
import { wholeMinutesBetween } from "../time/instant.ts";
import type { Correction, VisitEvidence } from "./visit-events.ts";
import { isApprovedCorrection } from "./visit-events.ts";

export type ClockChoice = {
  readonly rawInAt: Instant | null;
  readonly rawOutAt: Instant | null;
  readonly effectiveInAt: Instant | null;
  readonly effectiveOutAt: Instant | null;
  /** The end that counts comes from a correction, not from a live event. */
  readonly inCorrected: boolean;
  readonly outCorrected: boolean;
  readonly interruptedMinutes: number;
  /** Whole minutes served; null while an end is missing or the ends are reversed. */
  readonly minutes: number | null;
};

type Field = "check_in_at" | "check_out_at";

function lastApproved(evidence: VisitEvidence, field: Field): (Correction & { readonly newValue: Instant }) | null {
  const approved = evidence.corrections
    .map((event) => event.body.correction)
    .filter((correction) => correction.field === field && isApprovedCorrection(correction));
  return (approved.at(-1) as (Correction & { readonly newValue: Instant }) | undefined) ?? null;
}

/** A correction without evidence may shorten a visit or fill a missing end, and never lengthens what was captured. */
function effective(
  raw: Instant | null,
  correction: { readonly newValue: Instant; readonly evidenceDigest: string | null } | null,
  field: Field,
): Instant | null {
  if (!correction) return raw;
  if (correction.evidenceDigest !== null) return correction.newValue;
  return lengthensRecorded(raw, correction.newValue, field) ? raw : correction.newValue;
}

/** Whether a new time makes the visit longer than it was recorded: what only evidence proves. A missing end is filled in without. */
export function lengthensRecorded(raw: Instant | null, newValue: Instant, field: Field): boolean {
  if (raw === null) return false;
  return field === "check_in_at" ? newValue < raw : newValue > raw;
}

/** Minutes lost to interruptions inside the visit (RC-SPLIT), from the last approved correction; 0 without one. */
function interruption(evidence: VisitEvidence): number {
  const minutes = evidence.corrections
    .map((event) => event.body.correction)
    .flatMap((one) => (one.field === "interrupted_minutes" && isApprovedCorrection(one) ? [one.newValue] : []))
    .at(-1);
  return Math.max(0, Math.ceil(minutes ?? 0));
}

/** The effective times and whole minutes of a visit. 59 min 59 s is 59; 60 min 59 s is 60. */
export function chooseClock(evidence: VisitEvidence): ClockChoice {
  const inCorrection = lastApproved(evidence, "check_in_at");
  const outCorrection = lastApproved(evidence, "check_out_at");
  const effectiveInAt = effective(evidence.rawInAt, inCorrection, "check_in_at");
  const effectiveOutAt = effective(evidence.rawOutAt, outCorrection, "check_out_at");
  const interruptedMinutes = interruption(evidence);
  const complete = effectiveInAt !== null && effectiveOutAt !== null && effectiveOutAt >= effectiveInAt;
  return {
    rawInAt: evidence.rawInAt,
    rawOutAt: evidence.rawOutAt,
    effectiveInAt,
    effectiveOutAt,
    inCorrected: effectiveInAt !== evidence.rawInAt,
    outCorrected: effectiveOutAt !== evidence.rawOutAt,
    interruptedMinutes,
    minutes: complete ? Math.max(0, wholeMinutesBetween(effectiveInAt, effectiveOutAt) - interruptedMinutes) : null,
  };
}

/**
 * The person who approves a correction is neither the requester nor a care worker of the visit (visit rules 1.2).
 * Refuses "correction-needs-second-person" and "correction-approver-is-worker".
 */
export function requireSecondPerson(correction: {
  readonly requestedBy: string;
  readonly approvedBy: string;
  readonly workersOfVisit: readonly string[];
}): void {
  if (correction.approvedBy === correction.requestedBy) throw new Refusal("correction-needs-second-person");
  if (correction.workersOfVisit.includes(correction.approvedBy)) throw new Refusal("correction-approver-is-worker");
}
