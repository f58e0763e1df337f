/** The cheapest way to place an elder in the present state of the week: all parts of the basket on one weekday. */
import type { CostParts } from "../plan-cost.ts";
import type { ElderCase, ProviderProblem, SeriesUnit } from "../provider-problem.ts";
import { exceptionCost, UNPLACED_COST } from "../template-cost.ts";
import { Insertion, NO_ROOM } from "./insertion.ts";
import { DATES_OF_TEMPLATE, DAYS, NOWHERE, RouteBook } from "./route-book.ts";
import { compileOptions, type AllowedWeekday, type SeriesOptions } from "./series-options.ts";

export type Blink = () => boolean;

export const NEVER_BLINKS: Blink = () => false;

export class ElderPlacing {
  readonly problem: ProviderProblem;
  readonly book: RouteBook;
  readonly options: SeriesOptions;
  readonly insertion: Insertion;
  /** Cost beside the way of everything placed. */
  extra = 0;
  /** Second-best weekday of the last question, for regret. */
  secondCost = NO_ROOM;

  constructor(problem: ProviderProblem, allowed?: AllowedWeekday) {
    this.problem = problem;
    this.options = compileOptions(problem, allowed);
    this.book = new RouteBook(problem, this.options);
    this.insertion = new Insertion(this.book, this.options, problem);
  }

  /** Cost of everything placed, in minutes of way a month. */
  get cost(): number {
    return this.book.way * DATES_OF_TEMPLATE + this.extra;
  }

  /** Cost with everybody who has no place: what the search makes small. */
  get wholeCost(): number {
    return this.cost + this.#unplacedCost();
  }

  /** The whole cost by what it is made of. */
  get costParts(): CostParts {
    const exceptions = this.problem.units.reduce((sum, unit) => sum + this.#exceptionCost(unit), 0);
    return {
      way: this.book.way * DATES_OF_TEMPLATE,
      changes: this.extra - exceptions,
      exceptions,
      unplaced: this.#unplacedCost(),
    };
  }

  isPlaced(elder: ElderCase): boolean {
    return (this.book.chosen[elder.units[0]?.index ?? 0] ?? NOWHERE) !== NOWHERE;
  }

  /** The best weekday of an elder, or -1; leaves its cost and that of the next weekday behind. */
  bestWeekday(elder: ElderCase, blink: Blink): { readonly weekday: number; readonly cost: number } {
    let [weekday, cost] = [NOWHERE, NO_ROOM];
    this.secondCost = NO_ROOM;
    for (let day = 0; day < DAYS; day += 1) {
      const found = this.#costOn(elder, day, blink);
      if (found < cost) [weekday, cost, this.secondCost] = [day, found, cost];
      else if (found < this.secondCost) this.secondCost = found;
    }
    return { weekday, cost };
  }

  /** Places an elder in the cheapest way. Returns false, and changes nothing, when no option has room. */
  place(elder: ElderCase, blink: Blink): boolean {
    const [unit] = elder.units;
    if (unit && elder.units.length === 1) {
      const { first, last } = this.#rangeOf(unit.index, 0, DAYS);
      const option = this.#cheapest(first, last, blink);
      return option !== NOWHERE && this.#placeOption(option);
    }
    const { weekday } = this.bestWeekday(elder, blink);
    return weekday !== NOWHERE && this.#placeOn(elder, weekday);
  }

  /** Places an elder by the first options that have room, one weekday for all parts. Returns false when there are none. */
  placeFirst(elder: ElderCase): boolean {
    for (let weekday = 0; weekday < DAYS; weekday += 1) {
      const placed = elder.units.every(({ index }) => {
        const { first, last } = this.#rangeOf(index, weekday, weekday + 1);
        for (let option = first; option < last; option += 1) if (this.#placeOption(option)) return true;
        return false;
      });
      if (placed) return true;
      this.remove(elder);
    }
    return false;
  }

  remove(elder: ElderCase): void {
    for (const { index } of elder.units) {
      const option = this.book.chosen[index] ?? NOWHERE;
      if (option === NOWHERE) continue;
      this.extra -= this.options.extra[option] ?? 0;
      this.book.remove(index);
    }
  }

  #unplacedCost(): number {
    const homeless = this.problem.elders.filter((elder) => elder.units.length > 0 && !this.isPlaced(elder)).length;
    return homeless * UNPLACED_COST;
  }

  #exceptionCost(unit: SeriesUnit): number {
    const option = this.book.chosen[unit.index] ?? NOWHERE;
    const team = unit.teams[this.options.team[option] ?? 0];
    return option === NOWHERE || !team ? 0 : exceptionCost(unit, team, this.options.weekday[option] ?? 0);
  }

  #costOn(elder: ElderCase, weekday: number, blink: Blink): number {
    const [unit] = elder.units;
    if (!unit) return NO_ROOM;
    const { first, last } = this.#rangeOf(unit.index, weekday, weekday + 1);
    const option = this.#cheapest(first, last, blink);
    if (option === NOWHERE) return NO_ROOM;
    if (elder.units.length === 1) return this.insertion.costOf(option, NO_ROOM);
    const before = this.cost;
    const placed = this.#placeOn(elder, weekday);
    const cost = this.cost - before;
    if (placed) this.remove(elder);
    return placed ? cost : NO_ROOM;
  }

  /** The second part must see the first, which may stand in the same worker's day. */
  #placeOn(elder: ElderCase, weekday: number): boolean {
    for (const { index } of elder.units) {
      const { first, last } = this.#rangeOf(index, weekday, weekday + 1);
      const option = this.#cheapest(first, last, NEVER_BLINKS);
      if (option !== NOWHERE && this.#placeOption(option)) continue;
      this.remove(elder);
      return false;
    }
    return true;
  }

  #placeOption(option: number): boolean {
    if (!this.insertion.place(option)) return false;
    this.extra += this.options.extra[option] ?? 0;
    return true;
  }

  #rangeOf(unit: number, fromDay: number, toDay: number): { readonly first: number; readonly last: number } {
    const { bounds } = this.options;
    return { first: bounds[unit * DAYS + fromDay] ?? 0, last: bounds[unit * DAYS + toDay] ?? 0 };
  }

  #cheapest(first: number, last: number, blink: Blink): number {
    let [best, cost] = [NOWHERE, NO_ROOM];
    for (let option = first; option < last; option += 1) {
      if (blink()) continue;
      const found = this.insertion.costOf(option, cost);
      if (found < cost) [best, cost] = [option, found];
    }
    return best;
  }
}
