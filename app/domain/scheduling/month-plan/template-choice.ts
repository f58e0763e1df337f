/** The best template for an elder in the present state of the week. */
import type { ElderCase, SeriesUnit } from "./provider-problem.ts";
import { WEEKDAYS } from "./provider-problem.ts";
import { NEVER, otherTimeCost } from "./template-cost.ts";
import type { Placement, TemplateState } from "./template-state.ts";
import { NO_ROOM } from "./template-state.ts";

export type UnitChoice = { readonly placement: Placement; readonly cost: number };

/** One weekday for all parts of an elder's basket, so that the parts alternate week by week. */
export type ElderChoice = {
  readonly units: readonly UnitChoice[];
  readonly cost: number;
  readonly weekday: number;
};

/** What the search has spent, and what it leaves out by chance so that it does not always fall into the same plan. */
export type SearchEffort = { evaluations: number; blink: () => boolean };

/** Nothing spent, nothing left out. */
export function freshEffort(): SearchEffort {
  return { evaluations: 0, blink: () => false };
}

/** The best start of one team on one weekday, or null. One evaluation of the budget. */
export function bestStart(
  state: TemplateState,
  unit: SeriesUnit,
  at: { readonly team: number; readonly weekday: number },
  effort: SearchEffort,
): UnitChoice | null {
  const found = cheapestStart(state, unit, at, effort);
  if (found === null) return null;
  return { placement: { ...at, startMinute: found.startMinute }, cost: found.cost };
}

type Start = { readonly startMinute: number; readonly cost: number };

function cheapestStart(
  state: TemplateState,
  unit: SeriesUnit,
  { team, weekday }: { readonly team: number; readonly weekday: number },
  effort: SearchEffort,
): Start | null {
  const settling = state.settling[unit.index]?.[team * WEEKDAYS.length + weekday] ?? NEVER;
  const elder = state.problem.elders[unit.elder];
  const workers = unit.teams[team]?.workers;
  if (settling === NEVER || !workers || !elder) return null;
  effort.evaluations += 1;
  const visits = unit.weekdays[weekday]?.ordinals.length ?? 0;
  const starts = state.offeredStarts(unit, workers, weekday);
  let [bestMinute, bestCost] = [-1, Infinity];
  for (let place = 0; place < starts.count; place += 1) {
    const startMinute = starts.minutes[place] ?? 0;
    let way = 0;
    for (let member = 0; member < workers.length && way < NO_ROOM; member += 1)
      way += state.tryAt(workers[member] ?? 0, weekday, unit, startMinute);
    if (way >= NO_ROOM) continue;
    const cost = way * visits + settling + otherTimeCost(elder, visits, startMinute);
    if (cost < bestCost || (cost === bestCost && startMinute < bestMinute))
      [bestMinute, bestCost] = [startMinute, cost];
  }
  return bestMinute < 0 ? null : { startMinute: bestMinute, cost: bestCost };
}

/** The best team for one unit on one weekday. */
export function bestTeam(
  state: TemplateState,
  unit: SeriesUnit,
  weekday: number,
  effort: SearchEffort,
): UnitChoice | null {
  let best: Start | null = null;
  let bestTeamIndex = -1;
  for (let team = 0; team < unit.teams.length; team += 1) {
    if (effort.blink()) continue;
    const start = cheapestStart(state, unit, { team, weekday }, effort);
    if (start !== null && (best === null || start.cost < best.cost)) [best, bestTeamIndex] = [start, team];
  }
  if (best === null) return null;
  return { placement: { team: bestTeamIndex, weekday, startMinute: best.startMinute }, cost: best.cost };
}

/** The best choice of every weekday for all parts of one elder, in order of the weekdays; weekdays that hold nothing are missing. */
export function choicesByWeekday(state: TemplateState, elder: ElderCase, effort: SearchEffort): ElderChoice[] {
  const choices: ElderChoice[] = [];
  for (let weekday = 0; weekday < WEEKDAYS.length; weekday += 1) {
    const choice = choiceOn(state, elder, weekday, effort);
    if (choice !== null) choices.push(choice);
  }
  return choices;
}

function choiceOn(state: TemplateState, elder: ElderCase, weekday: number, effort: SearchEffort): ElderChoice | null {
  const units: UnitChoice[] = [];
  for (const unit of elder.units) {
    const choice = bestTeam(state, unit, weekday, effort);
    if (choice === null) break;
    units.push(choice);
    // The second part must see the first, which may stand in the same worker's day.
    if (elder.units.length > 1) state.place(unit, choice.placement);
  }
  if (elder.units.length > 1) for (const unit of elder.units) state.remove(unit);
  if (units.length < elder.units.length || units.length === 0) return null;
  return { units, weekday, cost: units.reduce((sum, choice) => sum + choice.cost, 0) };
}

export function placeElder(state: TemplateState, elder: ElderCase, choice: ElderChoice): void {
  for (const [place, unit] of elder.units.entries()) {
    const chosen = choice.units[place];
    if (chosen) state.place(unit, chosen.placement);
  }
}
