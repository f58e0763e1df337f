/** The check's half about care workers: their days, their weeks, their time and their certificates. */
import type { WorkerId } from "../../identifiers.ts";
import type { PlainDate } from "../../time/plain-date.ts";
import { dayNumber, weekdayOf } from "../../time/plain-date.ts";
import { coversVisit, windowsOn } from "../date-windows.ts";
import type { PlanningLimits } from "../planning-limits.ts";
import type { GeoPoint } from "../travel.ts";
import { travelMinutes } from "../travel.ts";
import type { PlannedVisit } from "./month-plan.ts";
import type { PlanInput, PlannableWorker } from "./plan-input.ts";
import type { PlanViolation } from "./plan-violation.ts";

type Stop = {
  readonly date: PlainDate;
  readonly start: number;
  readonly end: number;
  readonly home: GeoPoint;
  /** Null for a visit that stood before the plan: what it does alone is not the plan's fault. */
  readonly visit: PlannedVisit | null;
};

export function workerViolations(input: PlanInput, visits: readonly PlannedVisit[]): PlanViolation[] {
  const stops = stopsByWorker(input, visits);
  const workers = new Map(input.workers.map((worker) => [worker.id, worker]));
  const found: PlanViolation[] = [];
  for (const [workerId, own] of stops) {
    const worker = workers.get(workerId);
    const report = (code: PlanViolation["code"], stop: Stop) =>
      found.push({ code, elderId: stop.visit?.elderId ?? null, workerId, date: stop.date });
    for (const stop of own) if (stop.visit) checkPresence(input, worker, stop, report);
    for (const day of groups(own, ({ date }) => date)) checkDay(input.limits, day, report);
    for (const week of groups(own, ({ date }) => dayNumber(date) - weekdayOf(date)))
      checkWeek(input.limits, worker, week, report);
  }
  return found;
}

type Report = (code: PlanViolation["code"], stop: Stop) => void;

function stopsByWorker(input: PlanInput, visits: readonly PlannedVisit[]): Map<WorkerId, Stop[]> {
  const homes = new Map(input.elders.map((elder) => [elder.id, elder.home]));
  const stops = new Map<WorkerId, Stop[]>();
  const add = (workerIds: readonly WorkerId[], stop: Stop) => {
    for (const workerId of workerIds) {
      const own = stops.get(workerId) ?? [];
      own.push(stop);
      stops.set(workerId, own);
    }
  };
  for (const visit of visits) {
    const home = homes.get(visit.elderId);
    const end = visit.startMinute + visit.durationMinutes;
    if (home) add(visit.workerIds, { date: visit.date, start: visit.startMinute, end, home, visit });
  }
  for (const { workerIds, date, startMinute, durationMinutes, home } of input.bookedVisits)
    add(workerIds, { date, start: startMinute, end: startMinute + durationMinutes, home, visit: null });
  return stops;
}

function groups(stops: readonly Stop[], name: (stop: Stop) => string | number): Stop[][] {
  const found = new Map<string | number, Stop[]>();
  for (const stop of stops) {
    const group = found.get(name(stop)) ?? [];
    group.push(stop);
    found.set(name(stop), group);
  }
  return [...found.values()].map((group) =>
    group.sort((left, right) =>
      left.date === right.date ? left.start - right.start : left.date < right.date ? -1 : 1,
    ),
  );
}

function checkPresence(input: PlanInput, worker: PlannableWorker | undefined, stop: Stop, report: Report): void {
  if (!worker || worker.providerId !== stop.visit?.providerId) return report("worker_of_other_provider", stop);
  const { date } = stop;
  const ended = worker.employedTo !== null && date > worker.employedTo;
  if (date < worker.employedFrom || ended) report("not_employed", stop);
  const away = worker.leave.some(({ from, to }) => (from === null || from <= date) && (to === null || date <= to));
  if (away) report("on_leave", stop);
  if (!coversVisit(windowsOn(worker.availability, date, input.calendar), stop.start, stop.end))
    report("outside_availability", stop);
}

function checkDay(limits: PlanningLimits, day: readonly Stop[], report: Report): void {
  const planned = day.find(({ visit }) => visit !== null);
  if (!planned) return;
  for (const [index, stop] of day.entries()) {
    const previous = day[index - 1];
    if (!previous || (!previous.visit && !stop.visit)) continue;
    if (stop.start < previous.end) report("worker_overlap", stop);
    else if (stop.start - previous.end < travelMinutes(previous.home, stop.home, limits))
      report("travel_too_tight", stop);
  }
  if (day.length > limits.workerDayVisitsMax) report("day_visits", planned);
  if (workedMinutes(day, limits) > limits.workerDayMinutesMax) report("day_hours", planned);
  if (!findsLunch(day, limits)) report("lunch_break", planned);
}

function checkWeek(
  limits: PlanningLimits,
  worker: PlannableWorker | undefined,
  week: readonly Stop[],
  report: Report,
): void {
  const planned = week.find(({ visit }) => visit !== null);
  if (!planned) return;
  const minutes = groups(week, ({ date }) => date).reduce((sum, day) => sum + workedMinutes(day, limits), 0);
  const most = Math.min(limits.workerWeekMinutesMax, worker?.weeklyMinutesMax ?? limits.workerWeekMinutesMax);
  if (minutes > most) report("week_hours", planned);
}

function workedMinutes(day: readonly Stop[], limits: PlanningLimits): number {
  return day.reduce((sum, stop, index) => {
    const previous = day[index - 1];
    return sum + stop.end - stop.start + (previous ? travelMinutes(previous.home, stop.home, limits) : 0);
  }, 0);
}

/** Tries a break at every minute of the window. */
function findsLunch(day: readonly Stop[], limits: PlanningLimits): boolean {
  const { lunchBreakMinutes, lunchWindow } = limits;
  for (let from = lunchWindow.startMinute; from + lunchBreakMinutes <= lunchWindow.endMinute; from += 1) {
    const to = from + lunchBreakMinutes;
    if (day.some((stop) => stop.start < to && from < stop.end)) continue;
    const previous = day.findLast((stop) => stop.end <= from);
    const next = day.find((stop) => stop.start >= to);
    if (!previous || !next) return true;
    const way = travelMinutes(previous.home, next.home, limits);
    if (from - previous.end >= way || next.start - to >= way) return true;
  }
  return false;
}
