/**
 * Replanning with least disruption: after something happened, new places for the visits that it touches, by levels with budgets. A level is
 * tried only for what the levels below left without a place: (1) insertion into what stands, (2) another visit makes room, (3) part of a
 * provider-day is put together anew. First visits served count, then people told about a change, then changes and travel. What began or is
 * agreed never moves. The same input, event and seed give the same answer, whatever the order of the lists.
 */
import { seededRandom } from "../../seeded-random.ts";
import type { DisruptionCosts, ReplanBudgets } from "./disruption.ts";
import { DISRUPTION_COSTS, REPLAN_BUDGETS } from "./disruption.ts";
import { affectedVisits, type Affected } from "./affected-visits.ts";
import { placeByEjection } from "./eject-visits.ts";
import { PlaceFinder } from "./find-place.ts";
import { placeByRebuilding } from "./rebuild-day.ts";
import { ReplanDraft } from "./replan-draft.ts";
import type { ReplanEvent, ReplanInput } from "./replan-input.ts";
import type { VisitCase } from "./replan-problem.ts";
import type { Replan, ReplanLevel } from "./replan-result.ts";
import type { ReplanSearch } from "./replan-search.ts";
import { ReplanTeams } from "./replan-teams.ts";
import { settleElder } from "./settle-elder.ts";
import { tellReplan } from "./tell-replan.ts";

export type ReplanOptions = { readonly costs?: DisruptionCosts; readonly budgets?: ReplanBudgets };

/**
 * Decides and changes nothing.
 * @param seed any text; only level 3 draws from it
 * Refuses what `affectedVisits` refuses.
 */
export function replan(input: ReplanInput, event: ReplanEvent, seed: string, options: ReplanOptions = {}): Replan {
  const affected = affectedVisits(input, event);
  const budgets = options.budgets ?? REPLAN_BUDGETS;
  const draft = new ReplanDraft(affected.problem, affected.visits, options.costs ?? DISRUPTION_COSTS);
  const finder = new PlaceFinder(draft, new ReplanTeams(affected.problem));
  const hitElders = new Set(affected.visits.flatMap(({ cause, elder }) => (cause === null ? [] : [elder])));
  const othersInAll = othersOf(affected, hitElders);
  const search: ReplanSearch = {
    finder,
    budgets,
    random: seededRandom(`${seed}|${input.month}|${input.provider.key}`),
    hitElders,
    othersMax: Math.floor(othersInAll * budgets.othersChangedShareMax),
  };
  const levels = new Map<number, ReplanLevel>();
  const waiting = runLevels(search, toPlace(finder, affected), levels);
  return tellReplan({ finder, levels, waiting, hitElders, othersInAll });
}

/** Elders with a visit whom the event does not touch. */
function othersOf({ visits }: Affected, hitElders: ReadonlySet<number>): number {
  const others = new Set<number>();
  for (const { elder } of visits) if (!hitElders.has(elder)) others.add(elder);
  return others.size;
}

/** All that wait leave their places first: their hours are free for each other. */
function toPlace(finder: PlaceFinder, { visits }: Affected): VisitCase[] {
  const hit = visits.filter(({ cause }) => cause !== null);
  for (const visit of hit) if (visit.own) finder.draft.place(visit, null);
  const joining = hit.filter(({ own }) => own === null);
  return inTurn(finder, [...hit.filter(({ own }) => own !== null), ...settleElder(finder, joining)]);
}

/** Agreed hours first, because only one hour will do; then visits that need two at once; then those for whom the fewest people can come. */
function inTurn({ teams }: PlaceFinder, visits: readonly VisitCase[]): VisitCase[] {
  const rank = (visit: VisitCase) => {
    if (visit.keepsTime) return -2;
    return visit.source.basket.workersNeeded === 2 ? -1 : teams.of(visit).length;
  };
  return [...visits].sort((left, right) => rank(left) - rank(right) || left.index - right.index);
}

/** Gives what still waits after all levels. */
function runLevels(search: ReplanSearch, visits: readonly VisitCase[], levels: Map<number, ReplanLevel>): VisitCase[] {
  const { finder } = search;
  const insert = (days: (visit: VisitCase) => readonly number[]) => (visit: VisitCase) => {
    const slot = finder.onFirstOf(visit, days(visit));
    if (slot) finder.draft.place(visit, slot);
    return slot !== null;
  };
  const steps: readonly (readonly [ReplanLevel, (visit: VisitCase) => boolean])[] = [
    ["insertion", insert((visit) => (finder.mayStayOnDay(visit) ? [visit.aroundDay] : []))],
    ["insertion", insert((visit) => (visit.keepsTime ? [] : finder.makeUpDays(visit)))],
    ["ejection", (visit) => placeByEjection(search, visit)],
    ["rebuilding", (visit) => placeByRebuilding(search, visit)],
  ];
  let waiting = visits.filter((visit) => finder.teams.of(visit).length > 0);
  const hopeless = visits.filter((visit) => finder.teams.of(visit).length === 0);
  for (const [level, tries] of steps)
    waiting = waiting.filter((visit) => {
      const isPlaced = tries(visit);
      if (isPlaced) levels.set(visit.index, level);
      return !isPlaced;
    });
  return [...hopeless, ...waiting];
}
