/**
 * Where the visits of a month fall (visit rules 2.2). Dates of the rule that are not blocked stay. The others are displaced and
 * placed in date order on the nearest candidate day of the same month that keeps the least gap to every placed visit, neighbouring
 * months included: the month before as it was, the month after as its rule gives it, before any shift. On a tie the earlier day wins.
 * What has no candidate becomes visit debt, never silently nothing.
 */
import type { PolicyParameters } from "../policy/policy-version.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { dayNumber, plainDateOfDay } from "../time/plain-date.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import { datesOf } from "../time/plain-month.ts";
import type { WorkCalendar } from "../time/work-calendar.ts";
import type { MoveReason } from "./series-exception.ts";
import type { VisitDebtReason } from "./visit-debt.ts";

export type PlacingPolicy = Pick<PolicyParameters, "min_gap_days" | "holiday_mode" | "shift_candidates">;

/** Says why the elder or provider cannot have a visit on a date (absence, closed day, contract), or null. Days off are not its matter. */
export type DateBlock = (date: PlainDate) => MoveReason | null;

export type PlaceVisitsInput = {
  readonly month: PlainMonth;
  /** Dates of the rule in the month, before any shift. */
  readonly occurrences: readonly PlainDate[];
  /** Visits of the month before as they took or will take place. */
  readonly before: readonly PlainDate[];
  /** Dates of the rule in the month after, before any shift. */
  readonly after: readonly PlainDate[];
  readonly blocked: DateBlock;
  readonly calendar: WorkCalendar;
  readonly policy: PlacingPolicy;
};

export type PlacedVisit = {
  readonly originalOn: PlainDate;
  readonly on: PlainDate;
  /** Null when the visit stays where the rule put it. */
  readonly reason: MoveReason | null;
};

export type DisplacedVisit = { readonly originalOn: PlainDate; readonly reason: MoveReason };

export type PlacedMonth = {
  readonly placed: readonly PlacedVisit[];
  readonly debts: readonly (DisplacedVisit & { readonly debt: VisitDebtReason })[];
  readonly warnings: readonly CalendarWarning[];
};

export type CalendarWarning = { readonly code: "calendar-missing"; readonly year: number };

/** Places one elder's visits of one month by the calendar alone; workers are the planner's matter. */
export function placeVisits(input: PlaceVisitsInput): PlacedMonth {
  const { stay, displaced } = divideOccurrences(input);
  const placed: PlacedVisit[] = stay.map((on) => ({ originalOn: on, on, reason: null }));
  const debts: (DisplacedVisit & { debt: VisitDebtReason })[] = [];
  for (const visit of displaced) {
    const neighbours = [...placed.map(({ on }) => on), ...input.before, ...input.after];
    const [nearest] = displacementDates(visit.originalOn, neighbours, input);
    if (isSkipped(visit, input.policy)) debts.push({ ...visit, debt: "holiday_skipped" });
    else if (nearest === undefined) debts.push({ ...visit, debt: "no_candidate_day" });
    else placed.push({ originalOn: visit.originalOn, on: nearest, reason: visit.reason });
  }
  placed.sort((left, right) => (left.on < right.on ? -1 : 1));
  return { placed, debts, warnings: calendarWarnings(input.month, input.calendar) };
}

/** Parts the rule's dates into those that stay and those that are displaced, both in date order. */
export function divideOccurrences(input: Pick<PlaceVisitsInput, "occurrences" | "blocked" | "calendar" | "policy">): {
  stay: PlainDate[];
  displaced: DisplacedVisit[];
} {
  const stay: PlainDate[] = [];
  const displaced: DisplacedVisit[] = [];
  for (const originalOn of [...input.occurrences].sort()) {
    const reason = input.blocked(originalOn) ?? (isHoliday(originalOn, input) ? "day_off" : null);
    if (reason === null) stay.push(originalOn);
    else displaced.push({ originalOn, reason });
  }
  return { stay, displaced };
}

/**
 * The days to which a displaced visit may go, nearest first, the earlier one on a tie. `neighbours` are the elder's placed visits of
 * this and the neighbouring months.
 */
export function displacementDates(
  originalOn: PlainDate,
  neighbours: readonly PlainDate[],
  input: Pick<PlaceVisitsInput, "month" | "blocked" | "calendar" | "policy">,
): PlainDate[] {
  const original = dayNumber(originalOn);
  return datesOf(input.month)
    .filter((date) => isCandidate(date, input) && input.blocked(date) === null)
    .filter((date) => keepsGap(date, neighbours, input.policy.min_gap_days))
    .map(dayNumber)
    .sort((left, right) => Math.abs(left - original) - Math.abs(right - original) || left - right)
    .map(plainDateOfDay);
}

/** At least `minGapDays` to every other visit; the difference of the dates counts, so the 3rd and the 6th are three apart. */
export function keepsGap(date: PlainDate, others: readonly PlainDate[], minGapDays: number): boolean {
  const day = dayNumber(date);
  return others.every((other) => Math.abs(dayNumber(other) - day) >= minGapDays);
}

/** A year without an imported calendar is planned without holidays, and says so. */
export function calendarWarnings(month: PlainMonth, calendar: WorkCalendar): CalendarWarning[] {
  const year = Number(month.slice(0, 4));
  return calendar.coversYear(year) ? [] : [{ code: "calendar-missing", year }];
}

/** A day off that the policy does not keep as a visiting day. */
export function isHoliday(date: PlainDate, input: Pick<PlaceVisitsInput, "calendar" | "policy">): boolean {
  return input.policy.holiday_mode !== "keep" && input.calendar.dayKind(date) === "off";
}

/** With holiday_mode skip_as_debt a visit on a day off is owed and not moved; other displacements still move. */
export function isSkipped(visit: DisplacedVisit, policy: PlacingPolicy): boolean {
  return visit.reason === "day_off" && policy.holiday_mode === "skip_as_debt";
}

function isCandidate(date: PlainDate, input: Pick<PlaceVisitsInput, "calendar" | "policy">): boolean {
  if (isHoliday(date, input)) return false;
  return input.policy.shift_candidates === "any_day" || input.calendar.isWorkingDay(date);
}
