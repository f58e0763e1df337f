/** Who of the provider's care workers could go to a visit: every one, with what speaks for and against, the best first. */
import { firstFits } from "#app/domain/matching/worker-ranking.ts";
import { assignmentConflicts, type AssignmentConflict } from "#app/domain/matching/assignment-conflicts.ts";
import type { BasketNeed } from "#app/domain/matching/worker-fit.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { planningLimitsOf } from "#app/domain/scheduling/planning-limits.ts";
import type { PlannableWorker } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { distanceMetres, travelMinutes } from "#app/domain/scheduling/travel.ts";
import { workingMinutes } from "#app/domain/scheduling/worker-day.ts";
import { WorkerDays } from "#app/domain/scheduling/worker-days.ts";
import { instant, instantAt, localTimeOf, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import { addDays, weekdayOf, type PlainDate } from "#app/domain/time/plain-date.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { listEldersWithFacts } from "#db/repositories/elders.ts";
import { listCalendarDays, listPolicyVersions, listSubtypes } from "#db/repositories/reference.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import { listWorkersWithFacts } from "#db/repositories/workforce.ts";
import { countVisitsByWorker, listProviderVisits } from "#db/queries/provider-visits.ts";
import type { Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { personWishes, plannableWorker, workersByName } from "../planning/planning-rows.server.ts";
import { basketOfVisit } from "../screens/workers-needed.server.ts";

export type WorkerCandidate = {
  readonly worker: PlannableWorker;
  readonly name: string;
  /** Everything against; empty means the worker can go. */
  readonly against: readonly AssignmentConflict[];
  readonly kilometres: number;
  /** From the worker's base. */
  readonly travelMinutes: number;
  readonly cameBefore: number;
  readonly weekMinutes: number;
  readonly weekMinutesMax: number;
};

export type VisitStaffing = {
  readonly need: BasketNeed;
  readonly date: PlainDate;
  readonly candidates: readonly WorkerCandidate[];
};

/** The week's visits of the provider's workers, without the visit itself. */
async function daysOfWeek(
  unit: Unit,
  visit: VisitRow,
  days: WorkerDays,
  workerIds: ReadonlyMap<string, PlannableWorker>,
) {
  const { date } = localTimeOf(instant(visit.plannedStart));
  const monday = addDays(date, 1 - weekdayOf(date));
  const rows = await listProviderVisits(unit, {
    from: instantAt(monday, 0),
    to: instantAt(addDays(monday, 7), 0),
    states: ["planned", "offered", "accepted", "en_route", "in_progress", "done"],
    workerNo: null,
  });
  for (const row of rows) {
    if (row.visit.id === visit.id) continue;
    const start = localTimeOf(instant(row.visit.plannedStart));
    const endMinute =
      start.minute + wholeMinutesBetween(instant(row.visit.plannedStart), instant(row.visit.plannedEnd));
    const home = { latitude: row.latitude, longitude: row.longitude };
    for (const { workerNo } of row.workers) {
      const worker = workerIds.get(workerNo);
      if (worker) days.add(worker.id, start.date, { startMinute: start.minute, endMinute, home });
    }
  }
  return monday;
}

/** Every worker of the scope's provider for this visit; those who can go first, the familiar and near ones on top. */
export async function loadStaffing(unit: Unit, visit: VisitRow): Promise<VisitStaffing | null> {
  const [elder] = await listEldersWithFacts(unit, [visit.elderId]);
  if (!elder) return null;
  const found = (await listWorkersWithFacts(unit)).filter(({ worker }) => worker.providerId === visit.providerId);
  const workers = new Map(found.map((one) => [one.worker.workerNo, plannableWorker(one)]));
  const names = new Map(found.map(({ worker }) => [worker.workerNo, worker.name]));
  const catalogue = new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((subtype) => [subtype.code, subtype]));
  const { date, minute } = localTimeOf(instant(visit.plannedStart));
  const limits = planningLimitsOf(policyInForce(await listPolicyVersions(unit), date).parameters);
  const days = new WorkerDays(new WorkCalendar(await listCalendarDays(unit)), limits);
  const monday = await daysOfWeek(unit, visit, days, workers);
  const home = { latitude: elder.elder.latitude, longitude: elder.elder.longitude };
  const endMinute = minute + wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd));
  const stop = { startMinute: minute, endMinute, home };
  const need = basketOfVisit(visit, elder, catalogue);
  const wishes = personWishes(elder, workersByName(found));
  const came = await countVisitsByWorker(unit, visit.elderId);
  const candidates = [...workers.values()].map((worker): WorkerCandidate => {
    const week = Array.from({ length: 7 }, (_, offset) => days.stopsOn(worker.id, addDays(monday, offset)));
    const load = {
      weekMinutes: week.reduce((sum, stops) => sum + workingMinutes(stops, limits), 0),
      weekMinutesMax: Math.min(worker.weeklyMinutesMax ?? Infinity, limits.workerWeekMinutesMax),
    };
    return {
      worker,
      name: names.get(worker.key) ?? worker.key,
      against: assignmentConflicts(worker, { date, stop, need, wishes, days }, load),
      kilometres: Math.round(distanceMetres(worker.base, home) / 100) / 10,
      travelMinutes: travelMinutes(worker.base, home, limits),
      cameBefore: came.get(worker.id) ?? 0,
      ...load,
    };
  });
  return { need, date, candidates: candidates.sort(firstFits) };
}
