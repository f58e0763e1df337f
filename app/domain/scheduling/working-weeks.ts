/** A care worker's weeks as they stand: the way before each visit and the working minutes of each calendar week, Monday to Sunday. */
import type { PlainDate } from "../time/plain-date.ts";
import { addDays, weekdayOf } from "../time/plain-date.ts";
import type { PlanningLimits } from "./planning-limits.ts";
import { travelMinutes } from "./travel.ts";
import type { DayStop } from "./worker-day.ts";
import { workingMinutes } from "./worker-day.ts";

export type WorkedVisit = DayStop & { readonly key: string; readonly date: PlainDate };

/** Minutes from the visit before on the same day: of way, and free in all. */
export type WayBefore = { readonly travelMinutes: number; readonly freeMinutes: number };

export type WorkingWeeks = {
  /** By key; the first visit of a day has none. */
  readonly ways: ReadonlyMap<string, WayBefore>;
  /** Visits and the way between them, by the Monday of the week. */
  readonly weekMinutes: ReadonlyMap<PlainDate, number>;
};

/** Visits may come in any order. */
export function workingWeeks(visits: readonly WorkedVisit[], limits: PlanningLimits): WorkingWeeks {
  const days = new Map<PlainDate, WorkedVisit[]>();
  for (const visit of visits) {
    const day = days.get(visit.date) ?? [];
    day.push(visit);
    days.set(visit.date, day);
  }
  const ways = new Map<string, WayBefore>();
  const weekMinutes = new Map<PlainDate, number>();
  for (const [date, day] of days) {
    day.sort((left, right) => left.startMinute - right.startMinute);
    for (const [index, visit] of day.entries()) {
      const previous = day[index - 1];
      if (!previous) continue;
      ways.set(visit.key, {
        travelMinutes: travelMinutes(previous.home, visit.home, limits),
        freeMinutes: visit.startMinute - previous.endMinute,
      });
    }
    const monday = addDays(date, 1 - weekdayOf(date));
    weekMinutes.set(monday, (weekMinutes.get(monday) ?? 0) + workingMinutes(day, limits));
  }
  return { ways, weekMinutes };
}
