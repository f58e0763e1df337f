/**
 * From templates to dates. What a template gives and nothing forbids stands; the excepted dates (holiday, absence, leave, a booked
 * visit in the way) are placed inside the month by the shift rule (visit rules 2.2), the same worker first, then another of the
 * provider. An elder for whom no template was found gets single visits. What is left is owed.
 */
import type { PlainDate, Weekday } from "../../time/plain-date.ts";
import { displacementDates, isSkipped, keepsGap } from "../place-visits.ts";
import { weekdayOfMonth } from "../recurrence.ts";
import type { MoveReason } from "../series-exception.ts";
import type { VisitDebtReason } from "../visit-debt.ts";
import { absenceOf } from "../worker-days.ts";
import { reasonWithoutSeries } from "./debt-reason.ts";
import { MonthDraft } from "./month-draft.ts";
import type { ElderCase, ProviderProblem, SeriesUnit, Team } from "./provider-problem.ts";
import { datesAfter, WEEKDAYS } from "./provider-problem.ts";
import type { Placement, TemplateState } from "./template-state.ts";

export type DatedVisit = {
  readonly unit: SeriesUnit;
  readonly team: Team;
  readonly date: PlainDate;
  readonly startMinute: number;
  /** Date of the rule. */
  readonly originalOn: PlainDate;
  readonly reason: MoveReason | null;
};

export type DatedDebt = {
  readonly unit: SeriesUnit;
  readonly originalOn: PlainDate | null;
  readonly reason: VisitDebtReason;
};

export type DatedElder = {
  readonly elder: ElderCase;
  readonly hasSeries: boolean;
  readonly visits: readonly DatedVisit[];
  readonly debts: readonly DatedDebt[];
};

type Pending = {
  readonly unit: SeriesUnit;
  readonly placement: Placement | null;
  readonly originalOn: PlainDate;
  readonly reason: MoveReason;
};

type Working = {
  elder: ElderCase;
  visits: DatedVisit[];
  debts: DatedDebt[];
  pending: Pending[];
  weekday: Weekday | null;
  /** The debt of a visit for which days exist but nobody who can come. */
  whenNobodyCan: VisitDebtReason;
};

/** Reasons that lie with the worker: the elder's own date is free, so it is tried first. */
const WORKER_REASONS: readonly MoveReason[] = [
  "worker_on_leave",
  "worker_not_employed",
  "worker_not_qualified",
  "worker_busy",
  "no_series",
];

/** Dates of all elders of a provider, in the order of their keys. */
export function dateTemplates(state: TemplateState): DatedElder[] {
  const draft = new MonthDraft(state.problem, state.problem.input.bookedVisits);
  const elders = state.problem.elders.map((elder) => standTemplates(state, draft, elder));
  const order = elders
    .map((working, index) => ({
      working,
      index,
      teams: Math.min(...working.elder.units.map((unit) => unit.teams.length)),
    }))
    .sort((left, right) => left.teams - right.teams || left.index - right.index);
  for (const { working } of order) placePending(draft, working);
  return elders.map(({ elder, visits, debts, weekday }) => ({
    elder,
    hasSeries: weekday !== null,
    visits: visits.sort((left, right) => (left.originalOn < right.originalOn ? -1 : 1)),
    debts,
  }));
}

/** Puts every date of the template that stands into the draft, and lists the others. */
function standTemplates(state: TemplateState, draft: MonthDraft, elder: ElderCase): Working {
  const working: Working = {
    elder,
    visits: [],
    debts: [],
    pending: [],
    weekday: null,
    whenNobodyCan: "no_free_worker",
  };
  const placements = elder.units.map((unit) => state.placements[unit.index] ?? null);
  if (placements.some((placement) => placement === null)) {
    leaveWithoutSeries(draft.problem, working);
    return working;
  }
  for (const [place, unit] of elder.units.entries()) {
    const placement = placements[place];
    if (placement) standUnit(draft, working, unit, placement);
  }
  return working;
}

function standUnit(draft: MonthDraft, working: Working, unit: SeriesUnit, placement: Placement): void {
  const plan = unit.weekdays[placement.weekday];
  const team = unit.teams[placement.team];
  const weekday = WEEKDAYS[placement.weekday];
  if (!plan || !team || !weekday) return;
  working.weekday = weekday;
  for (const ordinal of plan.ordinals) {
    const originalOn = weekdayOfMonth(draft.problem.input.month, weekday, ordinal);
    const displaced = plan.displaced.find((visit) => visit.originalOn === originalOn);
    const reason = displaced?.reason ?? reasonOfTeam(draft, unit, team, { originalOn, ...placement });
    if (reason !== null) working.pending.push({ unit, placement, originalOn, reason });
    else
      addVisit(draft, working, {
        unit,
        team,
        date: originalOn,
        startMinute: placement.startMinute,
        originalOn,
        reason,
      });
  }
}

function reasonOfTeam(
  draft: MonthDraft,
  unit: SeriesUnit,
  team: Team,
  at: { readonly originalOn: PlainDate; readonly startMinute: number },
): MoveReason | null {
  if (draft.isReady(team, at.originalOn))
    return draft.accepts(unit, team, at.originalOn, at.startMinute) ? null : "worker_busy";
  for (const index of team.workers) {
    const worker = draft.problem.workers[index];
    const absence = worker ? absenceOf(worker, at.originalOn) : "not_employed";
    if (absence) return absence === "on_leave" ? "worker_on_leave" : "worker_not_employed";
  }
  return "worker_not_qualified";
}

/** Without a template the visits are tried one by one around the weekday with the fewest blocked dates. */
function leaveWithoutSeries(problem: ProviderProblem, working: Working): void {
  const reason = reasonWithoutSeries(problem, working.elder);
  const open = reason === "no_free_worker" || reason === "outside_windows";
  working.whenNobodyCan = reason;
  const [first] = working.elder.units;
  const blocked = (index: number) => first?.weekdays[index]?.displaced.length ?? 0;
  const hasStarts = (index: number) => ((first?.weekdays[index]?.starts.length ?? 0) > 0 ? 0 : 1);
  const weekdays = WEEKDAYS.map((_, index) => index).sort(
    (left, right) => hasStarts(left) - hasStarts(right) || blocked(left) - blocked(right) || left - right,
  );
  const index = weekdays[0] ?? 0;
  for (const unit of working.elder.units)
    for (const ordinal of unit.weekdays[index]?.ordinals ?? []) {
      const originalOn = weekdayOfMonth(problem.input.month, WEEKDAYS[index] ?? 1, ordinal);
      if (open) working.pending.push({ unit, placement: null, originalOn, reason: "no_series" });
      else working.debts.push({ unit, originalOn: null, reason });
    }
}

function addVisit(draft: MonthDraft, working: Working, visit: DatedVisit): void {
  draft.add(visit.unit, visit.team, visit.date, visit.startMinute);
  working.visits.push(visit);
}

/** Displaced visits in date order; those that may keep their own date come first, because a visit that stands is a neighbour. */
function placePending(draft: MonthDraft, working: Working): void {
  const rank = (pending: Pending) => (WORKER_REASONS.includes(pending.reason) ? 0 : 1);
  working.pending.sort((left, right) => rank(left) - rank(right) || (left.originalOn < right.originalOn ? -1 : 1));
  for (const pending of working.pending) {
    const debt = placeOne(draft, working, pending);
    if (debt !== null) {
      const originalOn = pending.placement === null ? null : pending.originalOn;
      working.debts.push({ unit: pending.unit, originalOn, reason: debt });
    }
  }
}

function placeOne(draft: MonthDraft, working: Working, pending: Pending): VisitDebtReason | null {
  const { unit, placement, originalOn, reason } = pending;
  if (isSkipped(pending, draft.problem.input.limits.placing)) return "holiday_skipped";
  const dates = datesFor(draft.problem, working, pending);
  const team = placement === null ? null : (unit.teams[placement.team] ?? null);
  const startMinute = placement?.startMinute ?? unit.weekdays.flatMap(({ starts }) => starts)[0]?.from ?? 0;
  for (const date of dates) {
    const slot = draft.slotOn(unit, { date, team, startMinute });
    if (!slot) continue;
    addVisit(draft, working, { unit, team: slot.team, date, startMinute: slot.startMinute, originalOn, reason });
    return null;
  }
  if (reason === "contract_not_in_force") return "contract_ended";
  if (dates.length === 0) return "no_candidate_day";
  return dates.some((date) => draft.hasWindows(unit, date)) ? working.whenNobodyCan : "outside_windows";
}

/** The elder's own date first where only the worker is missing, then the days of the shift rule, nearest first. */
function datesFor(problem: ProviderProblem, working: Working, pending: Pending): PlainDate[] {
  const { elder } = working;
  const { limits, month, calendar } = problem.input;
  const neighbours = [
    ...working.visits.map(({ date }) => date),
    ...elder.booked.map(({ date }) => date),
    ...elder.source.visitsBefore,
    ...(working.weekday === null ? [] : datesAfter(problem, working.weekday)),
  ];
  const rule = { month, calendar, policy: limits.placing, blocked: elder.blocked };
  const dates = displacementDates(pending.originalOn, neighbours, rule);
  const ownDate =
    WORKER_REASONS.includes(pending.reason) &&
    elder.blocked(pending.originalOn) === null &&
    (limits.placing.holiday_mode === "keep" || calendar.dayKind(pending.originalOn) !== "off") &&
    keepsGap(pending.originalOn, neighbours, limits.placing.min_gap_days);
  return ownDate ? [pending.originalOn, ...dates.filter((date) => date !== pending.originalOn)] : dates;
}
