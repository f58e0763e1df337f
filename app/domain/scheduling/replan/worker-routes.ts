/** The workers' days as routes of stops, and the room they leave: in time, for the way, for lunch, in hours of day and week. */
import { hasBreakBetween } from "../worker-day.ts";
import type { ReplanProblem } from "./replan-problem.ts";

export type Stop = {
  readonly start: number;
  readonly end: number;
  /** Point by index. */
  readonly home: number;
  /** Visit by index; -1 for what cannot change. */
  readonly visit: number;
};

/** Starts that a worker's day leaves for a visit, both ends included, before the stop at `at`. */
export type Room = {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  /** Minutes of way added between visits: they are working time. */
  readonly wayBetween: number;
  /** Minutes of way added to the worker's day from base to base. */
  readonly way: number;
};

export type Ask = { readonly day: number; readonly home: number; readonly minutes: number };

const NO_STOPS: readonly Stop[] = [];
const NO_ROOMS: readonly Room[] = [];
const NOBODY = -1;

/** One day of a worker. Most days are never looked at, so that a day is put in order and measured when it is asked for. */
type Route = { stops: Stop[]; isOrdered: boolean; worked: number };

export class WorkerRoutes {
  readonly #problem: ReplanProblem;
  readonly #routes = new Map<number, Route>();

  constructor(problem: ReplanProblem) {
    this.#problem = problem;
  }

  #routeOf(worker: number, day: number): Route | null {
    const route = this.#routes.get(worker * this.#problem.days + day) ?? null;
    if (route === null || route.isOrdered) return route;
    route.stops = [...route.stops].sort((left, right) => left.start - right.start || left.end - right.end);
    route.isOrdered = true;
    route.worked = 0;
    let previous: Stop | null = null;
    for (const stop of route.stops) {
      route.worked += stop.end - stop.start + (previous ? this.#problem.way(previous.home, stop.home) : 0);
      previous = stop;
    }
    return route;
  }

  /** In the order of their starts. */
  on(worker: number, day: number): readonly Stop[] {
    return this.#routeOf(worker, day)?.stops ?? NO_STOPS;
  }

  #workedOn(worker: number, day: number): number {
    return this.#routeOf(worker, day)?.worked ?? 0;
  }

  /** Puts a stop into a day without asking. Days outside the weeks of the month are nobody's matter. */
  add(worker: number, day: number, stop: Stop): void {
    if (day < 0 || day >= this.#problem.days) return;
    const at = worker * this.#problem.days + day;
    const route = this.#routes.get(at);
    if (!route) this.#routes.set(at, { stops: [stop], isOrdered: false, worked: 0 });
    // A list that was handed out stays as it was.
    else if (route.isOrdered) this.#routes.set(at, { stops: [...route.stops, stop], isOrdered: false, worked: 0 });
    else route.stops.push(stop);
  }

  remove(worker: number, day: number, visit: number): void {
    const stops = this.on(worker, day).filter((stop) => stop.visit !== visit);
    this.#routes.set(worker * this.#problem.days + day, { stops, isOrdered: false, worked: 0 });
  }

  /** Way of a day from base to base, in minutes. */
  wayOf(worker: number, day: number): number {
    const stops = this.on(worker, day);
    const base = this.#problem.baseOf(worker);
    let [way, from] = [0, base];
    for (const { home } of stops) {
      way += this.#problem.way(from, home);
      from = home;
    }
    return stops.length === 0 ? 0 : way + this.#problem.way(from, base);
  }

  /** Gaps of a worker's day that hold the visit and the ways to it and from it, inside the working time. */
  rooms(worker: number, ask: Ask): readonly Room[] {
    const shift = this.#problem.shiftOn(worker, ask.day);
    const stops = this.on(worker, ask.day);
    if (shift.length === 0 || stops.length >= this.#problem.input.limits.workerDayVisitsMax) return NO_ROOMS;
    const found: Room[] = [];
    for (const { startMinute, endMinute } of shift)
      for (let at = 0; at <= stops.length; at += 1) {
        let [from, to] = [startMinute, endMinute - ask.minutes];
        // All stops are asked and not only the neighbours: visits that stood before may overlap each other.
        for (let other = 0; other < stops.length && from <= to; other += 1) {
          const stop = stops[other] as Stop;
          const way = this.#problem.way(stop.home, ask.home);
          if (other < at) from = Math.max(from, stop.end + way);
          else to = Math.min(to, stop.start - way - ask.minutes);
        }
        if (from <= to) found.push({ from, to, at, ...this.#added(worker, stops, at, ask.home) });
      }
    return found;
  }

  #added(worker: number, stops: readonly Stop[], at: number, home: number): { wayBetween: number; way: number } {
    const base = this.#problem.baseOf(worker);
    const [before, after] = [stops[at - 1]?.home ?? NOBODY, stops[at]?.home ?? NOBODY];
    const way = (from: number, to: number) => (from === NOBODY || to === NOBODY ? 0 : this.#problem.way(from, to));
    const wayBetween = way(before, home) + way(home, after) - way(before, after);
    const [start, end] = [before === NOBODY ? base : before, after === NOBODY ? base : after];
    const past = stops.length === 0 ? 0 : this.#problem.way(start, end);
    return { wayBetween, way: this.#problem.way(start, home) + this.#problem.way(home, end) - past };
  }

  /** Do hours of day and week and the lunch break leave the visit at that start of a room? */
  mayStart(worker: number, ask: Ask, room: Room, start: number): boolean {
    const { limits, workers } = this.#problem.input;
    const worked = this.#workedOn(worker, ask.day) + ask.minutes + room.wayBetween;
    if (worked > limits.workerDayMinutesMax) return false;
    const weekMax = Math.min(workers[worker]?.weeklyMinutesMax ?? Infinity, limits.workerWeekMinutesMax);
    if (worked + this.#otherDaysOfWeek(worker, ask.day) > weekMax) return false;
    const stop = { start, end: start + ask.minutes, home: ask.home };
    return this.#leavesLunch(this.on(worker, ask.day), room.at, stop);
  }

  #otherDaysOfWeek(worker: number, day: number): number {
    const monday = this.#problem.mondayOf(day);
    let minutes = 0;
    for (let other = Math.max(0, monday); other < Math.min(monday + 7, this.#problem.days); other += 1)
      if (other !== day) minutes += this.#workedOn(worker, other);
    return minutes;
  }

  /** The rule of `hasLunchBreak`, with the stop put in at a position and ways that are known already. */
  #leavesLunch(stops: readonly Stop[], at: number, added: Omit<Stop, "visit">): boolean {
    const { limits } = this.#problem.input;
    let busyUntil = -Infinity;
    let home = NOBODY;
    for (let place = 0; place <= stops.length; place += 1) {
      const stop = place === at ? added : (stops[place < at ? place : place - 1] as Stop);
      const way = home === NOBODY ? 0 : this.#problem.way(home, stop.home);
      if (hasBreakBetween(busyUntil, stop.start, way, limits)) return true;
      if (stop.end > busyUntil) [home, busyUntil] = [stop.home, stop.end];
    }
    return hasBreakBetween(busyUntil, Infinity, 0, limits);
  }
}
