/**
 * The weekly templates while they are searched: one route per worker and weekday, holding every series that visits on that weekday.
 * A date's real route is never fuller than its template, and taking a visit out of a route breaks no rule (the way past a home is
 * never longer than the way by it), so a template that keeps the rules keeps them on all its dates.
 * Starts are fixed when a series is placed, so putting it back where it was is always possible: that is the undo.
 */
import type { MinuteWindow } from "../../time/time-window.ts";
import { hasBreakBetween } from "../worker-day.ts";
import type { ProviderProblem, SeriesUnit } from "./provider-problem.ts";
import { NEVER, otherTimeCost, settlingTable } from "./template-cost.ts";

/** Where a series lies: a team of its unit, a weekday index (Monday 0) and a start. */
export type Placement = { readonly team: number; readonly weekday: number; readonly startMinute: number };

/** Starts are offered on quarter hours, which people remember; a gap too small for one offers its first minute. */
const START_GRID_MINUTES = 15;
/** Added way of a visit that a rule forbids; larger than any way of a month. */
export const NO_ROOM = 1_000_000;
const EVER_BEFORE = -1_000_000;
const EVER_AFTER = 1_000_000;

/** Starts worth trying, in a list that is used again by the next question; some stand in it twice. */
export type OfferedStarts = { readonly minutes: Int16Array; count: number };

export class TemplateState {
  readonly problem: ProviderProblem;
  readonly placements: (Placement | null)[];
  /** Cost beside the way by unit, see settlingTable. */
  readonly settling: readonly Int32Array[];
  /** Way of all templates of a week, bases included. */
  travelTotal = 0;
  readonly #routes: number[][];
  readonly #minutes: Int32Array;
  readonly #travel: Int32Array;
  readonly #weekMinutes: Int32Array;
  readonly #weekMax: Int32Array;
  readonly #start: Int16Array;
  readonly #duration: Int16Array;
  readonly #elder: Int16Array;
  readonly #elders: number;
  readonly #offered: OfferedStarts = { minutes: new Int16Array(1024), count: 0 };

  constructor(problem: ProviderProblem) {
    const { units, workers } = problem;
    const { limits } = problem.input;
    this.problem = problem;
    this.placements = units.map(() => null);
    this.settling = units.map((unit) => settlingTable(problem, unit));
    this.#elders = problem.elders.length;
    this.#routes = Array.from({ length: workers.length * 7 }, () => []);
    this.#minutes = new Int32Array(workers.length * 7);
    this.#travel = new Int32Array(workers.length * 7);
    this.#weekMinutes = new Int32Array(workers.length);
    this.#weekMax = Int32Array.from(workers, (worker) =>
      Math.min(worker.weeklyMinutesMax ?? limits.workerWeekMinutesMax, limits.workerWeekMinutesMax),
    );
    this.#start = new Int16Array(units.length);
    this.#duration = Int16Array.from(units, (unit) => unit.basket.durationMinutes);
    this.#elder = Int16Array.from(units, (unit) => unit.elder);
  }

  route(worker: number, weekday: number): readonly number[] {
    return this.#routes[worker * 7 + weekday] ?? [];
  }

  place(unit: SeriesUnit, placement: Placement): void {
    this.#start[unit.index] = placement.startMinute;
    for (const worker of unit.teams[placement.team]?.workers ?? []) {
      const route = this.#routes[worker * 7 + placement.weekday];
      if (!route) continue;
      route.splice(this.#positionOf(route, placement.startMinute), 0, unit.index);
      this.#refresh(worker, placement.weekday, route);
    }
    this.placements[unit.index] = placement;
  }

  remove(unit: SeriesUnit): void {
    const placement = this.placements[unit.index];
    if (!placement) return;
    for (const worker of unit.teams[placement.team]?.workers ?? []) {
      const route = this.#routes[worker * 7 + placement.weekday];
      if (!route) continue;
      route.splice(route.indexOf(unit.index), 1);
      this.#refresh(worker, placement.weekday, route);
    }
    this.placements[unit.index] = null;
  }

  /** Cost of a placement beside the way: dates that cannot stand, and what the elder has to get used to. */
  settlingCost(unit: SeriesUnit, placement: Placement): number {
    const elder = this.problem.elders[unit.elder];
    const cost = this.settling[unit.index]?.[placement.team * 7 + placement.weekday] ?? NEVER;
    const visits = unit.weekdays[placement.weekday]?.ordinals.length ?? 0;
    return Math.max(0, cost) + (elder ? otherTimeCost(elder, visits, placement.startMinute) : 0);
  }

  /** Both ends of every gap in the days of the workers, and last month's start where it fits. */
  offeredStarts(unit: SeriesUnit, workers: readonly number[], weekday: number): OfferedStarts {
    const wished = this.problem.elders[unit.elder]?.source.previous?.startMinute ?? -1;
    const ranges = unit.weekdays[weekday]?.starts ?? [];
    this.#offered.count = 0;
    for (const worker of workers)
      for (const shift of this.problem.shifts[worker]?.[weekday] ?? [])
        for (const range of ranges) {
          const from = Math.max(range.from, shift.startMinute);
          const to = Math.min(range.to, shift.endMinute - unit.basket.durationMinutes);
          if (from <= to) this.#offerGaps(this.route(worker, weekday), unit, { from, to, wished });
        }
    return this.#offered;
  }

  #offerGaps(
    route: readonly number[],
    unit: SeriesUnit,
    window: { readonly from: number; readonly to: number; readonly wished: number },
  ): void {
    for (let gap = 0; gap <= route.length; gap += 1) {
      const from = Math.max(window.from, this.#earliest(route, gap, unit));
      const to = Math.min(window.to, this.#latest(route, gap, unit));
      if (from > to) continue;
      const early = Math.ceil(from / START_GRID_MINUTES) * START_GRID_MINUTES;
      const late = Math.floor(to / START_GRID_MINUTES) * START_GRID_MINUTES;
      this.#offer(early <= to ? early : from);
      if (late > early) this.#offer(late);
      if (from <= window.wished && window.wished <= to) this.#offer(window.wished);
    }
  }

  #offer(startMinute: number): void {
    if (this.#offered.count >= this.#offered.minutes.length) return;
    this.#offered.minutes[this.#offered.count] = startMinute;
    this.#offered.count += 1;
  }

  /** Minutes of way that the visit adds to the worker's template, bases included, or NO_ROOM where a rule forbids it. */
  tryAt(worker: number, weekday: number, unit: SeriesUnit, startMinute: number): number {
    const { limits } = this.problem.input;
    const index = worker * 7 + weekday;
    const route = this.#routes[index] ?? [];
    const end = startMinute + unit.basket.durationMinutes;
    if (route.length >= limits.workerDayVisitsMax || !this.#isInShift(worker, weekday, startMinute, end))
      return NO_ROOM;
    const position = this.#positionOf(route, startMinute);
    if (this.#earliest(route, position, unit) > startMinute) return NO_ROOM;
    if (this.#latest(route, position, unit) < startMinute) return NO_ROOM;
    const [previous, next] = [route[position - 1], route[position]];
    const between = this.#way(previous, unit.elder) + this.#wayBack(unit.elder, next) - this.#wayPast(previous, next);
    const minutes = (this.#minutes[index] ?? 0) + unit.basket.durationMinutes + between;
    if (minutes > limits.workerDayMinutesMax) return NO_ROOM;
    const week = (this.#weekMinutes[worker] ?? 0) + unit.basket.durationMinutes + between;
    if (week > (this.#weekMax[worker] ?? 0)) return NO_ROOM;
    if (!this.#keepsLunch(route, position, unit, startMinute)) return NO_ROOM;
    return between + this.#commuteChange(worker, unit.elder, previous, next);
  }

  #isInShift(worker: number, weekday: number, start: number, end: number): boolean {
    const shifts: readonly MinuteWindow[] = this.problem.shifts[worker]?.[weekday] ?? [];
    for (const shift of shifts) if (shift.startMinute <= start && end <= shift.endMinute) return true;
    return false;
  }

  #positionOf(route: readonly number[], startMinute: number): number {
    let position = 0;
    while (position < route.length && this.#startOf(route[position]) < startMinute) position += 1;
    return position;
  }

  /** Earliest start in a gap: after the visit before it and the way from there. */
  #earliest(route: readonly number[], gap: number, unit: SeriesUnit): number {
    const previous = route[gap - 1];
    return previous === undefined ? EVER_BEFORE : this.#endOf(previous) + this.#way(previous, unit.elder);
  }

  #latest(route: readonly number[], gap: number, unit: SeriesUnit): number {
    const next = route[gap];
    if (next === undefined) return EVER_AFTER;
    return this.#startOf(next) - this.#wayBack(unit.elder, next) - unit.basket.durationMinutes;
  }

  #keepsLunch(route: readonly number[], position: number, unit: SeriesUnit, startMinute: number): boolean {
    const { limits } = this.problem.input;
    let previous: number | undefined;
    let freeFrom = EVER_BEFORE;
    for (let place = 0; place <= route.length; place += 1) {
      if (place === position) {
        if (hasBreakBetween(freeFrom, startMinute, this.#way(previous, unit.elder), limits)) return true;
        freeFrom = startMinute + unit.basket.durationMinutes;
        previous = unit.index;
      }
      const next = route[place];
      if (next === undefined) break;
      if (hasBreakBetween(freeFrom, this.#startOf(next), this.#wayPast(previous, next), limits)) return true;
      freeFrom = this.#endOf(next);
      previous = next;
    }
    return hasBreakBetween(freeFrom, EVER_AFTER, 0, limits);
  }

  /** Change of the ways from and to the base when the visit becomes the first or the last of the day. */
  #commuteChange(worker: number, elder: number, previous: number | undefined, next: number | undefined): number {
    const base = (home: number) => this.problem.commute[worker * this.#elders + home] ?? 0;
    const out = previous === undefined ? base(elder) - (next === undefined ? 0 : base(this.#elderOf(next))) : 0;
    const back = next === undefined ? base(elder) - (previous === undefined ? 0 : base(this.#elderOf(previous))) : 0;
    return out + back;
  }

  #refresh(worker: number, weekday: number, route: readonly number[]): void {
    const index = worker * 7 + weekday;
    let [minutes, travel] = [0, 0];
    for (const [place, unit] of route.entries()) {
      minutes += this.#duration[unit] ?? 0;
      travel += this.#wayPast(route[place - 1], unit);
    }
    const [first, last] = [route[0], route.at(-1)];
    const commute = (unit: number | undefined) =>
      unit === undefined ? 0 : (this.problem.commute[worker * this.#elders + this.#elderOf(unit)] ?? 0);
    const total = minutes + travel;
    this.#weekMinutes[worker] = (this.#weekMinutes[worker] ?? 0) + total - (this.#minutes[index] ?? 0);
    this.#minutes[index] = total;
    this.travelTotal += travel + commute(first) + commute(last) - (this.#travel[index] ?? 0);
    this.#travel[index] = travel + commute(first) + commute(last);
  }

  #startOf(unit: number | undefined): number {
    return unit === undefined ? 0 : (this.#start[unit] ?? 0);
  }

  #endOf(unit: number): number {
    return (this.#start[unit] ?? 0) + (this.#duration[unit] ?? 0);
  }

  #elderOf(unit: number): number {
    return this.#elder[unit] ?? 0;
  }

  /** Way from a placed unit to an elder; none from nowhere. */
  #way(from: number | undefined, elder: number): number {
    return from === undefined ? 0 : (this.problem.travel[this.#elderOf(from) * this.#elders + elder] ?? 0);
  }

  #wayBack(elder: number, to: number | undefined): number {
    return to === undefined ? 0 : (this.problem.travel[elder * this.#elders + this.#elderOf(to)] ?? 0);
  }

  #wayPast(from: number | undefined, to: number | undefined): number {
    return from === undefined || to === undefined ? 0 : this.#way(from, this.#elderOf(to));
  }
}
