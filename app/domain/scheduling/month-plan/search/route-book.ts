/**
 * The weekly templates during the search, as struct of arrays: one route per worker and weekday, each visit with the earliest and the
 * latest start that its neighbours leave it, so that every gap of a route is tested in constant time. Starts stay open until the end.
 * A visit by two workers stands in two routes with a fixed start: its earliest and its latest start are one.
 */
import type { ProviderProblem } from "../provider-problem.ts";
import type { SeriesOptions } from "./series-options.ts";

export const DAYS = 7;
/** A template recurs on four dates. */
export const DATES_OF_TEMPLATE = 4;
export const NOWHERE = -1;
/** Visits of a day beyond which a route has no room, whatever the policy says. */
const MOST_VISITS = 16;
const EVER_AFTER = 10_000;

/** Everything placed at one moment. */
export type BookSnapshot = Pick<RouteBook, "units" | "lengths" | "chosen" | "from" | "to">;

export type BookProblem = Pick<ProviderProblem, "input" | "units" | "workers" | "elders" | "travel" | "commute">;

export class RouteBook {
  /** Places kept for each route. */
  readonly capacity: number;
  /** Units of the routes in order; route = worker x 7 + weekday. */
  readonly units: Int16Array;
  readonly lengths: Uint8Array;
  readonly earliest: Int16Array;
  readonly latest: Int16Array;
  /** Option of each placed unit, or -1. */
  readonly chosen: Int32Array;
  /** Starts that a placed unit may have: those of its option, or one if two workers come. */
  readonly from: Int16Array;
  readonly to: Int16Array;
  readonly duration: Int16Array;
  /** Changes with every change of a route; what was found out about a route holds as long as its stamp. */
  readonly stamps: Int32Array;
  /** Way of all routes in a week, bases included, in minutes. */
  way = 0;
  readonly #options: SeriesOptions;
  /** Ways between units, and from the workers' bases to units. */
  readonly #count: number;
  readonly #travel: Uint16Array;
  readonly #commute: Uint16Array;
  readonly #ways: Int32Array;
  readonly #minutes: Int32Array;
  readonly #weekMinutes: Int32Array;
  readonly #weekMax: Int32Array;
  readonly #dayMax: number;
  #stamp = 0;
  readonly #log: { readonly epoch: Int32Array; readonly routes: number[]; readonly contents: number[]; count: number };

  constructor({ input, units, workers, elders, travel, commute }: BookProblem, options: SeriesOptions) {
    const { limits } = input;
    const count = workers.length * DAYS;
    this.capacity = Math.min(MOST_VISITS, limits.workerDayVisitsMax);
    this.units = new Int16Array(count * this.capacity);
    this.lengths = new Uint8Array(count);
    this.earliest = new Int16Array(count * this.capacity);
    this.latest = new Int16Array(count * this.capacity);
    this.stamps = new Int32Array(count);
    this.chosen = new Int32Array(units.length).fill(NOWHERE);
    this.from = new Int16Array(units.length);
    this.to = new Int16Array(units.length);
    this.duration = Int16Array.from(units, (unit) => unit.basket.durationMinutes);
    this.#options = options;
    this.#count = units.length;
    const homeOf = Int32Array.from(units, (unit) => unit.elder);
    this.#travel = waysOfUnits(travel, homeOf, { rows: homeOf, homes: elders.length });
    this.#commute = waysOfUnits(commute, homeOf, {
      rows: Int32Array.from(workers, (_, worker) => worker),
      homes: elders.length,
    });
    this.#ways = new Int32Array(count);
    this.#minutes = new Int32Array(count);
    this.#weekMinutes = new Int32Array(workers.length);
    this.#weekMax = Int32Array.from(workers, ({ weeklyMinutesMax }) =>
      Math.min(weeklyMinutesMax ?? limits.workerWeekMinutesMax, limits.workerWeekMinutesMax),
    );
    this.#dayMax = limits.workerDayMinutesMax;
    this.#log = { epoch: new Int32Array(count), routes: [], contents: [], count: 0 };
  }

  /** Minutes of way between the homes of two units. */
  wayBetween(from: number, to: number): number {
    return this.#travel[from * this.#count + to] ?? 0;
  }

  /** Minutes from a worker's base to the home of a unit. */
  wayFromBase(worker: number, unit: number): number {
    return this.#commute[worker * this.#count + unit] ?? 0;
  }

  /** Working minutes that a worker's day still holds. */
  spareOfDay(route: number): number {
    return this.#dayMax - (this.#minutes[route] ?? 0);
  }

  /** Working minutes that a worker's week still holds. */
  spareOfWeek(worker: number): number {
    return (this.#weekMax[worker] ?? 0) - (this.#weekMinutes[worker] ?? 0);
  }

  /** Puts a unit with its starts into one route; the caller has tested that there is room. */
  insertAt(route: number, place: number, unit: number): void {
    this.#remember(route);
    const first = route * this.capacity;
    const length = this.lengths[route] ?? 0;
    this.units.copyWithin(first + place + 1, first + place, first + length);
    this.units[first + place] = unit;
    this.lengths[route] = length + 1;
    this.#refresh(route);
  }

  /** Takes a placed unit out of the routes of its workers. */
  remove(unit: number): void {
    const option = this.chosen[unit] ?? NOWHERE;
    if (option === NOWHERE) return;
    const { worker, partner, weekday } = this.#options;
    const day = weekday[option] ?? 0;
    this.#takeOut((worker[option] ?? 0) * DAYS + day, unit);
    const second = partner[option] ?? NOWHERE;
    if (second !== NOWHERE) this.#takeOut(second * DAYS + day, unit);
    this.chosen[unit] = NOWHERE;
  }

  #takeOut(route: number, unit: number): void {
    this.#remember(route);
    const first = route * this.capacity;
    const length = this.lengths[route] ?? 0;
    let place = 0;
    while (place < length && this.units[first + place] !== unit) place += 1;
    this.units.copyWithin(first + place, first + place + 1, first + length);
    this.lengths[route] = length - 1;
    this.#refresh(route);
  }

  /** Forgets what can be undone: from here on changes are remembered. */
  begin(): void {
    const log = this.#log;
    for (let entry = 0; entry < log.count; entry += 1) log.epoch[log.routes[entry] ?? 0] = 0;
    log.count = 0;
  }

  /** Restores every route as it was at `begin`; the caller restores `chosen`, `from` and `to` first. */
  rollback(): void {
    const log = this.#log;
    const stride = this.capacity + 2;
    for (let entry = 0; entry < log.count; entry += 1) {
      const route = log.routes[entry] ?? 0;
      const length = log.contents[entry * stride] ?? 0;
      this.lengths[route] = length;
      for (let place = 0; place < length; place += 1)
        this.units[route * this.capacity + place] = log.contents[entry * stride + 1 + place] ?? 0;
      this.#refresh(route);
      this.stamps[route] = log.contents[entry * stride + this.capacity + 1] ?? 0;
    }
    this.begin();
  }

  /** A copy of everything placed, into an older copy where one is given. */
  save(into?: BookSnapshot): BookSnapshot {
    const { units, lengths, chosen, from, to } = this;
    if (!into)
      return {
        units: units.slice(),
        lengths: lengths.slice(),
        chosen: chosen.slice(),
        from: from.slice(),
        to: to.slice(),
      };
    into.units.set(units);
    into.lengths.set(lengths);
    into.chosen.set(chosen);
    into.from.set(from);
    into.to.set(to);
    return into;
  }

  /** Puts everything back as it was saved. */
  restore(snapshot: BookSnapshot): void {
    this.units.set(snapshot.units);
    this.lengths.set(snapshot.lengths);
    this.chosen.set(snapshot.chosen);
    this.from.set(snapshot.from);
    this.to.set(snapshot.to);
    for (let route = 0; route < this.lengths.length; route += 1) this.#refresh(route);
    this.begin();
  }

  #remember(route: number): void {
    const log = this.#log;
    if (log.epoch[route] === 1) return;
    log.epoch[route] = 1;
    const stride = this.capacity + 2;
    const length = this.lengths[route] ?? 0;
    log.routes[log.count] = route;
    log.contents[log.count * stride] = length;
    for (let place = 0; place < this.capacity; place += 1)
      log.contents[log.count * stride + 1 + place] = this.units[route * this.capacity + place] ?? 0;
    log.contents[log.count * stride + this.capacity + 1] = this.stamps[route] ?? 0;
    log.count += 1;
  }

  /** Earliest and latest starts, way and working minutes of a route from its order. */
  #refresh(route: number): void {
    this.#stamp += 1;
    this.stamps[route] = this.#stamp;
    const first = route * this.capacity;
    const length = this.lengths[route] ?? 0;
    const worker = Math.floor(route / DAYS);
    let [minutes, between] = [0, 0];
    let free = -EVER_AFTER;
    for (let place = first; place < first + length; place += 1) {
      const unit = this.units[place] ?? 0;
      const way = place === first ? 0 : this.wayBetween(this.units[place - 1] ?? 0, unit);
      const opens = this.from[unit] ?? 0;
      const start = free + way > opens ? free + way : opens;
      this.earliest[place] = start;
      minutes += this.duration[unit] ?? 0;
      between += way;
      free = start + (this.duration[unit] ?? 0);
    }
    let due = EVER_AFTER;
    for (let place = first + length - 1; place >= first; place -= 1) {
      const unit = this.units[place] ?? 0;
      const way = place === first + length - 1 ? 0 : this.wayBetween(unit, this.units[place + 1] ?? 0);
      const start = due - way - (this.duration[unit] ?? 0);
      const closes = this.to[unit] ?? 0;
      due = start < closes ? start : closes;
      this.latest[place] = due;
    }
    const ends =
      length === 0
        ? 0
        : this.wayFromBase(worker, this.units[first] ?? 0) +
          this.wayFromBase(worker, this.units[first + length - 1] ?? 0);
    this.way += between + ends - (this.#ways[route] ?? 0);
    this.#ways[route] = between + ends;
    this.#weekMinutes[worker] = (this.#weekMinutes[worker] ?? 0) + minutes + between - (this.#minutes[route] ?? 0);
    this.#minutes[route] = minutes + between;
  }
}

/** A table of ways to homes, read for units: one row for each of `rows`, one column for each unit. */
function waysOfUnits(
  ways: Uint16Array,
  homeOf: Int32Array,
  { rows, homes }: { readonly rows: Int32Array; readonly homes: number },
): Uint16Array {
  const table = new Uint16Array(rows.length * homeOf.length);
  for (let row = 0; row < rows.length; row += 1)
    for (let unit = 0; unit < homeOf.length; unit += 1)
      table[row * homeOf.length + unit] = ways[(rows[row] ?? 0) * homes + (homeOf[unit] ?? 0)] ?? 0;
  return table;
}
