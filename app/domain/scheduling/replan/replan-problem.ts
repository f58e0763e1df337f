/**
 * One provider's month compiled for replanning: elders, workers and visits by index, days counted from a week before the month, ways
 * between homes and people's hours found once and kept. Most of it is never asked for, so everything is compiled on demand.
 */
import type { ElderId, WorkerId } from "../../identifiers.ts";
import { dayNumber, plainDateOfDay, weekdayOfDay } from "../../time/plain-date.ts";
import type { PlainDate } from "../../time/plain-date.ts";
import { daysInMonth, firstDayNumber } from "../../time/plain-month.ts";
import type { MinuteWindow } from "../../time/time-window.ts";
import { windowsOn } from "../date-windows.ts";
import { blockOf, visitableWindows } from "../month-plan/plan-input.ts";
import { isHoliday } from "../place-visits.ts";
import type { GeoPoint } from "../travel.ts";
import { travelMinutes } from "../travel.ts";
import { absenceOf } from "../worker-days.ts";
import type { ChangeReason } from "./replan-result.ts";
import type { ReplanInput, StandingVisit } from "./replan-input.ts";

/** A calendar week may reach this far over the month's edges. */
const EDGE_DAYS = 7;
const UNKNOWN = -1;

/** Where a visit stands: day by index, minute of the day, workers by index. */
export type Slot = { readonly day: number; readonly start: number; readonly team: readonly number[] };

export type VisitCase = {
  readonly index: number;
  readonly source: Omit<StandingVisit, "date" | "startMinute" | "workerIds">;
  readonly elder: number;
  /** Where it stood before; null for a visit that is new. */
  readonly own: Slot | null;
  /** The day around which it looks for a place. */
  readonly aroundDay: number;
  /** Who comes if it can be so. */
  readonly wishedTeam: readonly number[];
  /** Null means it waits for nothing: it moves only to make room. */
  readonly cause: ChangeReason | null;
  /** Agreed: day and hour stay, only who comes may change. */
  readonly keepsTime: boolean;
  /** The same people cannot come on the same day. */
  readonly barsOwnTeam: boolean;
};

/** Visits the elder has beside the provider's of this month, by day index; may lie outside 0 to `days`. */
type FixedDays = readonly number[];

export class ReplanProblem {
  readonly input: ReplanInput;
  readonly days: number;
  readonly #firstDay: number;
  readonly firstOfMonth = EDGE_DAYS;
  readonly lastOfMonth: number;
  readonly elderIndex: ReadonlyMap<ElderId, number>;
  readonly workerIndex: ReadonlyMap<WorkerId, number>;
  /** Homes of the elders by their index, then bases of the workers, then homes of others whom the workers visit. */
  readonly #points: GeoPoint[];
  /** From each point that was asked for to all points. */
  readonly #ways: (Int16Array | undefined)[] = [];
  /** By worker or elder and day; what was asked for. */
  readonly #shifts = new Map<number, readonly MinuteWindow[]>();
  readonly #hours = new Map<number, readonly MinuteWindow[]>();
  readonly #open = new Map<number, 0 | 1 | 2>();
  readonly #fixed: (FixedDays | undefined)[] = [];

  constructor(input: ReplanInput) {
    this.input = input;
    this.days = daysInMonth(input.month) + 2 * EDGE_DAYS;
    this.#firstDay = firstDayNumber(input.month) - EDGE_DAYS;
    this.lastOfMonth = this.days - EDGE_DAYS - 1;
    this.elderIndex = new Map(input.elders.map(({ id }, index) => [id, index]));
    this.workerIndex = new Map(input.workers.map(({ id }, index) => [id, index]));
    this.#points = [
      ...input.elders.map(({ home }) => home),
      ...input.workers.map(({ base }) => base),
      ...input.bookedVisits.map(({ home }) => home),
    ];
  }

  dateOf(day: number): PlainDate {
    return plainDateOfDay(this.#firstDay + day);
  }

  dayOf(date: PlainDate): number {
    const inMonth = date.startsWith(this.input.month);
    return inMonth ? this.firstOfMonth + Number(date.slice(8)) - 1 : dayNumber(date) - this.#firstDay;
  }

  /** Monday of the day's calendar week, by index; may be negative. */
  mondayOf(day: number): number {
    return day - (weekdayOfDay(this.#firstDay + day) - 1);
  }

  weekdayOf(day: number): number {
    return weekdayOfDay(this.#firstDay + day);
  }

  baseOf(worker: number): number {
    return this.input.elders.length + worker;
  }

  bookedHome(booked: number): number {
    return this.input.elders.length + this.input.workers.length + booked;
  }

  /** Minutes between two points by index. */
  way(from: number, to: number): number {
    const ways = (this.#ways[from] ??= new Int16Array(this.#points.length).fill(UNKNOWN));
    const known = ways[to] ?? UNKNOWN;
    if (known !== UNKNOWN) return known;
    const [start, end] = [this.#points[from], this.#points[to]];
    if (!start || !end) throw new RangeError("a way leads from point to point");
    return (ways[to] = travelMinutes(start, end, this.input.limits));
  }

  /** Hours in which a worker may visit on a day; none when away or not employed. */
  shiftOn(worker: number, day: number): readonly MinuteWindow[] {
    return kept(this.#shifts, worker * this.days + day, () => this.#findShift(worker, day));
  }

  #findShift(worker: number, day: number): readonly MinuteWindow[] {
    const found = this.input.workers[worker];
    const date = this.dateOf(day);
    return !found || absenceOf(found, date) !== null ? [] : windowsOn(found.availability, date, this.input.calendar);
  }

  /** Hours in which an elder may be visited on a day, absences aside. */
  hoursOn(elder: number, day: number): readonly MinuteWindow[] {
    return kept(this.#hours, elder * this.days + day, () => this.#findHours(elder, day));
  }

  #findHours(elder: number, day: number): readonly MinuteWindow[] {
    const { elders, limits, calendar } = this.input;
    const found = elders[elder];
    return found ? windowsOn(visitableWindows(found, limits), this.dateOf(day), calendar) : [];
  }

  /**
   * May the elder be visited on that day of the month at all: present, no day off, provider open, and not over yet? 2 also means that
   * a displaced visit may come to it (`shift_candidates`).
   */
  openness(elder: number, day: number): 0 | 1 | 2 {
    if (day < this.firstOfMonth || day > this.lastOfMonth) return 0;
    return kept(this.#open, elder * this.days + day, () => this.#findOpenness(elder, day));
  }

  #findOpenness(elder: number, day: number): 0 | 1 | 2 {
    const { elders, provider, calendar, limits, earliest } = this.input;
    const [found, date] = [elders[elder], this.dateOf(day)];
    if (!found || date < earliest.date || blockOf(found, provider, date) !== null) return 0;
    if (isHoliday(date, { calendar, policy: limits.placing })) return 0;
    return limits.placing.shift_candidates === "any_day" || calendar.isWorkingDay(date) ? 2 : 1;
  }

  /** Days to which the elder's visits must keep their distance and which do not change. */
  fixedDays(elder: number): FixedDays {
    return (this.#fixed[elder] ??= this.#findFixedDays(elder));
  }

  #findFixedDays(elder: number): FixedDays {
    const found = this.input.elders[elder];
    if (!found) return [];
    const booked = this.input.bookedVisits.filter(({ elderId }) => elderId === found.id).map(({ date }) => date);
    const after = this.input.datesAfter.get(found.id) ?? [];
    return [...booked, ...found.visitsBefore, ...after].map((date) => this.dayOf(date));
  }
}

function kept<Value>(book: Map<number, Value>, key: number, find: () => Value): Value {
  const known = book.get(key);
  if (known !== undefined) return known;
  const found = find();
  book.set(key, found);
  return found;
}
