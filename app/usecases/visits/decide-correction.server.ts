/**
 * A second person decides a correction of a visit's time (visit rules 1.2). Approved, it becomes one more event of the visit, so that the
 * time which counts follows from the events alone; then the visit is judged anew.
 */
import { identify, type EventId, type VisitId } from "#app/domain/identifiers.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant } from "#app/domain/time/instant.ts";
import { requireSecondPerson } from "#app/domain/visits/clock-choice.ts";
import type { VisitEvent } from "#app/domain/visits/visit-events.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockCorrection, updateCorrection, type CorrectionRow } from "#db/repositories/corrections.ts";
import { insertVisitEvents } from "#db/repositories/visit-events.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { lockOpenVisit } from "./close-finding.server.ts";
import { followEvents } from "./take-events.server.ts";
import type { CorrectionField } from "./request-correction.server.ts";
import { visitEventRow } from "./stored-events.ts";
import { workerActorsOfVisit } from "./visit-workers.server.ts";

export type CorrectionDecision = {
  readonly visitNo: string;
  readonly correctionId: string;
  readonly decision: "approved" | "refused";
  /** A refusal says why. */
  readonly note: string | null;
};

/** No phone recorded it: the event carries the server's clock and no care worker. */
function correctionEvent(unit: Unit, row: CorrectionRow, approvedBy: string): VisitEvent {
  return {
    eventId: identify<EventId>(row.id),
    visitId: identify<VisitId>(row.visitId),
    workerId: null,
    deviceId: "office",
    deviceSeq: unit.now,
    deviceAt: unit.now,
    serverOffsetMs: 0,
    skewMs: null,
    page: null,
    receivedAt: unit.now,
    body: {
      kind: "correction",
      correction: {
        field: row.field as CorrectionField,
        oldValue: row.oldValue === null ? null : instant(row.oldValue),
        newValue: instant(row.newValue),
        reason: row.reasonCode,
        resolution: row.resolutionCode,
        memo: row.memo,
        evidenceDigest: row.evidence === null ? null : sha256Hex(row.evidence),
        requestedBy: row.requestedBy,
        approvedBy,
      },
    },
  };
}

/**
 * Refuses "not-found", "visit-settled", "correction-decided", "correction-needs-second-person", "correction-approver-is-worker", and
 * "correction-refusal-needs-note".
 */
export async function decideCorrection(context: Context, given: CorrectionDecision): Promise<void> {
  await inTransaction(context, async (unit) => {
    const visit = await lockOpenVisit(unit, given.visitNo);
    const row = await lockCorrection(unit, visit.id, given.correctionId);
    if (row === null) throw new Refusal("not-found");
    if (row.state !== "requested") throw new Refusal("correction-decided");
    const workersOfVisit = await workerActorsOfVisit(unit, visit.id);
    requireSecondPerson({ requestedBy: row.requestedBy, approvedBy: context.actor, workersOfVisit });
    if (given.decision === "refused" && given.note === null) throw new Refusal("correction-refusal-needs-note");
    await updateCorrection(unit, row.id, {
      state: given.decision,
      decidedBy: context.actor,
      decidedAt: asDate(unit.now),
      decisionNote: given.note,
    });
    if (given.decision === "approved") {
      await insertVisitEvents(unit, [visitEventRow(correctionEvent(unit, row, context.actor))]);
      await followEvents(unit, context.actor, visit);
    }
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "correction.decide",
      subjectType: "visit",
      subjectId: visit.visitNo,
      facts: { field: row.field, new: instant(row.newValue), decision: given.decision },
    });
  });
}
