/**
 * Somebody of the provider or the street says why a visit was missed. From then on the elder is owed it: the place in the month's four is
 * free again, and the debt is planned anew like any other. A check-in that arrives later still counts and settles the debt.
 */
import { returnReason } from "#app/domain/payments/payment-return.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { isNewsKind } from "#app/domain/visits/late-ladder.ts";
import { isStillOwed, missedSideOf } from "#app/domain/visits/missed-reason.ts";
import { isOfTheFour, sequenceOf } from "#app/domain/visits/visit.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { releaseEntitlement } from "#db/repositories/entitlements.ts";
import { endNotices, listNoticesOfVisits } from "#db/repositories/notices.ts";
import { insertToJudge } from "#db/repositories/received-events.ts";
import { oweVisit, releaseWorkers } from "#db/repositories/visit-changes.ts";
import { lockVisit, updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { returnPayments } from "../payments/return-payments.server.ts";

async function owe(unit: Unit, visit: VisitRow, reason: string): Promise<boolean> {
  if (!isOfTheFour(visit)) return false;
  await releaseEntitlement(unit, visit.elderId, monthOf(plainDate(visit.serviceMonth)));
  if (!isStillOwed(reason)) return false;
  await oweVisit(unit, {
    id: unit.newId(),
    elderId: visit.elderId,
    streetId: visit.streetId,
    providerId: visit.providerId,
    month: visit.serviceMonth,
    sequence: sequenceOf(visit),
    originalOn: visit.occurrenceOn,
    reason: "visit_missed",
    facts: { code: reason, visitNo: visit.visitNo },
  });
  return true;
}

/** What was paid for it goes back, unless the reason is the elder's. */
async function returnMissed(unit: Unit, actor: string, { id, plannedEnd }: VisitRow, missedReason: string) {
  const after = { deliveryState: "missed", missedReason, plannedEnd: instant(plannedEnd) };
  const reason = returnReason(after, unit.now);
  if (reason !== null) await returnPayments(unit, actor, [id], reason);
}

/**
 * @returns whether the visit is owed from now on
 * Refuses "not-found", "visit-not-missed", "missed-already-explained" and "missed-reason-unknown".
 */
export async function explainMissed(context: Context, visitNo: string, reason: string): Promise<boolean> {
  const missedSide = missedSideOf(reason);
  return inTransaction(context, async (unit) => {
    const visit = await lockVisit(unit, visitNo);
    if (visit === null) throw new Refusal("not-found");
    if (visit.deliveryState !== "missed") throw new Refusal("visit-not-missed");
    if (visit.missedReason !== null) throw new Refusal("missed-already-explained");
    await updateVisits(unit, [visit.id], { missedSide, missedReason: reason });
    await releaseWorkers(unit, [visit.id]);
    const owed = await owe(unit, visit, reason);
    await returnMissed(unit, context.actor, visit, reason);
    const open = (await listNoticesOfVisits(unit, [visit.id])).filter((row) => !isNewsKind(row.kind));
    await endNotices(
      unit,
      open.map((row) => row.id),
      "reason",
    );
    await insertToJudge(unit, [visit.id]);
    await insertAuditEvent(unit, context.actor, {
      chain: `street:${visit.streetId}`,
      action: "visit.explain-missed",
      subjectType: "visit",
      subjectId: visit.visitNo,
      facts: { reason, side: missedSide, owed },
    });
    return owed;
  });
}
