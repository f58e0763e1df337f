/** What the months before leave to a plan: each elder's template, familiar care workers, dates for the gap, hours of the shared week. */
import { identify, type ElderId, type WorkerId } from "#app/domain/identifiers.ts";
import type { BookedVisit, PlannableElder } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { instant, localTimeOf, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import { addDays, plainDate, weekdayOf } from "#app/domain/time/plain-date.ts";
import { addMonths, firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { ElderWithFacts } from "#db/repositories/elders.ts";
import { listSeries } from "#db/repositories/plans.ts";
import { listVisitsOfMonth, listWorkersOfVisits, type VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { groupBy } from "../visits/verification-facts.server.ts";

type LeftBehind = Pick<PlannableElder, "previous" | "familiar" | "visitsBefore">;

export type MonthBefore = {
  readonly ofElder: (elderId: string) => LeftBehind;
  /** Visits of the week before the month, for the weekly hours of their workers. */
  readonly lastWeek: readonly BookedVisit[];
};

/** Months whose visits make a worker familiar: about the 90 days of the planner. */
const FAMILIAR_MONTHS = [-1, -2, -3];

const NOTHING: LeftBehind = { previous: null, familiar: [], visitsBefore: [] };

type WorkersOf = (visitId: string) => readonly WorkerId[];

function countWorkers(visits: readonly VisitRow[], workersOf: WorkersOf) {
  const counts = new Map<WorkerId, number>();
  for (const visit of visits)
    for (const worker of workersOf(visit.id)) counts.set(worker, (counts.get(worker) ?? 0) + 1);
  return [...counts].map(([workerId, count]) => ({ workerId, visits: count }));
}

/** Visits of the seven days before the month; a calendar week may reach over its edge. */
function lastWeekOf(
  month: PlainMonth,
  visits: readonly VisitRow[],
  workersOf: WorkersOf,
  homes: ReadonlyMap<string, BookedVisit["home"]>,
): BookedVisit[] {
  const weekBefore = addDays(firstDateOf(month), -7);
  return visits.flatMap((visit) => {
    const start = localTimeOf(instant(visit.plannedStart));
    const home = homes.get(visit.elderId);
    if (start.date < weekBefore || !home) return [];
    return [
      {
        elderId: identify<ElderId>(visit.elderId),
        date: start.date,
        startMinute: start.minute,
        durationMinutes: wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd)),
        workerIds: workersOf(visit.id),
        home,
        sequence: null,
      },
    ];
  });
}

export async function loadMonthBefore(
  unit: Unit,
  month: PlainMonth,
  elders: readonly ElderWithFacts[],
): Promise<MonthBefore> {
  const months = FAMILIAR_MONTHS.map((back) => addMonths(month, back));
  const past: VisitRow[] = [];
  for (const one of months) past.push(...(await listVisitsOfMonth(unit, one)));
  const kept = past.filter((visit) => visit.deliveryState !== "cancelled" && visit.deliveryState !== "missed");
  const assigned = groupBy(
    await listWorkersOfVisits(
      unit,
      kept.map((visit) => visit.id),
    ),
    (row) => row.visitId,
  );
  const workersOf = (visitId: string) => (assigned.get(visitId) ?? []).map((row) => identify<WorkerId>(row.workerId));
  const byElder = groupBy(kept, (visit) => visit.elderId);
  const series = new Map(
    (await listSeries(unit, addMonths(month, -1))).filter((row) => row.part === 1).map((row) => [row.elderId, row]),
  );
  const homes = new Map(
    elders.map(({ elder }) => [elder.id, { latitude: elder.latitude, longitude: elder.longitude }]),
  );
  const previousMonth = firstDateOf(addMonths(month, -1));
  return {
    ofElder: (elderId) => {
      const visits = byElder.get(elderId) ?? [];
      const template = series.get(elderId);
      if (visits.length === 0 && !template) return NOTHING;
      return {
        previous: template
          ? {
              weekday: weekdayOf(plainDate(template.startsOn)),
              startMinute: template.startMinute,
              workerIds: template.workerIds.map((id) => identify<WorkerId>(id)),
            }
          : null,
        familiar: countWorkers(visits, workersOf),
        visitsBefore: visits
          .filter((visit) => visit.serviceMonth === previousMonth)
          .map((visit) => localTimeOf(instant(visit.plannedStart)).date),
      };
    },
    lastWeek: lastWeekOf(month, kept, workersOf, homes),
  };
}
