/** The office calls off one visit with a code. The visit is owed from then on, and its place in the month's four is free again. */
import { Refusal } from "#app/domain/refusal.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { deliver, type DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { isCancelCode } from "#app/domain/visits/reasons.ts";
import { isLateCancellation } from "#app/domain/visits/visit.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { releaseEntitlement } from "#db/repositories/entitlements.ts";
import { oweVisit, releaseWorkers, saveSeriesException } from "#db/repositories/visit-changes.ts";
import { lockVisit, updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";

/** After these nothing is owed: the visit stood twice, or nobody is left to visit. */
const NOTHING_OWED = ["duplicate_plan", "RC-ELDER-DIED"];

export type CancelledVisit = {
  /** Under 24 hours before the planned start. */
  readonly late: boolean;
  readonly owed: boolean;
};

/** Place in the month, the last part of the visit's number. */
export function sequenceOf(visit: VisitRow): number {
  return Number(visit.visitNo.split("-").at(-1));
}

async function giveBack(unit: Unit, visit: VisitRow, code: string, late: boolean): Promise<boolean> {
  if (visit.kind !== "basket" || visit.origin === "fact") return false;
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
    reason: "visit_cancelled",
    facts: { code, late, visitNo: visit.visitNo },
  });
  return true;
}

/**
 * @param code one that `isCancelCode` knows
 * Refuses "cancel-code-unknown", "not-found" outside the scope, and "visit-cannot-cancel" once begun or over.
 */
export async function cancelVisit(context: Context, visitNo: string, code: string): Promise<CancelledVisit> {
  if (!isCancelCode(code)) throw new Refusal("cancel-code-unknown", { code });
  return inTransaction(context, async (unit) => {
    const visit = await lockVisit(unit, visitNo);
    if (visit === null) throw new Refusal("not-found");
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
        reason: "visit_cancelled",
      });
    const owed = await giveBack(unit, visit, code, late);
    await insertAuditEvent(unit, context.actor, {
      chain: `street:${visit.streetId}`,
      action: "visit.cancel",
      subjectType: "visit",
      subjectId: visit.visitNo,
      facts: { code, late, owed },
    });
    return { late, owed };
  });
}
