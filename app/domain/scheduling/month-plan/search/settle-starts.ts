/**
 * Fixes the starts that the search left open: in the order of each route, last month's start where it fits, else the next quarter
 * hour, else the first minute; the lunch break keeps its gap.
 */
import type { ProviderProblem } from "../provider-problem.ts";
import type { Placement } from "../template-state.ts";
import type { ElderPlacing } from "./elder-placing.ts";
import { LunchCheck } from "./lunch-check.ts";
import { NOWHERE, type RouteBook } from "./route-book.ts";

const START_GRID_MINUTES = 15;
const EVER_AFTER = 10_000;

/** Placement of every unit, null for one without a place. */
export function settleStarts(problem: ProviderProblem, { book, options }: ElderPlacing): (Placement | null)[] {
  const starts = new Int16Array(problem.units.length);
  const lunch = new LunchCheck(book, problem.input.limits);
  for (let route = 0; route < book.lengths.length; route += 1) settleRoute({ problem, book, lunch, starts }, route);
  return problem.units.map(({ index }) => {
    const option = book.chosen[index] ?? NOWHERE;
    if (option === NOWHERE) return null;
    return {
      team: options.team[option] ?? 0,
      weekday: options.weekday[option] ?? 0,
      startMinute: starts[index] ?? 0,
    };
  });
}

type Settling = {
  readonly problem: ProviderProblem;
  readonly book: RouteBook;
  readonly lunch: LunchCheck;
  readonly starts: Int16Array;
};

function settleRoute({ problem, book, lunch, starts }: Settling, route: number): void {
  const length = book.lengths[route] ?? 0;
  const units = [...book.units.subarray(route * book.capacity, route * book.capacity + length)];
  const { lunchBreakMinutes, lunchWindow } = problem.input.limits;
  const gap = lunch.gapOf(route);
  const way = (place: number) => (place === 0 ? 0 : book.wayBetween(units[place - 1] ?? 0, units[place] ?? 0));
  const due = latestStarts(problem, book, units, gap);
  let free = -EVER_AFTER;
  for (const [place, unit] of units.entries()) {
    let earliest = free + way(place);
    if (gap?.place === place) {
      const before = gap.wayFirst ? earliest : free;
      earliest = Math.max(before, lunchWindow.startMinute) + lunchBreakMinutes + (gap.wayFirst ? 0 : way(place));
    }
    earliest = Math.max(earliest, book.from[unit] ?? 0);
    const wished = problem.elders[problem.units[unit]?.elder ?? 0]?.source.previous?.startMinute ?? null;
    const start = startWithin(earliest, due[place] ?? earliest, wished);
    starts[unit] = start;
    free = start + (book.duration[unit] ?? 0);
  }
}

/** Latest starts that leave room for what follows, the break included. */
function latestStarts(
  problem: ProviderProblem,
  book: RouteBook,
  units: readonly number[],
  gap: ReturnType<LunchCheck["gapOf"]>,
): number[] {
  const { lunchBreakMinutes, lunchWindow } = problem.input.limits;
  const latest: number[] = [];
  let due = EVER_AFTER;
  for (let place = units.length; place >= 0; place -= 1) {
    const unit = units[place];
    const previous = units[place - 1];
    if (unit !== undefined) {
      due = Math.min(due - (book.duration[unit] ?? 0), book.to[unit] ?? 0);
      latest[place] = due;
    }
    const way = unit === undefined || previous === undefined ? 0 : book.wayBetween(previous, unit);
    if (gap?.place !== place) due -= way;
    else if (gap.wayFirst) due = Math.min(due, lunchWindow.endMinute) - lunchBreakMinutes - way;
    else due = Math.min(due - way, lunchWindow.endMinute) - lunchBreakMinutes;
  }
  return latest;
}

function startWithin(earliest: number, latest: number, wished: number | null): number {
  if (wished !== null) return Math.min(Math.max(wished, earliest), latest);
  const grid = Math.ceil(earliest / START_GRID_MINUTES) * START_GRID_MINUTES;
  return grid <= latest ? grid : earliest;
}
