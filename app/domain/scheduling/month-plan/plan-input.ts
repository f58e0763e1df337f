/**
 * What the month planner is given: plain values, local dates and minutes, no clock. `key` is a stable business key (elder number,
 * worker number, credit code): order, draws and digests use it and never a generated id, so that two databases plan alike.
 */
import type { ElderId, ProviderId, WorkerId } from "../../identifiers.ts";
import type { SubtypeNeed } from "../../matching/basket-parts.ts";
import type { FitWorker, PersonWishes } from "../../matching/worker-fit.ts";
import type { DatePeriod, PlainDate, Weekday } from "../../time/plain-date.ts";
import { periodContains } from "../../time/plain-date.ts";
import type { PlainMonth } from "../../time/plain-month.ts";
import type { WeeklyWindow } from "../../time/time-window.ts";
import type { WorkCalendar } from "../../time/work-calendar.ts";
import type { PlanningLimits } from "../planning-limits.ts";
import type { MoveReason } from "../series-exception.ts";
import type { GeoPoint } from "../travel.ts";
import type { WorkingTime } from "../worker-days.ts";

/** Days without visits, with the reason that is shown when a visit is moved because of them. */
export type ElderAbsence = DatePeriod & {
  readonly reason: Extract<MoveReason, "elder_in_hospital" | "elder_in_institution" | "elder_away" | "not_entitled">;
};

/** Last month's template, for continuity. */
export type PreviousTemplate = {
  readonly weekday: Weekday;
  readonly startMinute: number;
  readonly workerIds: readonly WorkerId[];
};

export type PlannableElder = PersonWishes & {
  readonly id: ElderId;
  readonly key: string;
  /** From the allocation; null means nobody could take the elder. */
  readonly providerId: ProviderId | null;
  readonly home: GeoPoint;
  /** Hours in which the elder can be visited; empty means the usual visiting hours of any day. */
  readonly windows: readonly WeeklyWindow[];
  readonly subtypes: readonly SubtypeNeed[];
  /** Visits of the month, booked ones included; at most four, because a month has a fifth weekday only sometimes. */
  readonly visitsWanted: number;
  readonly absences: readonly ElderAbsence[];
  readonly previous: PreviousTemplate | null;
  /** Visits of the last 90 days by worker. */
  readonly familiar: readonly { readonly workerId: WorkerId; readonly visits: number }[];
  /** Dates of the visits of the month before as they took or will take place. */
  readonly visitsBefore: readonly PlainDate[];
};

export type PlannableWorker = FitWorker &
  WorkingTime & {
    readonly key: string;
    readonly providerId: ProviderId;
    /** Where the worker starts from and returns to; it costs in the search and is no working time. */
    readonly base: GeoPoint;
  };

export type PlannableProvider = {
  readonly id: ProviderId;
  readonly key: string;
  readonly closedOn: readonly PlainDate[];
  /** Periods of the contracts under which the provider may visit. */
  readonly contracts: readonly DatePeriod[];
};

/** A visit that stands already: booked at a kiosk, pinned, or of a neighbouring month (for gaps and weekly hours). */
export type BookedVisit = {
  readonly elderId: ElderId;
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly workerIds: readonly WorkerId[];
  readonly home: GeoPoint;
  /** Place in the month's four; null when it is outside them (paid by the elder, event, medical). */
  readonly sequence: number | null;
};

export type PlanInput = {
  readonly month: PlainMonth;
  readonly elders: readonly PlannableElder[];
  readonly workers: readonly PlannableWorker[];
  readonly providers: readonly PlannableProvider[];
  readonly bookedVisits: readonly BookedVisit[];
  readonly calendar: WorkCalendar;
  readonly limits: PlanningLimits;
};

/** Why elder or provider cannot have a visit on a date, or null. Days off and gaps are not its matter. */
export function blockOf(
  elder: Pick<PlannableElder, "absences">,
  provider: Pick<PlannableProvider, "closedOn" | "contracts">,
  date: PlainDate,
): MoveReason | null {
  const absence = elder.absences.find((period) => periodContains(period, date));
  if (absence) return absence.reason;
  if (!provider.contracts.some((period) => periodContains(period, date))) return "contract_not_in_force";
  return provider.closedOn.includes(date) ? "provider_closed" : null;
}

export function bookedByElder(visits: readonly BookedVisit[]): ReadonlyMap<ElderId, readonly BookedVisit[]> {
  const byElder = new Map<ElderId, BookedVisit[]>();
  for (const visit of visits) byElder.set(visit.elderId, [...(byElder.get(visit.elderId) ?? []), visit]);
  return byElder;
}

const EVERY_WEEKDAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** The elder's own windows, or the usual visiting hours of every weekday. */
export function visitableWindows(
  elder: Pick<PlannableElder, "windows">,
  limits: Pick<PlanningLimits, "visitingHours">,
): readonly WeeklyWindow[] {
  return elder.windows.length > 0
    ? elder.windows
    : EVERY_WEEKDAY.map((weekday) => ({ weekday, ...limits.visitingHours }));
}
