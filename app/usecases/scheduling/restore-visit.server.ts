/**
 * The office takes a cancellation back: the visit stands again where it stood, with those who were to go. Everything is asked as for a
 * new time, because hours and places may be taken by now.
 */
import { maskName } from "#app/domain/access/masking.ts";
import { conflictsOfMove } from "#app/domain/matching/visit-conflicts.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { restored, type DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { isOfTheFour, sequenceOf } from "#app/domain/visits/visit.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { reserveEntitlement } from "#db/repositories/entitlements.ts";
import { findOfferState } from "#db/repositories/offers.ts";
import { assignWorkersToVisit, listLastTeam, settleDebt } from "#db/repositories/visit-changes.ts";
import { lockVisit, updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { tellBooked } from "../messages/tell-visit-change.server.ts";
import type { MoveOutcome } from "./move-visit.server.ts";
import { restoreDate } from "./restore-date.server.ts";
import { loadSurroundings } from "./visit-surroundings.server.ts";

export type RestoreOutcome = { readonly state: "restored" } | Extract<MoveOutcome, { state: "refused" }>;

/** Takes the place in the month's visits again and settles what was owed for it. Refuses "month-full" when another visit has taken it. */
async function takePlace(unit: Unit, visit: VisitRow): Promise<boolean> {
  if (!isOfTheFour(visit)) return false;
  if (!(await reserveEntitlement(unit, visit.elderId, monthOf(plainDate(visit.serviceMonth)), 1)))
    throw new Refusal("month-full");
  return settleDebt(unit, { elderId: visit.elderId, month: visit.serviceMonth, sequence: sequenceOf(visit) }, visit.id);
}

async function conflictsAt(unit: Unit, visit: VisitRow, team: readonly string[]) {
  const found = await loadSurroundings(unit, visit, { wanted: new Map([[visit.id, team]]) });
  const { date, minute } = localTimeOf(instant(visit.plannedStart));
  return conflictsOfMove({ date, startMinute: minute, workers: found.team }, found.surroundings).map(
    ({ code, workerId }) => ({
      code,
      worker: workerId === null ? null : maskName(found.workerNames.get(workerId) ?? ""),
    }),
  );
}

/** Within a unit: what `restoreVisit` does; nothing is written before the last of its refusals. */
export async function restoreInUnit(unit: Unit, actor: string, visitNo: string): Promise<RestoreOutcome> {
  const visit = await lockVisit(unit, visitNo);
  if (visit === null) throw new Refusal("not-found");
  const offerState = visit.offerId === null ? null : await findOfferState(unit, visit.offerId);
  const deliveryState = restored(visit.deliveryState as DeliveryState, offerState);
  if (visit.plannedStart.getTime() <= unit.now) throw new Refusal("restore-too-late");
  const team = await listLastTeam(unit, visit.id);
  const conflicts = await conflictsAt(unit, visit, team);
  if (conflicts.length > 0) return { state: "refused", conflicts };
  const settled = await takePlace(unit, visit);
  await updateVisits(unit, [visit.id], { deliveryState, cancelReason: null });
  await assignWorkersToVisit(unit, visit, team, actor);
  await restoreDate(unit, visit);
  await tellBooked(unit, visit);
  await insertAuditEvent(unit, actor, {
    chain: `street:${visit.streetId}`,
    action: "visit.restore",
    subjectType: "visit",
    subjectId: visit.visitNo,
    facts: { wasCancelledFor: visit.cancelReason, settledDebt: settled, deliveryState },
  });
  return { state: "restored" };
}

/**
 * Restores the visit, or says everything that stands against it and changes nothing.
 * Refuses "not-found" outside the scope, "visit-cannot-restore" for a visit that is not cancelled, "restore-too-late" once its start
 * has passed, and "month-full" when its place in the month is taken.
 */
export async function restoreVisit(context: Context, visitNo: string): Promise<RestoreOutcome> {
  return inTransaction(context, (unit) => restoreInUnit(unit, context.actor, visitNo));
}
