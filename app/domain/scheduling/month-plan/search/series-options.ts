/**
 * Every way to place a series, compiled once: a team, a weekday and one range of starts, with what it costs beside the way. A range
 * that keeps last month's time of day is an option of its own, cheaper than the whole range that holds it.
 */
import type { StartRange } from "../../date-windows.ts";
import type { ProviderProblem, SeriesUnit, Team } from "../provider-problem.ts";
import { WEEKDAYS } from "../provider-problem.ts";
import { NEVER, otherTimeCost, settlingTable, TIME_SHIFT_NOTICED_MINUTES } from "../template-cost.ts";

const NOBODY = -1;

export type SeriesOptions = {
  /** Options of a unit on a weekday (Monday 0): from bounds[unit * 7 + weekday] up to the next bound. */
  readonly bounds: Int32Array;
  readonly unit: Int16Array;
  readonly team: Int16Array;
  readonly weekday: Uint8Array;
  readonly worker: Int16Array;
  /** The second worker; -1 for a visit by one. */
  readonly partner: Int16Array;
  /** First and last start. */
  readonly from: Int16Array;
  readonly to: Int16Array;
  /** Cost beside the way, in minutes of way a month. */
  readonly extra: Int32Array;
};

type Option = {
  readonly unit: number;
  readonly team: number;
  readonly weekday: number;
  readonly workers: readonly number[];
  readonly range: StartRange;
  readonly extra: number;
};

/** Which weekday (Monday 0) a unit may have; without it every weekday. */
export type AllowedWeekday = (unit: number, weekday: number) => boolean;

export function compileOptions(problem: ProviderProblem, allowed: AllowedWeekday = () => true): SeriesOptions {
  const options: Option[] = [];
  const bounds = new Int32Array(problem.units.length * WEEKDAYS.length + 1);
  for (const unit of problem.units) {
    const settling = settlingTable(problem, unit);
    for (let weekday = 0; weekday < WEEKDAYS.length; weekday += 1) {
      for (const [place, team] of allowed(unit.index, weekday) ? unit.teams.entries() : []) {
        const cost = settling[place * WEEKDAYS.length + weekday] ?? NEVER;
        if (cost !== NEVER) options.push(...optionsOf(problem, unit, { team, place, weekday, cost }));
      }
      bounds[unit.index * WEEKDAYS.length + weekday + 1] = options.length;
    }
  }
  return {
    bounds,
    unit: Int16Array.from(options, ({ unit }) => unit),
    team: Int16Array.from(options, ({ team }) => team),
    weekday: Uint8Array.from(options, ({ weekday }) => weekday),
    worker: Int16Array.from(options, ({ workers }) => workers[0] ?? NOBODY),
    partner: Int16Array.from(options, ({ workers }) => workers[1] ?? NOBODY),
    from: Int16Array.from(options, ({ range }) => range.from),
    to: Int16Array.from(options, ({ range }) => range.to),
    extra: Int32Array.from(options, ({ extra }) => extra),
  };
}

type Choice = { readonly team: Team; readonly place: number; readonly weekday: number; readonly cost: number };

function optionsOf(problem: ProviderProblem, unit: SeriesUnit, { team, place, weekday, cost }: Choice): Option[] {
  const elder = problem.elders[unit.elder];
  const visits = unit.weekdays[weekday]?.ordinals.length ?? 0;
  if (!elder || visits === 0) return [];
  const shared = { unit: unit.index, team: place, weekday, workers: team.workers };
  const { previous } = elder.source;
  return rangesOf(problem, unit, team, weekday).flatMap((range): Option[] => {
    if (previous === null) return [{ ...shared, range, extra: cost }];
    const kept = {
      from: Math.max(range.from, previous.startMinute - TIME_SHIFT_NOTICED_MINUTES),
      to: Math.min(range.to, previous.startMinute + TIME_SHIFT_NOTICED_MINUTES),
    };
    const all = { ...shared, range, extra: cost + otherTimeCost(elder, visits, NEVER) };
    if (kept.from > kept.to) return [all];
    const keeping = { ...shared, range: kept, extra: cost };
    return kept.from === range.from && kept.to === range.to ? [keeping] : [keeping, all];
  });
}

/** Starts at which the elder can be visited and every member of the team is at work for the whole visit. */
function rangesOf(problem: ProviderProblem, unit: SeriesUnit, team: Team, weekday: number): StartRange[] {
  let ranges: readonly StartRange[] = unit.weekdays[weekday]?.starts ?? [];
  for (const worker of team.workers) {
    const shifts = problem.shifts[worker]?.[weekday] ?? [];
    ranges = ranges.flatMap((range) =>
      shifts.map(({ startMinute, endMinute }) => ({
        from: Math.max(range.from, startMinute),
        to: Math.min(range.to, endMinute - unit.basket.durationMinutes),
      })),
    );
  }
  return ranges.filter(({ from, to }) => from <= to);
}
