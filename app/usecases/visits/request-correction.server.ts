/**
 * A provider asks that a time of a visit be corrected (visit rules 1.2, 7.2). Nothing changes yet: what was recorded stays for ever, and
 * the new time counts once a second person has approved it.
 */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, type Instant } from "#app/domain/time/instant.ts";
import { chooseClock, lengthensRecorded, type ClockChoice } from "#app/domain/visits/clock-choice.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import { requireReason } from "#app/domain/visits/reasons.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertCorrection, listCorrections } from "#db/repositories/corrections.ts";
import { listEventsOfVisits, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { lockOpenVisit } from "./close-finding.server.ts";
import { visitEventOf } from "./stored-events.ts";

export type CorrectionField = "check_in_at" | "check_out_at";

export type CorrectionRequest = {
  readonly visitNo: string;
  readonly field: CorrectionField;
  readonly newValue: Instant;
  readonly reason: string;
  readonly memo: string | null;
  /** What proves the new time: number of a paper record or of a call. Without it a visit is never made longer. */
  readonly evidence: string | null;
};

/** A correction stays near the visit it belongs to. */
const FARTHEST_MS = 24 * 60 * 60_000;

/** Visits at which somebody may have been. */
const CORRECTABLE = ["accepted", "en_route", "in_progress", "done", "missed"];

/** The times as recorded, and those that count now, after all corrections approved so far. */
async function clockOf(unit: Unit, visit: VisitRow): Promise<ClockChoice> {
  const events = (await listEventsOfVisits(unit, [visit.id])).map(visitEventOf);
  return chooseClock(foldEvents(events));
}

/**
 * @returns the time that counts now; null when there is none
 * Refuses "correction-changes-nothing", "correction-reversed" and "correction-needs-evidence".
 */
function requireChange(clock: ClockChoice, { field, newValue, evidence }: CorrectionRequest): Instant | null {
  const isIn = field === "check_in_at";
  const [raw, oldValue] = isIn ? [clock.rawInAt, clock.effectiveInAt] : [clock.rawOutAt, clock.effectiveOutAt];
  if (oldValue === newValue) throw new Refusal("correction-changes-nothing");
  const isReversed = isIn
    ? clock.effectiveOutAt !== null && newValue >= clock.effectiveOutAt
    : clock.effectiveInAt !== null && newValue <= clock.effectiveInAt;
  if (isReversed) throw new Refusal("correction-reversed");
  if (evidence === null && lengthensRecorded(raw, newValue, field)) throw new Refusal("correction-needs-evidence");
  return oldValue;
}

function requirePossible(visit: VisitRow, newValue: Instant, now: Instant): void {
  if (!CORRECTABLE.includes(visit.deliveryState))
    throw new Refusal("visit-cannot-correct", { state: visit.deliveryState });
  if (newValue > now) throw new Refusal("correction-in-future");
  if (Math.abs(newValue - instant(visit.plannedStart)) > FARTHEST_MS) throw new Refusal("correction-too-far");
}

/**
 * Refuses "not-found", "visit-settled", "visit-cannot-correct", "correction-in-future", "correction-too-far" (more than a day from the
 * plan), "reason-unknown", "reason-needs-text", "correction-already-open", "correction-changes-nothing", "correction-reversed", "correction-needs-evidence"
 * (it would make the visit longer than it was recorded).
 */
export async function requestCorrection(context: Context, asked: CorrectionRequest): Promise<void> {
  await inTransaction(context, async (unit) => {
    const visit = await lockOpenVisit(unit, asked.visitNo);
    requirePossible(visit, asked.newValue, unit.now);
    const resolution = "RS-TIMES-CORRECTED";
    requireReason({ reason: asked.reason, resolution, text: asked.memo });
    const open = (await listCorrections(unit, visit.id)).filter((one) => one.state === "requested");
    if (open.some((one) => one.field === asked.field)) throw new Refusal("correction-already-open");
    const oldValue = requireChange(await clockOf(unit, visit), asked);
    await insertCorrection(unit, {
      id: unit.newId(),
      visitId: visit.id,
      field: asked.field,
      oldValue: oldValue === null ? null : asDate(oldValue),
      newValue: asDate(asked.newValue),
      reasonCode: asked.reason,
      resolutionCode: resolution,
      memo: asked.memo,
      evidence: asked.evidence,
      requestedBy: context.actor,
      requestedAt: asDate(unit.now),
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "correction.request",
      subjectType: "visit",
      subjectId: visit.visitNo,
      facts: { field: asked.field, old: oldValue, new: asked.newValue, reason: asked.reason },
    });
  });
}
