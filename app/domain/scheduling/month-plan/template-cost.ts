/** What a weekly template costs beside the way, in whole minutes of way a month; computed once for every team and weekday. */
import type { WorkerId } from "../../identifiers.ts";
import type { ElderCase, ProviderProblem, SeriesUnit, Team } from "./provider-problem.ts";
import { countDays, WEEKDAYS } from "./provider-problem.ts";

/** Equivalents in minutes of way per visit: telling an elder of a change is a cost too [assumed]. */
const OTHER_WORKER_COST = 40;
const OTHER_WEEKDAY_COST = 80;
const OTHER_TIME_COST = 15;
export const TIME_SHIFT_NOTICED_MINUTES = 30;
/** A date that the repair must place: one person told, perhaps another worker. */
const EXCEPTION_COST = 30;
/** An elder without last month's template who knows some worker, but nobody of this team. */
const UNFAMILIAR_COST = 10;
/** An elder without a place: dear enough to be found one, cheap enough that the search makes room on the way. */
export const UNPLACED_COST = 2000;
/** The team or the weekday cannot serve the unit on any date. */
export const NEVER = -1;

/** Cost by team and weekday (team x 7 + weekday), or NEVER. The time of day is not in it. */
export function settlingTable(problem: ProviderProblem, unit: SeriesUnit): Int32Array {
  const elder = problem.elders[unit.elder];
  const table = new Int32Array(unit.teams.length * WEEKDAYS.length).fill(NEVER);
  for (const [place, team] of unit.teams.entries())
    for (const [weekday, plan] of unit.weekdays.entries()) {
      const days = countDays(plan.standing & team.readyDays);
      if (!elder || plan.starts.length === 0 || days === 0) continue;
      const visits = plan.ordinals.length;
      const change = changeCost(problem, elder, team, weekday);
      table[place * WEEKDAYS.length + weekday] = exceptionCost(unit, team, weekday) + visits * change;
    }
  return table;
}

/** The part of a template's cost that its exceptions make: dates of the rule on which it cannot stand. */
export function exceptionCost(unit: SeriesUnit, team: Team, weekday: number): number {
  const plan = unit.weekdays[weekday];
  if (!plan) return 0;
  return (plan.ordinals.length - countDays(plan.standing & team.readyDays)) * EXCEPTION_COST;
}

/** Cost of another time of day than last month's. */
export function otherTimeCost(elder: ElderCase, visits: number, startMinute: number): number {
  const { previous } = elder.source;
  if (previous === null) return 0;
  return Math.abs(previous.startMinute - startMinute) > TIME_SHIFT_NOTICED_MINUTES ? visits * OTHER_TIME_COST : 0;
}

function changeCost(problem: ProviderProblem, elder: ElderCase, team: Team, weekday: number): number {
  const { previous, familiar } = elder.source;
  if (previous === null) return familiar.length > 0 && team.familiar === 0 ? UNFAMILIAR_COST : 0;
  return (
    (isSameTeam(problem, team, previous.workerIds) ? 0 : OTHER_WORKER_COST) +
    (previous.weekday === weekday + 1 ? 0 : OTHER_WEEKDAY_COST)
  );
}

/** All of the team served this elder last month. */
export function isSameTeam(problem: ProviderProblem, team: Team, workerIds: readonly WorkerId[]): boolean {
  return team.workers.every((worker) => {
    const id = problem.workers[worker]?.id;
    return id !== undefined && workerIds.includes(id);
  });
}
