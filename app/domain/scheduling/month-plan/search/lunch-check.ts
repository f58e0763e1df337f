/**
 * The lunch break of a route whose starts are still open: some schedule of it leaves a stretch of the lunch window free of visits and
 * of the way between them (see hasBreakBetween for a route with fixed starts).
 */
import type { PlanningLimits } from "../../planning-limits.ts";
import type { RouteBook } from "./route-book.ts";

const EVER_AFTER = 10_000;

/** A break before the unit at a place (or after the last one): `earlyWay` when the way is gone before it. */
export type LunchGap = { readonly place: number; readonly wayFirst: boolean };

type Lunch = Pick<PlanningLimits, "lunchBreakMinutes" | "lunchWindow">;

export class LunchCheck {
  readonly #book: RouteBook;
  readonly #minutes: number;
  readonly #opens: number;
  readonly #closes: number;
  readonly #units: Int16Array;
  readonly #ways: Int16Array;
  readonly #latest: Int16Array;

  constructor(book: RouteBook, { lunchBreakMinutes, lunchWindow }: Lunch) {
    this.#book = book;
    this.#minutes = lunchBreakMinutes;
    this.#opens = lunchWindow.startMinute;
    this.#closes = lunchWindow.endMinute;
    this.#units = new Int16Array(book.capacity + 2);
    this.#ways = new Int16Array(book.capacity + 2);
    this.#latest = new Int16Array(book.capacity + 2);
  }

  /** Would the route keep a break with the unit at that place? The unit's starts stand in the book's `from` and `to`. */
  holdsWith(route: number, place: number, unit: number): boolean {
    const { units, lengths, capacity } = this.#book;
    const length = lengths[route] ?? 0;
    for (let at = 0; at < length; at += 1) this.#units[at < place ? at : at + 1] = units[route * capacity + at] ?? 0;
    this.#units[place] = unit;
    return this.#firstGap(length + 1) !== null;
  }

  /** The first gap of a route as it stands that can hold the break; null when none can. */
  gapOf(route: number): LunchGap | null {
    const { units, lengths, capacity } = this.#book;
    const length = lengths[route] ?? 0;
    for (let at = 0; at < length; at += 1) this.#units[at] = units[route * capacity + at] ?? 0;
    return this.#firstGap(length);
  }

  #firstGap(length: number): LunchGap | null {
    this.#lookBack(length);
    const { from, duration } = this.#book;
    let free = -EVER_AFTER;
    for (let at = 0; at <= length; at += 1) {
      const way = at === length ? 0 : (this.#ways[at] ?? 0);
      const due = at === length ? EVER_AFTER : (this.#latest[at] ?? 0);
      const after = Math.max(free, this.#opens) + this.#minutes;
      if (after <= this.#closes && after + way <= due) return { place: at, wayFirst: false };
      const late = Math.max(free + way, this.#opens) + this.#minutes;
      if (late <= this.#closes && late <= due) return { place: at, wayFirst: true };
      if (at === length) break;
      const unit = this.#units[at] ?? 0;
      free = Math.max(free + way, from[unit] ?? 0) + (duration[unit] ?? 0);
    }
    return null;
  }

  /** Ways before the units, and their latest starts. */
  #lookBack(length: number): void {
    const { to, duration } = this.#book;
    let due = EVER_AFTER;
    for (let at = length - 1; at >= 0; at -= 1) {
      const unit = this.#units[at] ?? 0;
      due = Math.min(due - (duration[unit] ?? 0), to[unit] ?? 0);
      this.#latest[at] = due;
      this.#ways[at] = at === 0 ? 0 : this.#book.wayBetween(this.#units[at - 1] ?? 0, unit);
      due -= this.#ways[at] ?? 0;
    }
  }
}
