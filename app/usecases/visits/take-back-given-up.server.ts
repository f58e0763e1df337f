/**
 * A visit that was called off, or missed and explained, took place after all: its check-in came late from a phone without network. What was
 * given away is taken back: the place in the month's four where it is still free, what was owed for it, its date in the series, and those who
 * came. Whether it is paid is for the rules to say; that it was made is not lost.
 */
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import { isOfTheFour, sequenceOf } from "#app/domain/visits/visit.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { reserveEntitlement } from "#db/repositories/entitlements.ts";
import { returnWorkers, settleDebt } from "#db/repositories/visit-changes.ts";
import { listSaidOfVisits, updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { restoreDate } from "../scheduling/restore-date.server.ts";
import { visitEventOf } from "./stored-events.ts";

/** Nothing is refused: where another visit has the place by now, the rules count the visits of the month. */
async function takePlace(unit: Unit, visit: VisitRow) {
  if (!isOfTheFour(visit)) return { reserved: false, settledDebt: false };
  const { elderId, serviceMonth } = visit;
  const reserved = await reserveEntitlement(unit, elderId, monthOf(plainDate(serviceMonth)), 1);
  const place = { elderId, month: serviceMonth, sequence: sequenceOf(visit) };
  return { reserved, settledDebt: await settleDebt(unit, place, visit.id) };
}

/** Why it was given up; null for a visit that was not, or that has not begun all the same. */
const givenUpFor = ({ deliveryState, missedReason, cancelReason }: VisitRow) =>
  ["in_progress", "done"].includes(deliveryState) ? (missedReason ?? cancelReason) : null;

/**
 * @param visits as they stand now, locked by the caller; those that were not given up are left as they are
 * @returns the same visits, as they stand then
 */
export async function takeBackGivenUp(unit: Unit, actor: string, visits: readonly VisitRow[]): Promise<VisitRow[]> {
  const after: VisitRow[] = [];
  for (const visit of visits) {
    const reason = givenUpFor(visit);
    if (reason === null) {
      after.push(visit);
      continue;
    }
    const taken = await takePlace(unit, visit);
    if (visit.cancelReason !== null) await restoreDate(unit, visit);
    const { workerIds } = foldEvents((await listSaidOfVisits(unit, [visit.id])).map(visitEventOf));
    await returnWorkers(unit, visit.id, workerIds);
    await updateVisits(unit, [visit.id], { missedReason: null, cancelReason: null });
    await insertAuditEvent(unit, actor, {
      chain: `street:${visit.streetId}`,
      action: "visit.take-back",
      subjectType: "visit",
      subjectId: visit.visitNo,
      facts: { [visit.cancelReason === null ? "wasMissedFor" : "wasCancelledFor"]: reason, ...taken },
    });
    after.push({ ...visit, missedReason: null, cancelReason: null });
  }
  return after;
}
