/**
 * The work calendar (节假日与调休) is imported data: the State Council Office publishes each year's plan the autumn before.
 * A year without rows has no holidays and no make-up workdays; planning into it warns (domain.md 15).
 */
import type { PlainDate } from "./plain-date.ts";
import { addDays, weekdayOf } from "./plain-date.ts";

/** One published row: a day off, or a weekend day that is worked (调休). */
export type CalendarDay = { readonly date: PlainDate; readonly kind: "off" | "work"; readonly name: string };

/** off = published day off; work = weekend made a workday; working = Monday to Friday; rest = Saturday, Sunday. */
export type DayKind = "off" | "work" | "working" | "rest";

export class WorkCalendar {
  readonly #days: ReadonlyMap<string, CalendarDay>;
  readonly #years: ReadonlySet<string>;

  constructor(days: Iterable<CalendarDay>) {
    const byDate = new Map<string, CalendarDay>();
    for (const day of days) byDate.set(day.date, day);
    this.#days = byDate;
    this.#years = new Set([...byDate.keys()].map((date) => date.slice(0, 4)));
  }

  /** The rows it was made of: plain values, from which another process or thread makes the same calendar. */
  days(): CalendarDay[] {
    return [...this.#days.values()];
  }

  dayKind(date: PlainDate): DayKind {
    const published = this.#days.get(date);
    if (published) return published.kind;
    return weekdayOf(date) <= 5 ? "working" : "rest";
  }

  /** Monday to Friday not off, and make-up workdays. */
  isWorkingDay(date: PlainDate): boolean {
    const kind = this.dayKind(date);
    return kind === "working" || kind === "work";
  }

  /** Name of the festival a published day belongs to, or null. */
  nameOf(date: PlainDate): string | null {
    return this.#days.get(date)?.name ?? null;
  }

  /** False means: nothing was imported for that year, so plans are made without holidays and must say so. */
  coversYear(year: number): boolean {
    return this.#years.has(String(year).padStart(4, "0"));
  }

  /** The date `count` working days after `date`; the start day itself is not counted. */
  addWorkingDays(date: PlainDate, count: number): PlainDate {
    let day = date;
    for (let left = count; left > 0;) {
      day = addDays(day, 1);
      if (this.isWorkingDay(day)) left -= 1;
    }
    return day;
  }
}
