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

/** Which weekday (Monday 0) a unit may have; without it every weekday. */
export type AllowedWeekday = (unit: number, weekday: number) => boolean;

export function compileOptions(problem: ProviderProblem, allowed: AllowedWeekday = () => true): SeriesOptions {
  const list = new OptionList();
  const bounds = new Int32Array(problem.units.length * WEEKDAYS.length + 1);
  for (const unit of problem.units) {
    const settling = settlingTable(problem, unit);
    for (let weekday = 0; weekday < WEEKDAYS.length; weekday += 1) {
      if (allowed(unit.index, weekday))
        for (let team = 0; team < unit.teams.length; team += 1) {
          const cost = settling[team * WEEKDAYS.length + weekday] ?? NEVER;
          if (cost !== NEVER) addOptions(list, problem, unit, { team, weekday, cost });
        }
      bounds[unit.index * WEEKDAYS.length + weekday + 1] = list.unit.length;
    }
  }
  return { bounds, ...list.compiled() };
}

/** Options gathered column by column: an object for each would take longer to make than all searching for a first plan. */
class OptionList {
  readonly unit: number[] = [];
  readonly #team: number[] = [];
  readonly #weekday: number[] = [];
  readonly #worker: number[] = [];
  readonly #partner: number[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #extra: number[] = [];

  add(unit: SeriesUnit, { team, weekday }: Choice, range: StartRange, extra: number): void {
    const workers = unit.teams[team]?.workers;
    this.unit.push(unit.index);
    this.#team.push(team);
    this.#weekday.push(weekday);
    this.#worker.push(workers?.[0] ?? NOBODY);
    this.#partner.push(workers?.[1] ?? NOBODY);
    this.#from.push(range.from);
    this.#to.push(range.to);
    this.#extra.push(extra);
  }

  compiled(): Omit<SeriesOptions, "bounds"> {
    return {
      unit: new Int16Array(this.unit),
      team: new Int16Array(this.#team),
      weekday: new Uint8Array(this.#weekday),
      worker: new Int16Array(this.#worker),
      partner: new Int16Array(this.#partner),
      from: new Int16Array(this.#from),
      to: new Int16Array(this.#to),
      extra: new Int32Array(this.#extra),
    };
  }
}

/** A team by its place among the unit's teams, a weekday (Monday 0), and what the two cost beside the way. */
type Choice = { readonly team: number; readonly weekday: number; readonly cost: number };

function addOptions(list: OptionList, problem: ProviderProblem, unit: SeriesUnit, choice: Choice): void {
  const { weekday, cost } = choice;
  const elder = problem.elders[unit.elder];
  const visits = unit.weekdays[weekday]?.ordinals.length ?? 0;
  const team = unit.teams[choice.team];
  if (!elder || !team || visits === 0) return;
  const { previous } = elder.source;
  const otherTime = previous === null ? 0 : otherTimeCost(elder, visits, NEVER);
  for (const range of rangesOf(problem, unit, team, weekday)) {
    if (previous === null) {
      list.add(unit, choice, range, cost);
      continue;
    }
    const from = Math.max(range.from, previous.startMinute - TIME_SHIFT_NOTICED_MINUTES);
    const to = Math.min(range.to, previous.startMinute + TIME_SHIFT_NOTICED_MINUTES);
    if (from <= to) list.add(unit, choice, { from, to }, cost);
    if (from !== range.from || to !== range.to) list.add(unit, choice, range, cost + otherTime);
  }
}

/** Starts at which the elder can be visited and every member of the team is at work for the whole visit. */
function rangesOf(problem: ProviderProblem, unit: SeriesUnit, team: Team, weekday: number): readonly StartRange[] {
  let ranges: readonly StartRange[] = unit.weekdays[weekday]?.starts ?? [];
  for (const worker of team.workers) {
    const inside: StartRange[] = [];
    for (const range of ranges)
      for (const shift of problem.shifts[worker]?.[weekday] ?? []) {
        const from = Math.max(range.from, shift.startMinute);
        const to = Math.min(range.to, shift.endMinute - unit.basket.durationMinutes);
        if (from <= to) inside.push({ from, to });
      }
    ranges = inside;
  }
  return ranges;
}
