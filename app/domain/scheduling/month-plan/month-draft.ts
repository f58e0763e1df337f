/** The month by date while it is put together: workers' days with everything that stands, and who can still come when. */
import { isStartInside, startsInside, windowsOn } from "../date-windows.ts";
import type { PlainDate } from "../../time/plain-date.ts";
import { dayNumber } from "../../time/plain-date.ts";
import type { MinuteWindow } from "../../time/time-window.ts";
import { addedTravelMinutes } from "../worker-day.ts";
import type { DayStop } from "../worker-day.ts";
import { WorkerDays } from "../worker-days.ts";
import type { BookedVisit, PlannableWorker } from "./plan-input.ts";
import { visitableWindows } from "./plan-input.ts";
import type { ProviderProblem, SeriesUnit, Team } from "./provider-problem.ts";

/** Starts tried on a date lie this far apart. */
const START_STEP_MINUTES = 15;

/** A team at a time on a date. */
export type Slot = { readonly team: Team; readonly startMinute: number; readonly addedTravel: number };

export type WishedSlot = {
  readonly date: PlainDate;
  /** The series' team comes first; null when no series exists. */
  readonly team: Team | null;
  readonly startMinute: number;
};

export class MonthDraft {
  readonly problem: ProviderProblem;
  readonly #days: WorkerDays;

  constructor(problem: ProviderProblem, bookedVisits: readonly BookedVisit[]) {
    this.problem = problem;
    this.#days = new WorkerDays(problem.input.calendar, problem.input.limits);
    const own = new Set(problem.workers.map(({ id }) => id));
    for (const visit of bookedVisits)
      for (const workerId of visit.workerIds) {
        const endMinute = visit.startMinute + visit.durationMinutes;
        if (own.has(workerId))
          this.#days.add(workerId, visit.date, { startMinute: visit.startMinute, endMinute, home: visit.home });
      }
  }

  /** Puts a visit into the days of all workers of a team. */
  add(unit: SeriesUnit, team: Team, date: PlainDate, startMinute: number): void {
    for (const worker of this.#workersOf(team)) this.#days.add(worker.id, date, this.#stopOf(unit, startMinute));
  }

  /** Can the team come on the date at that time? Windows of the elder are not asked. */
  accepts(unit: SeriesUnit, team: Team, date: PlainDate, startMinute: number): boolean {
    if (!this.isReady(team, date)) return false;
    const stop = this.#stopOf(unit, startMinute);
    return this.#workersOf(team).every((worker) => this.#days.accepts(worker, date, stop));
  }

  /** All of the team employed, present and qualified on the date. */
  isReady(team: Team, date: PlainDate): boolean {
    const first = this.problem.dates[0];
    return first !== undefined && ((team.readyDays >>> (dayNumber(date) - dayNumber(first))) & 1) === 1;
  }

  /**
   * Who can come on a date: the wished team at the wished time, then at another time, then another team at that time, then at
   * another; among other teams one whom the elder knows, then the least way. Null when nobody can.
   */
  slotOn(unit: SeriesUnit, wished: WishedSlot): Slot | null {
    const starts = this.#startsOn(unit, wished);
    const [own, others] = [wished.team, unit.teams.filter((team) => team !== wished.team)];
    const same = own ? this.#firstStart(unit, own, wished.date, starts) : null;
    if (same) return same;
    const atWished = starts.filter((start) => start === wished.startMinute);
    return this.#bestOther(unit, others, wished.date, atWished) ?? this.#bestOther(unit, others, wished.date, starts);
  }

  /** Has the elder any visitable hour on the date? */
  hasWindows(unit: SeriesUnit, date: PlainDate): boolean {
    return this.#windowsOf(unit, date).length > 0;
  }

  #windowsOf(unit: SeriesUnit, date: PlainDate): MinuteWindow[] {
    const { input, elders } = this.problem;
    const elder = elders[unit.elder];
    return elder ? windowsOn(visitableWindows(elder.source, input.limits), date, input.calendar) : [];
  }

  #bestOther(unit: SeriesUnit, teams: readonly Team[], date: PlainDate, starts: readonly number[]): Slot | null {
    if (starts.length === 0) return null;
    const slots = teams.flatMap((team) => this.#firstStart(unit, team, date, starts) ?? []);
    slots.sort((left, right) => right.team.familiar - left.team.familiar || left.addedTravel - right.addedTravel);
    return slots[0] ?? null;
  }

  #firstStart(unit: SeriesUnit, team: Team, date: PlainDate, starts: readonly number[]): Slot | null {
    if (!this.isReady(team, date)) return null;
    const startMinute = starts.find((start) => this.accepts(unit, team, date, start));
    if (startMinute === undefined) return null;
    const stop = this.#stopOf(unit, startMinute);
    const addedTravel = this.#workersOf(team).reduce(
      (sum, worker) => sum + addedTravelMinutes(this.#days.stopsOn(worker.id, date), stop, this.problem.input.limits),
      0,
    );
    return { team, startMinute, addedTravel };
  }

  /** Starts inside the elder's windows of the date, the nearest to the wished one first, the earlier on a tie. */
  #startsOn(unit: SeriesUnit, wished: WishedSlot): number[] {
    const windows = this.#windowsOf(unit, wished.date);
    const starts = new Set<number>();
    if (isStartInside(windows, wished.startMinute, unit.basket.durationMinutes)) starts.add(wished.startMinute);
    for (const { from, to } of startsInside(windows, unit.basket.durationMinutes)) {
      starts.add(from);
      const first = Math.ceil(from / START_STEP_MINUTES) * START_STEP_MINUTES;
      for (let start = first; start <= to; start += START_STEP_MINUTES) starts.add(start);
    }
    const distance = (start: number) => Math.abs(start - wished.startMinute);
    return [...starts].sort((left, right) => distance(left) - distance(right) || left - right);
  }

  #workersOf(team: Team): PlannableWorker[] {
    return team.workers.flatMap((worker) => this.problem.workers[worker] ?? []);
  }

  #stopOf(unit: SeriesUnit, startMinute: number): DayStop {
    const home = this.problem.elders[unit.elder]?.source.home;
    if (!home) throw new RangeError("a series belongs to an elder of its problem");
    return { startMinute, endMinute: startMinute + unit.basket.durationMinutes, home };
  }
}
