/** What calling off a visit writes, whoever decided it: its state, those who went to it, its date in the series, what is owed, what goes back, the audit row. */
import type { VisitDebtReason } from "#app/domain/scheduling/visit-debt.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { deliver, type DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { isLateCancellation, isOfTheFour, sequenceOf } from "#app/domain/visits/visit.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { releaseEntitlement } from "#db/repositories/entitlements.ts";
import { oweVisit, releaseWorkers, saveSeriesException } from "#db/repositories/visit-changes.ts";
import { updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { tellCancelled } from "../messages/tell-visit-change.server.ts";
import { returnPayments } from "../payments/return-payments.server.ts";

/** After these nothing is owed: the visit stood twice, nobody is left to visit, or the entitlement has ended. */
const NOTHING_OWED = [
  "duplicate_plan",
  "RC-ELDER-DIED",
  "in_institution",
  "registration_moved",
  "other_benefit",
  "aid_ended",
];

export type CancelledVisit = {
  /** Under 24 hours before the planned start. */
  readonly late: boolean;
  readonly owed: boolean;
};

export type DecidedCancellation = {
  /** Locked by the caller. */
  readonly visit: VisitRow;
  /** One that `isCancelCode` knows. */
  readonly code: string;
  /** Why the visit is owed from then on. */
  readonly debtReason: VisitDebtReason;
};

async function giveBack(unit: Unit, { visit, code, debtReason }: DecidedCancellation, late: boolean): Promise<boolean> {
  if (!isOfTheFour(visit)) return false;
  await releaseEntitlement(unit, visit.elderId, monthOf(plainDate(visit.serviceMonth)));
  if (NOTHING_OWED.includes(code)) return false;
  await oweVisit(unit, {
    id: unit.newId(),
    elderId: visit.elderId,
    streetId: visit.streetId,
    providerId: visit.providerId,
    month: visit.serviceMonth,
    sequence: sequenceOf(visit),
    originalOn: visit.occurrenceOn,
    reason: debtReason,
    facts: { code, late, visitNo: visit.visitNo },
  });
  return true;
}

/** Refuses "visit-cannot-cancel" once begun or over. */
export async function writeCancellation(
  unit: Unit,
  actor: string,
  decided: DecidedCancellation,
): Promise<CancelledVisit> {
  const { visit, code, debtReason } = decided;
  const deliveryState = deliver(visit.deliveryState as DeliveryState, "cancel");
  const startAt = instant(visit.plannedStart);
  const plan = { startAt, endAt: instant(visit.plannedEnd), subtypes: visit.subtypes, workerIds: [] };
  const late = isLateCancellation(plan, unit.now);
  await updateVisits(unit, [visit.id], { deliveryState, cancelReason: code });
  await releaseWorkers(unit, [visit.id]);
  if (visit.seriesId !== null)
    await saveSeriesException(unit, {
      seriesId: visit.seriesId,
      originalOn: visit.occurrenceOn ?? localDateOf(startAt),
      kind: "dropped",
      movedToOn: null,
      movedToMinute: null,
      reason: debtReason,
    });
  const owed = await giveBack(unit, decided, late);
  await tellCancelled(unit, visit, code);
  await returnPayments(unit, actor, [visit.id], "visit_cancelled");
  await insertAuditEvent(unit, actor, {
    chain: `street:${visit.streetId}`,
    action: "visit.cancel",
    subjectType: "visit",
    subjectId: visit.visitNo,
    facts: { code, late, owed },
  });
  return { late, owed };
}
