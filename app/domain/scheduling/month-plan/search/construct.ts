/** A first plan: cheapest insertion, the elders with the fewest possibilities first and the last ones by regret. */
import type { ElderCase, ProviderProblem } from "../provider-problem.ts";
import type { ElderPlacing } from "./elder-placing.ts";
import { NEVER_BLINKS } from "./elder-placing.ts";
import { NO_ROOM } from "./insertion.ts";
import { NOWHERE } from "./route-book.ts";

/** Share of the elders that is inserted by regret: the others have been chosen for tightness already. */
const REGRET_SHARE = 0.2;
const REGRET_MOST = 24;

/** Elders with something to plan, the tightest first: few teams, few weekdays, short windows. */
export function byTightness(problem: ProviderProblem): ElderCase[] {
  return problem.elders
    .filter((elder) => elder.units.length > 0)
    .map((elder) => ({ elder, room: roomOf(elder) }))
    .sort((left, right) => left.room - right.room || (left.elder.source.key < right.elder.source.key ? -1 : 1))
    .map(({ elder }) => elder);
}

function roomOf(elder: ElderCase): number {
  return elder.units.reduce((least, unit) => {
    const widths = unit.weekdays.map(({ starts }) => starts.reduce((sum, { from, to }) => sum + to - from + 15, 0));
    return Math.min(least, unit.teams.length * widths.reduce((sum, width) => sum + width, 0));
  }, Infinity);
}

/** The first weekday and worker with room, elder by elder: a baseline, used by nobody else. */
export function placeFirstFit(placing: ElderPlacing, elders: readonly ElderCase[]): void {
  for (const elder of elders) placing.placeFirst(elder);
}

/** Cheapest insertion of everybody in one order, without regret: the other baseline. */
export function placeCheapest(placing: ElderPlacing, elders: readonly ElderCase[]): void {
  for (const elder of elders) placing.place(elder, NEVER_BLINKS);
}

export function construct(placing: ElderPlacing, order: readonly ElderCase[]): void {
  const tail = Math.min(REGRET_MOST, Math.floor(order.length * REGRET_SHARE));
  placeCheapest(placing, order.slice(0, order.length - tail));
  placeByRegret(placing, order.slice(order.length - tail));
}

/** Next comes the elder who loses most if the best weekday is taken by another. */
function placeByRegret(placing: ElderPlacing, elders: readonly ElderCase[]): void {
  const waiting = [...elders];
  while (waiting.length > 0) {
    let [next, regret] = [waiting[0], -Infinity];
    for (const elder of waiting) {
      const { weekday, cost } = placing.bestWeekday(elder, NEVER_BLINKS);
      const loses = weekday === NOWHERE ? -1 : Math.min(NO_ROOM, placing.secondCost) - cost;
      if (loses > regret) [next, regret] = [elder, loses];
    }
    if (!next) return;
    placing.place(next, NEVER_BLINKS);
    waiting.splice(waiting.indexOf(next), 1);
  }
}
