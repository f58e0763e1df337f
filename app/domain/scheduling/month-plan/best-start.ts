/** The best start of one team on one weekday in the finished week, for the reasons that are told. */
import type { SeriesUnit } from "./provider-problem.ts";
import { WEEKDAYS } from "./provider-problem.ts";
import { NEVER, otherTimeCost } from "./template-cost.ts";
import type { TemplateState } from "./template-state.ts";
import { NO_ROOM } from "./template-state.ts";

type TeamDay = { readonly team: number; readonly weekday: number };

/** Least cost in minutes of way a month, or null where no start has room. */
export function bestStartCost(state: TemplateState, unit: SeriesUnit, { team, weekday }: TeamDay): number | null {
  const settling = state.settling[unit.index]?.[team * WEEKDAYS.length + weekday] ?? NEVER;
  const elder = state.problem.elders[unit.elder];
  const workers = unit.teams[team]?.workers;
  if (settling === NEVER || !workers || !elder) return null;
  const visits = unit.weekdays[weekday]?.ordinals.length ?? 0;
  const starts = state.offeredStarts(unit, workers, weekday);
  let best = Infinity;
  for (let place = 0; place < starts.count; place += 1) {
    const startMinute = starts.minutes[place] ?? 0;
    let way = 0;
    for (let member = 0; member < workers.length && way < NO_ROOM; member += 1)
      way += state.tryAt(workers[member] ?? 0, weekday, unit, startMinute);
    if (way < NO_ROOM) best = Math.min(best, way * visits + settling + otherTimeCost(elder, visits, startMinute));
  }
  return best === Infinity ? null : best;
}
