/** Writes the dated visits of one provider as series, visits and debts, with the numbers 1 to 4 of the month. */
import type { WorkerId } from "../../identifiers.ts";
import { monthlyRule } from "../recurrence.ts";
import type { SeriesException } from "../series-exception.ts";
import { movedException } from "../series-exception.ts";
import type { VisitDebt } from "../visit-debt.ts";
import type { MonthPlan, PlannedSeries, PlannedVisit } from "./month-plan.ts";
import type { ProviderProblem, SeriesUnit, Team } from "./provider-problem.ts";
import { dateOfDay, dayIndexOf, WEEKDAYS } from "./provider-problem.ts";
import type { DatedElder, DatedVisit } from "./repair.ts";
import type { Placement, TemplateState } from "./template-state.ts";

export type PlannedDates = Pick<MonthPlan, "series" | "visits" | "debts">;

export function assemble(state: TemplateState, dated: readonly DatedElder[]): PlannedDates {
  const { problem } = state;
  const series: PlannedSeries[] = [];
  const visits: PlannedVisit[] = [];
  const debts: VisitDebt[] = [];
  for (const elder of dated) {
    const numbered = numberVisits(problem, elder);
    visits.push(...numbered.visits);
    debts.push(...numbered.debts);
    if (!elder.hasSeries) continue;
    for (const unit of elder.elder.units) {
      const placement = state.placements[unit.index];
      if (placement) series.push(seriesOf(problem, unit, placement, elder));
    }
  }
  return { series, visits, debts };
}

export function workerIdsOf(problem: ProviderProblem, team: Team): WorkerId[] {
  return team.workers.flatMap((worker) => problem.workers[worker]?.id ?? []);
}

/** Visits and debts share the open numbers of the month in the order of the rule's dates; debts without a date come last. */
function numberVisits(
  problem: ProviderProblem,
  { elder, visits, debts, hasSeries }: DatedElder,
): { visits: PlannedVisit[]; debts: VisitDebt[] } {
  const entries = [
    ...visits.map((visit) => ({ on: visit.originalOn as string, visit, debt: null })),
    ...debts.map((debt) => ({ on: debt.originalOn ?? "9999-12-31", visit: null, debt })),
  ].sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
  const numbered: { visits: PlannedVisit[]; debts: VisitDebt[] } = { visits: [], debts: [] };
  for (const [place, { visit, debt }] of entries.entries()) {
    const sequence = elder.sequences[place];
    if (sequence === undefined) throw new RangeError("more visits than the month wants");
    if (visit) numbered.visits.push(visitOf(problem, visit, { sequence, hasSeries }));
    if (debt) {
      const { originalOn, reason } = debt;
      const { id: elderId } = elder.source;
      numbered.debts.push({ elderId, providerId: problem.provider.id, sequence, originalOn, reason });
    }
  }
  return numbered;
}

function visitOf(
  problem: ProviderProblem,
  visit: DatedVisit,
  { sequence, hasSeries }: { readonly sequence: number; readonly hasSeries: boolean },
): PlannedVisit {
  const elderId = problem.elders[visit.unit.elder]?.source.id;
  if (elderId === undefined) throw new RangeError("a visit belongs to an elder of its problem");
  return {
    elderId,
    providerId: problem.provider.id,
    part: hasSeries ? visit.unit.part : null,
    sequence,
    date: visit.date,
    startMinute: visit.startMinute,
    durationMinutes: visit.unit.basket.durationMinutes,
    workerIds: workerIdsOf(problem, visit.team),
    subtypes: visit.unit.basket.subtypes,
    originalDate: hasSeries && visit.reason !== null ? visit.originalOn : null,
    moveReason: visit.reason,
  };
}

function seriesOf(
  problem: ProviderProblem,
  unit: SeriesUnit,
  placement: Placement,
  { elder, visits, debts }: DatedElder,
): PlannedSeries {
  const weekday = WEEKDAYS[placement.weekday];
  const team = unit.teams[placement.team];
  const ordinals = unit.weekdays[placement.weekday]?.ordinals;
  const [first] = ordinals ?? [];
  if (!weekday || !team || !ordinals || first === undefined)
    throw new RangeError("a placed series has a weekday and a team");
  const { startMinute } = placement;
  const exceptions: SeriesException[] = [
    ...visits.flatMap((visit) =>
      visit.unit === unit && visit.reason !== null
        ? [movedException(visit.originalOn, { date: visit.date, minute: visit.startMinute }, visit.reason)]
        : [],
    ),
    ...debts.flatMap((debt) =>
      debt.unit === unit && debt.originalOn !== null
        ? [{ kind: "dropped" as const, originalOn: debt.originalOn, reason: debt.reason }]
        : [],
    ),
  ];
  return {
    elderId: elder.source.id,
    providerId: problem.provider.id,
    part: unit.part,
    rrule: monthlyRule(weekday, ordinals),
    dtstartLocal: { date: dateOfDay(problem, dayIndexOf(problem, weekday, first)), minute: startMinute },
    durationMinutes: unit.basket.durationMinutes,
    workerIds: workerIdsOf(problem, team),
    weekday,
    subtypes: unit.basket.subtypes,
    exceptions: exceptions.sort((left, right) => (left.originalOn < right.originalOn ? -1 : 1)),
  };
}
