/** The days of several care workers, and whether one more visit may be put on one of them. */
import type { WorkerId } from "../identifiers.ts";
import type { DatePeriod, PlainDate } from "../time/plain-date.ts";
import { dayNumber, periodContains, plainDateOfDay, weekdayOfDay } from "../time/plain-date.ts";
import type { WeeklyWindow } from "../time/time-window.ts";
import type { WorkCalendar } from "../time/work-calendar.ts";
import { coversVisit, windowsOn } from "./date-windows.ts";
import type { PlanningLimits } from "./planning-limits.ts";
import type { DayStop } from "./worker-day.ts";
import { fitBetween, hasLunchBreak, withStop, workingMinutes } from "./worker-day.ts";

/** Why a worker cannot take a visit at a time. Stable codes. */
export const WORKER_CONFLICTS = [
  "not_employed",
  "on_leave",
  "outside_availability",
  "worker_busy",
  "travel_too_tight",
  "day_visits",
  "day_hours",
  "week_hours",
  "lunch_break",
] as const;

export type WorkerConflict = (typeof WORKER_CONFLICTS)[number];

/** What planning by date needs to know of a worker's time. */
export type WorkingTime = {
  readonly id: WorkerId;
  readonly employedFrom: PlainDate;
  /** Last day of employment; null means open. */
  readonly employedTo: PlainDate | null;
  readonly availability: readonly WeeklyWindow[];
  /** The worker's own limit per calendar week; null means the policy's. */
  readonly weeklyMinutesMax: number | null;
  readonly leave: readonly DatePeriod[];
};

/** Employment and leave of a worker on a date. */
export function absenceOf(
  worker: Pick<WorkingTime, "employedFrom" | "employedTo" | "leave">,
  date: PlainDate,
): "not_employed" | "on_leave" | null {
  if (!periodContains({ from: worker.employedFrom, to: worker.employedTo }, date)) return "not_employed";
  return worker.leave.some((period) => periodContains(period, date)) ? "on_leave" : null;
}

const NO_STOPS: readonly DayStop[] = [];

export class WorkerDays {
  readonly #calendar: WorkCalendar;
  readonly #limits: PlanningLimits;
  readonly #stops = new Map<WorkerId, Map<number, readonly DayStop[]>>();

  constructor(calendar: WorkCalendar, limits: PlanningLimits) {
    this.#calendar = calendar;
    this.#limits = limits;
  }

  stopsOn(workerId: WorkerId, date: PlainDate): readonly DayStop[] {
    return this.#stopsOfDay(workerId, dayNumber(date));
  }

  /** Puts a stop on a day without asking; ask `conflicts` or `accepts` first where it matters. */
  add(workerId: WorkerId, date: PlainDate, stop: DayStop): void {
    const days = this.#stops.get(workerId) ?? new Map<number, readonly DayStop[]>();
    const day = dayNumber(date);
    days.set(day, withStop(days.get(day) ?? NO_STOPS, stop));
    this.#stops.set(workerId, days);
  }

  /** True when the worker can take the stop; the same rules as `conflicts`, cheapest first, stopping at the first no. */
  accepts(worker: WorkingTime, date: PlainDate, stop: DayStop): boolean {
    return this.#find(worker, date, stop, true).length === 0;
  }

  /** Every reason against the stop, in the order of WORKER_CONFLICTS. */
  conflicts(worker: WorkingTime, date: PlainDate, stop: DayStop): WorkerConflict[] {
    return this.#find(worker, date, stop, false);
  }

  #find(worker: WorkingTime, date: PlainDate, stop: DayStop, firstOnly: boolean): WorkerConflict[] {
    const found: WorkerConflict[] = [];
    const absence = absenceOf(worker, date);
    if (absence) found.push(absence);
    if (!coversVisit(windowsOn(worker.availability, date, this.#calendar), stop.startMinute, stop.endMinute))
      found.push("outside_availability");
    if (firstOnly && found.length > 0) return found;
    const stops = this.stopsOn(worker.id, date);
    const fit = fitBetween(stops, stop, this.#limits);
    if (fit !== "fits") found.push(fit === "overlaps" ? "worker_busy" : fit);
    if (firstOnly && found.length > 0) return found;
    const day = withStop(stops, stop);
    if (day.length > this.#limits.workerDayVisitsMax) found.push("day_visits");
    const minutes = workingMinutes(day, this.#limits);
    if (minutes > this.#limits.workerDayMinutesMax) found.push("day_hours");
    const weekMax = Math.min(worker.weeklyMinutesMax ?? Infinity, this.#limits.workerWeekMinutesMax);
    if (this.#otherDaysOfWeek(worker.id, date) + minutes > weekMax) found.push("week_hours");
    if (!hasLunchBreak(day, this.#limits)) found.push("lunch_break");
    return found;
  }

  /** Working minutes of the other days of the calendar week, Monday to Sunday, that holds the date. */
  #otherDaysOfWeek(workerId: WorkerId, date: PlainDate): number {
    const day = dayNumber(date);
    const monday = day - (weekdayOfDay(day) - 1);
    let minutes = 0;
    for (let other = monday; other < monday + 7; other += 1)
      if (other !== day) minutes += workingMinutes(this.#stopsOfDay(workerId, other), this.#limits);
    return minutes;
  }

  #stopsOfDay(workerId: WorkerId, day: number): readonly DayStop[] {
    return this.#stops.get(workerId)?.get(day) ?? NO_STOPS;
  }

  /** All stops with their dates, for those who count. */
  *all(): Iterable<{ readonly workerId: WorkerId; readonly date: PlainDate; readonly stops: readonly DayStop[] }> {
    for (const [workerId, days] of this.#stops)
      for (const [day, stops] of days) yield { workerId, date: plainDateOfDay(day), stops };
  }
}
