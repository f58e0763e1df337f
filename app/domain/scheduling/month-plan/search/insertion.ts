/** The test at the heart of the search: what placing a series by one of its options would cost, and where it would go. */
import { LunchCheck } from "./lunch-check.ts";
import type { BookProblem, RouteBook } from "./route-book.ts";
import { DATES_OF_TEMPLATE, DAYS, NOWHERE } from "./route-book.ts";
import type { SeriesOptions } from "./series-options.ts";

/** Cost of a placing that a rule forbids; larger than any way of a month. */
export const NO_ROOM = 1_000_000;
/** Starts of visits by two are fixed on quarter hours, which people remember. */
const START_GRID_MINUTES = 15;
const EVER_AFTER = 10_000;

export class Insertion {
  /** Placings tried: the budget of the search. */
  evaluations = 0;
  readonly #book: RouteBook;
  readonly #options: SeriesOptions;
  readonly #lunch: LunchCheck;
  readonly #found = { place: 0, partnerPlace: 0, start: 0, minutes: 0 };
  /** What was found for an option, good as long as the route has that stamp. */
  readonly #known: { readonly stamp: Int32Array; readonly way: Int32Array; readonly place: Uint8Array };
  readonly #knownMinutes: Int16Array;

  constructor(book: RouteBook, options: SeriesOptions, { input }: Pick<BookProblem, "input">) {
    this.#book = book;
    this.#options = options;
    this.#lunch = new LunchCheck(book, input.limits);
    const count = options.unit.length;
    this.#known = {
      stamp: new Int32Array(count).fill(NOWHERE),
      way: new Int32Array(count),
      place: new Uint8Array(count),
    };
    this.#knownMinutes = new Int16Array(count);
  }

  /** Least cost of an option in minutes of way a month, or NO_ROOM where a rule forbids it or it costs `most` or more. */
  costOf(option: number, most: number): number {
    this.evaluations += 1;
    const extra = this.#options.extra[option] ?? 0;
    if (extra >= most) return NO_ROOM;
    const limit = (most - extra) / DATES_OF_TEMPLATE;
    const way = this.#options.partner[option] === NOWHERE ? this.#tryOne(option, limit) : this.#tryTwo(option, limit);
    return way >= NO_ROOM ? NO_ROOM : way * DATES_OF_TEMPLATE + extra;
  }

  /** Places the series by an option that has room now. Returns false, and changes nothing, when it has none. */
  place(option: number): boolean {
    if (this.costOf(option, NO_ROOM) >= NO_ROOM) return false;
    const { unit: units, worker, partner, weekday, from, to } = this.#options;
    const unit = units[option] ?? 0;
    const day = weekday[option] ?? 0;
    const second = partner[option] ?? NOWHERE;
    const { place, partnerPlace, start } = this.#found;
    this.#book.from[unit] = second === NOWHERE ? (from[option] ?? 0) : start;
    this.#book.to[unit] = second === NOWHERE ? (to[option] ?? 0) : start;
    this.#book.chosen[unit] = option;
    this.#book.insertAt((worker[option] ?? 0) * DAYS + day, place, unit);
    if (second !== NOWHERE) this.#book.insertAt(second * DAYS + day, partnerPlace, unit);
    return true;
  }

  #tryOne(option: number, most: number): number {
    const { unit, worker, weekday, from, to } = this.#options;
    const one = unit[option] ?? 0;
    const who = worker[option] ?? 0;
    const route = who * DAYS + (weekday[option] ?? 0);
    this.#book.from[one] = from[option] ?? 0;
    this.#book.to[one] = to[option] ?? 0;
    const spare = this.#book.spareOfWeek(who);
    const known = this.#known;
    if (known.stamp[option] !== this.#book.stamps[route]) {
      known.way[option] = this.#bestPlace(route, one, this.#book.spareOfDay(route), NO_ROOM);
      known.place[option] = this.#found.place;
      this.#knownMinutes[option] = this.#found.minutes;
      known.stamp[option] = this.#book.stamps[route] ?? 0;
    }
    const way = known.way[option] ?? NO_ROOM;
    if (way >= most) return NO_ROOM;
    this.#found.place = known.place[option] ?? 0;
    // The week belongs to other days too: where it is short, the place that was found may be too far.
    if ((this.#knownMinutes[option] ?? 0) <= spare) return way;
    return this.#bestPlace(route, one, Math.min(spare, this.#book.spareOfDay(route)), most);
  }

  /** The cheapest gap of a worker's day for a unit whose starts stand in the book; `spare` working minutes may be used. */
  #bestPlace(route: number, unit: number, spare: number, most: number): number {
    const book = this.#book;
    const length = book.lengths[route] ?? 0;
    const duration = book.duration[unit] ?? 0;
    if (length >= book.capacity || spare < duration) return NO_ROOM;
    const worker = Math.floor(route / DAYS);
    const first = route * book.capacity;
    const [opens, closes] = [book.from[unit] ?? 0, book.to[unit] ?? 0];
    let best = most < NO_ROOM ? most : NO_ROOM;
    let found = false;
    for (let place = 0; place <= length; place += 1) {
      const previous = place === 0 ? NOWHERE : (book.units[first + place - 1] ?? 0);
      const next = place === length ? NOWHERE : (book.units[first + place] ?? 0);
      const there = previous === NOWHERE ? 0 : book.wayBetween(previous, unit);
      let start = opens;
      if (previous !== NOWHERE) {
        const free = (book.earliest[first + place - 1] ?? 0) + (book.duration[previous] ?? 0) + there;
        if (free > start) start = free;
        if (start > closes) break;
      }
      const onward = next === NOWHERE ? 0 : book.wayBetween(unit, next);
      if (next !== NOWHERE && start + duration + onward > (book.latest[first + place] ?? 0)) continue;
      const past = previous === NOWHERE || next === NOWHERE ? 0 : book.wayBetween(previous, next);
      const between = there + onward - past;
      if (between + duration > spare) continue;
      const way = between + this.#commuteChange(worker, unit, previous, next);
      if (way >= best || !this.#lunch.holdsWith(route, place, unit)) continue;
      best = way;
      found = true;
      this.#found.place = place;
      this.#found.minutes = between + duration;
    }
    return found ? best : NO_ROOM;
  }

  /** Change of the ways from and to the base when the unit becomes the first or the last of the day. */
  #commuteChange(worker: number, unit: number, previous: number, next: number): number {
    if (previous !== NOWHERE && next !== NOWHERE) return 0;
    const own = this.#book.wayFromBase(worker, unit);
    if (previous === NOWHERE && next === NOWHERE) return own + own;
    return own - this.#book.wayFromBase(worker, previous === NOWHERE ? next : previous);
  }

  /** Both workers at one start: the ends of every pair of gaps are tried, and the first quarter hour in them. */
  #tryTwo(option: number, most: number): number {
    const { unit: units, worker, partner, weekday, from, to } = this.#options;
    const unit = units[option] ?? 0;
    const day = weekday[option] ?? 0;
    const [one, other] = [worker[option] ?? 0, partner[option] ?? 0];
    const range = { from: from[option] ?? 0, to: to[option] ?? 0 };
    let [best, bestStart] = [most < NO_ROOM ? most : NO_ROOM, NOWHERE];
    let [place, partnerPlace] = [0, 0];
    for (const start of this.#startsOfTwo(unit, one * DAYS + day, other * DAYS + day, range)) {
      this.#book.from[unit] = start;
      this.#book.to[unit] = start;
      const way = this.#bestPlaceOf(one, day, unit, best);
      if (way >= NO_ROOM) continue;
      const onePlace = this.#found.place;
      const rest = this.#bestPlaceOf(other, day, unit, NO_ROOM);
      if (rest >= NO_ROOM || way + rest >= best) continue;
      [best, bestStart, place, partnerPlace] = [way + rest, start, onePlace, this.#found.place];
    }
    if (bestStart === NOWHERE) return NO_ROOM;
    Object.assign(this.#found, { place, partnerPlace, start: bestStart });
    return best;
  }

  #bestPlaceOf(worker: number, weekday: number, unit: number, most: number): number {
    const route = worker * DAYS + weekday;
    const [day, week] = [this.#book.spareOfDay(route), this.#book.spareOfWeek(worker)];
    return this.#bestPlace(route, unit, Math.min(day, week), most);
  }

  #startsOfTwo(
    unit: number,
    route: number,
    other: number,
    range: { readonly from: number; readonly to: number },
  ): Set<number> {
    const starts = new Set<number>();
    const offer = (start: number) => {
      const grid = Math.ceil(start / START_GRID_MINUTES) * START_GRID_MINUTES;
      const wished = grid <= range.to ? grid : start;
      if (range.from <= wished && wished <= range.to) starts.add(wished);
    };
    offer(range.from);
    offer(Math.floor(range.to / START_GRID_MINUTES) * START_GRID_MINUTES);
    for (const one of [route, other]) this.#offerGaps(unit, one, offer);
    return starts;
  }

  #offerGaps(unit: number, route: number, offer: (start: number) => void): void {
    const { units, lengths, capacity, earliest, latest, duration } = this.#book;
    for (let place = route * capacity; place < route * capacity + (lengths[route] ?? 0); place += 1) {
      const neighbour = units[place] ?? 0;
      const way = this.#book.wayBetween(neighbour, unit);
      offer(Math.min(EVER_AFTER, (earliest[place] ?? 0) + (duration[neighbour] ?? 0) + way));
      const before = (latest[place] ?? 0) - way - (duration[unit] ?? 0);
      offer(Math.floor(before / START_GRID_MINUTES) * START_GRID_MINUTES);
    }
  }
}
