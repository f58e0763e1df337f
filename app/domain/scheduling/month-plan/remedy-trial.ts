/**
 * Places the owed visits of one elder while every other visit stands: first the same weekday, start and care worker for all of
 * them, then what is left date by date. The answer is a proposal; whoever uses it checks it with the independent check.
 */
import { keepsGap, displacementDates } from "../place-visits.ts";
import type { PlainDate, Weekday } from "../../time/plain-date.ts";
import { MonthDraft } from "./month-draft.ts";
import type { PlannedVisit } from "./month-plan.ts";
import { workerIdsOf } from "./plan-assembly.ts";
import type { PlanInput, PlannableElder } from "./plan-input.ts";
import type { ElderCase, ProviderProblem, SeriesUnit, Team } from "./provider-problem.ts";
import { compileProblem, dateOfDay, datesAfter, WEEKDAYS } from "./provider-problem.ts";

const START_STEP_MINUTES = 15;

type Placed = {
  readonly unit: SeriesUnit;
  readonly team: Team;
  readonly date: PlainDate;
  readonly startMinute: number;
};

type Trial = {
  readonly problem: ProviderProblem;
  readonly draft: MonthDraft;
  readonly elder: ElderCase;
  /** Visits that are still to be placed, by part of the basket. */
  readonly left: number[];
  /** Dates from which the least gap is kept: booked, placed, last month's, and where the elder's series goes on. */
  readonly neighbours: PlainDate[];
  readonly placed: Placed[];
};

/**
 * @param elder one of the input, with the provider who is to come
 * @param seriesWeekday weekday of the elder's series, which goes on in the month after; null without one
 * @returns as many of the owed visits as could be placed, with their numbers; no series holds them
 */
export function placeOwed(input: PlanInput, elder: PlannableElder, seriesWeekday: Weekday | null): PlannedVisit[] {
  const provider = input.providers.find(({ id }) => id === elder.providerId);
  if (!provider) return [];
  const problem = compileProblem({ ...input, elders: [elder] }, provider);
  const [own] = problem.elders;
  if (!own || own.units.length === 0) return [];
  const trial: Trial = {
    problem,
    draft: new MonthDraft(problem, input.bookedVisits),
    elder: own,
    left: own.units.map((_, part) => own.sequences.filter((_, place) => place % own.units.length === part).length),
    neighbours: [
      ...own.booked.map(({ date }) => date),
      ...elder.visitsBefore,
      ...(seriesWeekday === null ? [] : datesAfter(problem, seriesWeekday)),
    ],
    placed: [],
  };
  placeAsTemplate(trial);
  placeByDate(trial);
  return numbered(trial);
}

type Template = { readonly dates: number; readonly parts: readonly Omit<Placed, "date">[]; readonly weekday: number };

function placeAsTemplate(trial: Trial): void {
  let best: Template = { dates: 0, parts: [], weekday: 0 };
  for (let weekday = 0; weekday < WEEKDAYS.length; weekday += 1) {
    const found = templateOn(trial, weekday);
    if (found && found.dates > best.dates) best = found;
  }
  for (const { unit, team, startMinute } of best.parts)
    for (const date of standingDates(trial, unit, best.weekday))
      if (trial.draft.accepts(unit, team, date, startMinute)) put(trial, { unit, team, date, startMinute });
}

/** One team and one start for all dates that stand on the weekday, part by part; null where a part has none. */
function templateOn(trial: Trial, weekday: number): Template | null {
  const parts: Omit<Placed, "date">[] = [];
  let dates = 0;
  for (const unit of trial.elder.units) {
    const standing = standingDates(trial, unit, weekday);
    const found = teamAndStart(trial, unit, weekday, standing);
    if (!found) return null;
    parts.push(found);
    dates += standing.length;
  }
  return { dates, parts, weekday };
}

function teamAndStart(
  { draft }: Trial,
  unit: SeriesUnit,
  weekday: number,
  dates: readonly PlainDate[],
): Omit<Placed, "date"> | null {
  const starts = (unit.weekdays[weekday]?.starts ?? []).flatMap(startsOf);
  for (const team of unit.teams)
    for (const startMinute of starts)
      if (dates.length > 0 && dates.every((date) => draft.accepts(unit, team, date, startMinute)))
        return { unit, team, startMinute };
  return null;
}

function startsOf({ from, to }: { readonly from: number; readonly to: number }): number[] {
  const first = Math.ceil((from + 1) / START_STEP_MINUTES) * START_STEP_MINUTES;
  const more = Math.max(0, Math.floor((to - first) / START_STEP_MINUTES) + 1);
  return [from, ...Array.from({ length: more }, (_, step) => first + step * START_STEP_MINUTES)];
}

/** Dates of the weekday's rule that nothing about the elder forbids. */
function standingDates({ problem, neighbours }: Trial, unit: SeriesUnit, weekday: number): PlainDate[] {
  const standing = unit.weekdays[weekday]?.standing ?? 0;
  const gap = problem.input.limits.placing.min_gap_days;
  return problem.dates
    .map((_, day) => day)
    .filter((day) => ((standing >>> day) & 1) === 1)
    .map((day) => dateOfDay(problem, day))
    .filter((date) => keepsGap(date, neighbours, gap));
}

function placeByDate(trial: Trial): void {
  const { problem, elder, draft, neighbours } = trial;
  const { month, calendar, limits } = problem.input;
  const rule = { month, calendar, policy: limits.placing, blocked: elder.blocked };
  const [first] = problem.dates;
  if (first === undefined) return;
  for (const date of displacementDates(first, neighbours, rule)) {
    if (!keepsGap(date, neighbours, limits.placing.min_gap_days)) continue;
    for (const [part, unit] of elder.units.entries()) {
      if ((trial.left[part] ?? 0) === 0) continue;
      const startMinute = unit.weekdays.flatMap(({ starts }) => starts)[0]?.from ?? 0;
      const slot = draft.slotOn(unit, { date, team: null, startMinute });
      if (!slot) continue;
      put(trial, { unit, team: slot.team, date, startMinute: slot.startMinute });
      break;
    }
  }
}

function put(trial: Trial, placed: Placed): void {
  const part = trial.elder.units.indexOf(placed.unit);
  if ((trial.left[part] ?? 0) === 0 || trial.placed.some(({ date }) => date === placed.date)) return;
  trial.left[part] = (trial.left[part] ?? 0) - 1;
  trial.draft.add(placed.unit, placed.team, placed.date, placed.startMinute);
  trial.placed.push(placed);
  trial.neighbours.push(placed.date);
}

function numbered({ problem, elder, placed }: Trial): PlannedVisit[] {
  return placed
    .toSorted((left, right) => (left.date < right.date ? -1 : 1))
    .map(({ unit, team, date, startMinute }, place) => ({
      elderId: elder.source.id,
      providerId: problem.provider.id,
      part: null,
      sequence: elder.sequences[place] ?? 0,
      date,
      startMinute,
      durationMinutes: unit.basket.durationMinutes,
      workerIds: workerIdsOf(problem, team),
      subtypes: unit.basket.subtypes,
      originalDate: null,
      moveReason: "no_series",
    }));
}
