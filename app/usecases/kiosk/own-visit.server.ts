/** One of the elder's own visits as the kiosk shows it: when, what, and surnames only, because bystanders read along. */
import { Refusal } from "#app/domain/refusal.ts";
import { instant, localTimeOf, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import { listWorkersOfVisit } from "#db/repositories/elder-visits.ts";
import { lockVisit, type VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";

export async function shownVisit(unit: Unit, visit: VisitRow) {
  const { date, minute } = localTimeOf(instant(visit.plannedStart));
  const workers = await listWorkersOfVisit(unit, visit.id);
  return {
    visitNo: visit.visitNo,
    kind: visit.kind,
    date,
    startMinute: minute,
    durationMinutes: wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd)),
    codes: visit.subtypes,
    surnames: workers.map(({ name }) => [...name][0] ?? ""),
  };
}

export type ShownVisit = Awaited<ReturnType<typeof shownVisit>>;

/** The elder's visit, locked. Refuses "not-found" for another elder's. */
export async function ownVisit(unit: Unit, elderId: string, visitNo: string): Promise<VisitRow> {
  const visit = await lockVisit(unit, visitNo);
  if (visit === null || visit.elderId !== elderId) throw new Refusal("not-found");
  return visit;
}
