/** Writes down, with a change of the plan, that the elder's family is to be told: a visit was booked, moved or called off, whoever did it. */
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { noteCauses, type Cause } from "./note-cause.server.ts";

/** As it stood before the change; its version tells two changes of one visit apart. */
type ChangedVisit = Pick<VisitRow, "visitNo" | "elderId" | "plannedStart" | "version">;

/** Nobody is written to of a visit that will not be because the elder has died. */
const SILENT_CODES = ["RC-ELDER-DIED"];

/** "2026-11-24 09:00" in the district's time. */
function startText(start: Date): string {
  const { date, minute } = localTimeOf(instant(start));
  return `${date} ${clockText(minute)}`;
}

function causeOf(
  unit: Unit,
  kind: "visit_booked" | "visit_moved" | "visit_cancelled",
  { visitNo, elderId, version }: ChangedVisit,
  facts: Readonly<Record<string, string>>,
): Cause {
  const subject = `${visitNo} ${version}`;
  return { kind, subject, elderId, facts: { visitNo, path: "/family", ...facts }, happenedAt: unit.now };
}

export async function tellBooked(unit: Unit, visit: ChangedVisit): Promise<void> {
  await noteCauses(unit, [causeOf(unit, "visit_booked", visit, { start: startText(visit.plannedStart) })]);
}

/** Another team at the same time is no news. */
export async function tellMoved(unit: Unit, visit: ChangedVisit, start: Date): Promise<void> {
  if (start.getTime() === visit.plannedStart.getTime()) return;
  const facts = { before: startText(visit.plannedStart), start: startText(start) };
  await noteCauses(unit, [causeOf(unit, "visit_moved", visit, facts)]);
}

export async function tellCancelled(unit: Unit, visit: ChangedVisit, code: string): Promise<void> {
  if (SILENT_CODES.includes(code)) return;
  await noteCauses(unit, [causeOf(unit, "visit_cancelled", visit, { start: startText(visit.plannedStart) })]);
}
