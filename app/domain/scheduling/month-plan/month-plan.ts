/**
 * The month's plan: per elder one weekly template whose rule gives exactly the month's visits, its exceptions, the visits by date,
 * and what is owed with its reason. Every wanted visit is either placed or owed.
 */
import type { ElderId, ProviderId, WorkerId } from "../../identifiers.ts";
import type { LocalTime } from "../../time/instant.ts";
import type { PlainDate, Weekday } from "../../time/plain-date.ts";
import type { CalendarWarning } from "../place-visits.ts";
import type { MoveReason, SeriesException } from "../series-exception.ts";
import type { VisitDebt } from "../visit-debt.ts";
import type { CostParts } from "./plan-cost.ts";
import type { PlanInput } from "./plan-input.ts";

/** Part 2 exists only where a basket had to be split: parts 1 and 2 then alternate over the month's visits. */
export type SeriesPart = 1 | 2;

export type PlannedSeries = {
  readonly elderId: ElderId;
  readonly providerId: ProviderId;
  readonly part: SeriesPart;
  /** Floating, such as "FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU". */
  readonly rrule: string;
  /** First date of the rule in the month, always an occurrence of it. */
  readonly dtstartLocal: LocalTime;
  readonly durationMinutes: number;
  readonly workerIds: readonly WorkerId[];
  readonly weekday: Weekday;
  readonly subtypes: readonly string[];
  readonly exceptions: readonly SeriesException[];
};

export type PlannedVisit = {
  readonly elderId: ElderId;
  readonly providerId: ProviderId;
  /** The series the visit belongs to; null for a visit that no series could hold. */
  readonly part: SeriesPart | null;
  /** Place in the month, 1 to visits_per_month, shared with booked visits and debts. */
  readonly sequence: number;
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly workerIds: readonly WorkerId[];
  readonly subtypes: readonly string[];
  /** The date of the rule, when date, time or worker differ from the series; null when the visit stands as the series says. */
  readonly originalDate: PlainDate | null;
  readonly moveReason: MoveReason | null;
};

/** Why a worker was not taken, or was. Codes; the first reason that applies. */
export type WorkerVerdict = {
  readonly workerId: WorkerId;
  readonly verdict: "chosen" | "considered" | "excluded";
  readonly reason:
    "refused_by_elder" | "sex_not_wanted" | "not_qualified" | "not_available" | "no_free_time" | "costs_more" | null;
  /** Visits with this elder in the last 90 days. */
  readonly familiarVisits: number;
  /** Cost of the best template with this worker, in minutes of way and their equivalents a month; null when there is none. */
  readonly cost: number | null;
};

export type WeekdayVerdict = {
  readonly weekday: Weekday;
  readonly verdict: "chosen" | "considered" | "excluded";
  readonly reason: "no_window" | "all_dates_blocked" | "no_free_time" | "costs_more" | null;
  /** Dates of the rule that cannot stand on this weekday (holiday, absence, closed day, gap). */
  readonly displaced: number;
  readonly cost: number | null;
};

/** Why this elder has this weekday and this worker. */
export type SeriesReason = {
  readonly elderId: ElderId;
  /** What speaks for the choice: codes in the order of their weight. */
  readonly chosenFor: readonly (
    | "only_worker"
    | "same_worker"
    | "same_weekday"
    | "same_time"
    | "familiar_worker"
    | "least_travel"
    | "basket_split"
    | "two_workers"
    | "no_series"
  )[];
  readonly workers: readonly WorkerVerdict[];
  readonly weekdays: readonly WeekdayVerdict[];
};

export type PlanStats = {
  readonly visitsWanted: number;
  readonly visitsPlaced: number;
  readonly visitsMoved: number;
  readonly unplaced: number;
  /** Broken hard rules found by the independent check; anything but 0 is an error of the planner. */
  readonly conflicts: number;
  /** Way between homes over the month, without the way from and to the worker's base. */
  readonly travelMinutes: number;
  /** Placings tried. */
  readonly evaluations: number;
  /** What the search made small: way of four dates, changes for elders, exceptions, elders without a place; minutes of way a month. */
  readonly cost: number;
  /** The cost by what it is made of. */
  readonly costParts: CostParts;
};

export type MonthPlan = {
  readonly series: readonly PlannedSeries[];
  readonly visits: readonly PlannedVisit[];
  readonly debts: readonly VisitDebt[];
  readonly warnings: readonly CalendarWarning[];
  readonly reasons: readonly SeriesReason[];
  readonly stats: PlanStats;
};

/** Whatever plans a month. The plan must be the same for the same input and seed, whatever the order of the input. */
export type Planner = {
  plan(input: PlanInput, seed: string): MonthPlan;
};
