/**
 * Everything against a visit at a time with certain workers, in codes. Used when a provider names or changes a worker, and before a
 * slot is offered: all conflicts are shown before anyone confirms (visit rules 2.3).
 */
import type { WorkerId } from "../identifiers.ts";
import { isStartInside, windowsOn } from "../scheduling/date-windows.ts";
import type {
  BookedVisit,
  PlannableElder,
  PlannableProvider,
  PlannableWorker,
} from "../scheduling/month-plan/plan-input.ts";
import { blockOf, visitableWindows } from "../scheduling/month-plan/plan-input.ts";
import { isHoliday, keepsGap } from "../scheduling/place-visits.ts";
import type { PlanningLimits } from "../scheduling/planning-limits.ts";
import type { DayStop } from "../scheduling/worker-day.ts";
import type { WorkerConflict } from "../scheduling/worker-days.ts";
import { WorkerDays } from "../scheduling/worker-days.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { WorkCalendar } from "../time/work-calendar.ts";
import type { BasketPart } from "./basket-parts.ts";
import { holdsBasket, wishAgainst } from "./worker-fit.ts";

export type VisitConflictCode =
  | WorkerConflict
  | "unqualified"
  | "refused_by_elder"
  | "sex_not_wanted"
  | "other_provider"
  | "elder_busy"
  | "elder_absent"
  | "provider_closed"
  | "contract_not_in_force"
  | "day_off"
  | "outside_windows"
  | "min_gap";

/** `workerId` is null for what lies with the elder, the provider or the team as a whole. */
export type VisitConflict = { readonly code: VisitConflictCode; readonly workerId: WorkerId | null };

export type ProposedVisit = {
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly workers: readonly PlannableWorker[];
};

/** What stands around a visit. Leave the visit itself out of `visits` when it is being changed. */
export type VisitSurroundings = {
  readonly elder: PlannableElder;
  readonly provider: PlannableProvider;
  readonly basket: BasketPart;
  /** Visits of the elder and of the workers, in this and the neighbouring months. */
  readonly visits: readonly BookedVisit[];
  readonly calendar: WorkCalendar;
  readonly limits: PlanningLimits;
};

/** The workers' days that visits make. */
export function workerDaysOf(surroundings: Pick<VisitSurroundings, "visits" | "calendar" | "limits">): WorkerDays {
  const days = new WorkerDays(surroundings.calendar, surroundings.limits);
  for (const { workerIds, date, startMinute, durationMinutes, home } of surroundings.visits)
    for (const workerId of workerIds)
      days.add(workerId, date, { startMinute, endMinute: startMinute + durationMinutes, home });
  return days;
}

/** All conflicts: first the elder's and the provider's, then those of each worker in turn. Empty means the visit may stand. */
export function conflictsOf(
  visit: ProposedVisit,
  surroundings: VisitSurroundings,
  days: WorkerDays = workerDaysOf(surroundings),
): VisitConflict[] {
  const shared = [...dateConflicts(visit, surroundings), ...timeConflicts(visit, surroundings)];
  return [
    ...shared.map((code) => ({ code, workerId: null })),
    ...teamConflicts(visit, surroundings),
    ...visit.workers.flatMap((worker) => workerConflicts(visit, worker, surroundings, days)),
  ];
}

/**
 * Conflicts of a time for a visit that stands already. To one that its provider has named nobody for yet (it has just been offered to
 * that provider) only the elder's and the provider's apply: who can go is asked when somebody is named.
 */
export function conflictsOfMove(visit: ProposedVisit, surroundings: VisitSurroundings): VisitConflict[] {
  if (visit.workers.length > 0) return conflictsOf(visit, surroundings);
  const shared = [...dateConflicts(visit, surroundings), ...timeConflicts(visit, surroundings)];
  return shared.map((code) => ({ code, workerId: null }));
}

/** What forbids the date whoever comes. */
export function dateConflicts(
  { date }: Pick<ProposedVisit, "date">,
  { elder, provider, visits, calendar, limits }: VisitSurroundings,
): VisitConflictCode[] {
  const codes: VisitConflictCode[] = [];
  const block = blockOf(elder, provider, date);
  if (block === "provider_closed" || block === "contract_not_in_force") codes.push(block);
  else if (block !== null) codes.push("elder_absent");
  if (isHoliday(date, { calendar, policy: limits.placing })) codes.push("day_off");
  const others = visits.filter((other) => other.elderId === elder.id).map((other) => other.date);
  if (!keepsGap(date, [...others, ...elder.visitsBefore], limits.placing.min_gap_days)) codes.push("min_gap");
  return codes;
}

/** What forbids the time of day, whoever comes. */
export function timeConflicts(
  { date, startMinute }: Pick<ProposedVisit, "date" | "startMinute">,
  { elder, basket, visits, calendar, limits }: VisitSurroundings,
): VisitConflictCode[] {
  const codes: VisitConflictCode[] = [];
  const windows = windowsOn(visitableWindows(elder, limits), date, calendar);
  if (!isStartInside(windows, startMinute, basket.durationMinutes)) codes.push("outside_windows");
  const endMinute = startMinute + basket.durationMinutes;
  const overlaps = visits.some(
    (other) =>
      other.elderId === elder.id &&
      other.date === date &&
      other.startMinute < endMinute &&
      startMinute < other.startMinute + other.durationMinutes,
  );
  if (overlaps) codes.push("elder_busy");
  return codes;
}

function teamConflicts(visit: ProposedVisit, { basket }: VisitSurroundings): VisitConflict[] {
  return holdsBasket(visit.workers, basket, visit.date) ? [] : [{ code: "unqualified", workerId: null }];
}

function workerConflicts(
  visit: ProposedVisit,
  worker: PlannableWorker,
  { elder, provider, basket }: VisitSurroundings,
  days: WorkerDays,
): VisitConflict[] {
  const stop: DayStop = {
    startMinute: visit.startMinute,
    endMinute: visit.startMinute + basket.durationMinutes,
    home: elder.home,
  };
  const codes: VisitConflictCode[] = [];
  if (worker.providerId !== provider.id) codes.push("other_provider");
  const wish = wishAgainst(elder, worker);
  if (wish) codes.push(wish);
  codes.push(...days.conflicts(worker, visit.date, stop));
  return codes.map((code) => ({ code, workerId: worker.id }));
}
