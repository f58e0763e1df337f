/** Room between two statements for visits of an elder that take each other's days. */
import { asDate, instant, plusMinutes, type LocalTime } from "#app/domain/time/instant.ts";
import { updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";

/** Nobody has visits so far ahead: there a visit stands for a moment without meeting another one of its elder. */
const ASIDE_MINUTES = 400 * 24 * 60;

function timesAfter({ plannedStart, plannedEnd }: VisitRow, minutes: number) {
  return {
    plannedStart: asDate(plusMinutes(instant(plannedStart), minutes)),
    plannedEnd: asDate(plusMinutes(instant(plannedEnd), minutes)),
  };
}

type Leaving = {
  readonly visit: VisitRow;
  readonly from: Pick<LocalTime, "date"> | null;
  readonly to: Pick<LocalTime, "date">;
};

/**
 * Visits that take each other's days would overlap between two statements, which the database refuses: each whose old day another one
 * takes steps aside first, all as far, so that they do not meet there either.
 */
export async function stepAside(unit: Unit, dates: readonly Leaving[]): Promise<void> {
  const taken = new Set(dates.map(({ to }) => to.date));
  for (const { visit, from } of dates)
    if (from !== null && taken.has(from.date)) await updateVisits(unit, [visit.id], timesAfter(visit, ASIDE_MINUTES));
}
