/** Takes back a booking that the elder has just made: the visit is called off, its place in the month and the worker's time are free again. */
import { Refusal } from "#app/domain/refusal.ts";
import { UNDO_MINUTES } from "#app/domain/kiosk/month-places.ts";
import { deliver, mayDeliver, type DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findAssignment, reopenDebt } from "#db/repositories/elder-visits.ts";
import { releaseEntitlement } from "#db/repositories/entitlements.ts";
import { releaseWorkers } from "#db/repositories/visit-changes.ts";
import { lockVisit, updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { tellCancelled } from "../messages/tell-visit-change.server.ts";
import { returnPayments } from "../payments/return-payments.server.ts";

/** Booked by this elder at a kiosk, minutes ago, and nothing has happened since. */
export async function mayUndo(unit: Unit, actor: string, visit: VisitRow): Promise<boolean> {
  const isAhead = mayDeliver(visit.deliveryState as DeliveryState, "cancel");
  if (visit.origin !== "kiosk" || !isAhead) return false;
  const assignment = await findAssignment(unit, visit.id);
  const soon = plusMinutes(unit.now, -UNDO_MINUTES);
  return assignment !== null && assignment.by === actor && assignment.at.getTime() > soon;
}

/** Refuses "not-found" for another elder's visit and "undo-too-late". */
export async function undoBooking(context: Context, elderId: string, visitNo: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    const visit = await lockVisit(unit, visitNo);
    if (visit === null || visit.elderId !== elderId) throw new Refusal("not-found");
    if (!(await mayUndo(unit, context.actor, visit))) throw new Refusal("undo-too-late");
    const deliveryState = deliver(visit.deliveryState as DeliveryState, "cancel");
    const cancelReason = "plan_changed";
    await updateVisits(unit, [visit.id], { deliveryState, cancelReason });
    await tellCancelled(unit, visit, cancelReason);
    await returnPayments(unit, context.actor, [visit.id], "visit_cancelled");
    await releaseWorkers(unit, [visit.id]);
    await reopenDebt(unit, visit.id);
    if (visit.kind === "basket") await releaseEntitlement(unit, elderId, monthOf(plainDate(visit.serviceMonth)));
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "kiosk.undo",
      subjectType: "visit",
      subjectId: visitNo,
      facts: { kind: visit.kind },
    });
  });
}
