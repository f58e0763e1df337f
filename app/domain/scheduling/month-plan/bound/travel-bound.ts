/**
 * How good a provider's weekly templates could be at best: the linear program over all days that every worker could have (set
 * covering), solved by column generation. Its value is a lower bound of every plan's cost in the search's own measure: way of four
 * dates, changes for the elder, exceptions, elders without a place.
 */
import type { ProviderProblem } from "../provider-problem.ts";
import type { ElderPlacing } from "../search/elder-placing.ts";
import { UNPLACED_COST } from "../template-cost.ts";
import { NOWHERE, RouteBook } from "../search/route-book.ts";
import type { SeriesOptions } from "../search/series-options.ts";
import { columnsOf } from "./placed-columns.ts";
import { RoutePricing, type DayColumn } from "./route-pricing.ts";

/** A linear program, to be minimised; see the solver's gateway for the signs of the duals. */
export type LinearProgram = {
  readonly columns: readonly {
    readonly cost: number;
    readonly upper?: number;
    readonly entries: readonly (readonly [row: number, coefficient: number])[];
  }[];
  readonly rows: readonly { readonly lower: number; readonly upper: number }[];
};

/** The port to a solver: objective and dual values of the rows. */
export type SolveLinear = (
  program: LinearProgram,
) => Promise<{ readonly objective: number; readonly rowDuals: ArrayLike<number> }>;

export type TravelBound = {
  /** No plan costs less, in minutes of way a month. */
  readonly lower: number;
  /** The linear program was solved to its end, so that `lower` is its value; otherwise it is a weaker, still valid bound. */
  readonly isExact: boolean;
  readonly rounds: number;
  readonly columns: number;
};

export type BoundEffort = {
  readonly rounds: number;
  /** Rounds that look for the very best days; one is enough for a bound, more make it tight. */
  readonly carefulRounds: number;
  readonly columnsPerDay: number;
};

/** Near the end careful rounds follow each other; farther away a hasty one costs less. */
const CLOSE_SHARE = 0.99;

export const FULL_EFFORT: BoundEffort = { rounds: 200, carefulRounds: 200, columnsPerDay: 30 };

/** @param placing a plan to begin with; the bound does not depend on it, the time does */
export async function boundTravel(
  placing: ElderPlacing,
  solve: SolveLinear,
  effort: BoundEffort = FULL_EFFORT,
): Promise<TravelBound> {
  const { problem, options } = placing;
  const pricings = pricingsOf(problem, options, new RouteBook(problem, options));
  const master = new Master(problem, options, pricings);
  for (const column of columnsOf(placing)) master.add(column);
  let lower = -Infinity;
  let isCareful = false;
  let careful = 0;
  for (let round = 1; round <= effort.rounds; round += 1) {
    const { objective, rowDuals } = await solve(master.program());
    let [missing, added] = [0, 0];
    for (const pricing of pricings) {
      const rent = rowDuals[master.rowOfRoute(pricing.route)] ?? 0;
      const found = pricing.price(rowDuals, rent, { most: effort.columnsPerDay, isCareful });
      missing += found[0]?.reducedCost ?? 0;
      added += found.length;
      for (const column of found) master.add(column);
    }
    // Whatever the columns are worth, each day can add its best reduced cost once (Lagrangian bound).
    if (isCareful) {
      careful += 1;
      lower = Math.max(lower, objective + missing);
    }
    if (added === 0 && isCareful) return { lower: objective, isExact: true, rounds: round, columns: master.size };
    if (careful >= effort.carefulRounds) return { lower, isExact: false, rounds: round, columns: master.size };
    isCareful = added === 0 || (isCareful && objective + missing > objective * CLOSE_SHARE);
  }
  return { lower, isExact: false, rounds: effort.rounds, columns: master.size };
}

function pricingsOf(problem: ProviderProblem, options: SeriesOptions, book: RouteBook): RoutePricing[] {
  return Array.from(book.lengths, (_, route) => new RoutePricing(problem, options, book, route)).filter(
    ({ isEmpty }) => !isEmpty,
  );
}

/** Rows: each unit is covered (twice where two workers come), each worker's day is used once at most. */
class Master {
  readonly #rows: { readonly lower: number; readonly upper: number }[];
  readonly #columns: LinearProgram["columns"][number][];
  readonly #rowOfRoute: ReadonlyMap<number, number>;
  readonly #unit: Int16Array;

  constructor(problem: ProviderProblem, options: SeriesOptions, pricings: readonly RoutePricing[]) {
    this.#unit = options.unit;
    const visitors = problem.units.map(({ basket }) => basket.workersNeeded);
    this.#rows = [
      ...visitors.map((lower) => ({ lower, upper: Infinity })),
      ...pricings.map(() => ({ lower: -Infinity, upper: 1 })),
    ];
    this.#rowOfRoute = new Map(pricings.map(({ route }, index) => [route, problem.units.length + index]));
    const shares = new Map(problem.elders.flatMap(({ units }) => units.map(({ index }) => [index, units.length])));
    this.#columns = visitors.map((covered, unit) => ({
      cost: UNPLACED_COST / (shares.get(unit) ?? 1),
      entries: [[unit, covered]],
    }));
  }

  get size(): number {
    return this.#columns.length;
  }

  rowOfRoute(route: number): number {
    return this.#rowOfRoute.get(route) ?? NOWHERE;
  }

  add({ route, options, cost }: Pick<DayColumn, "route" | "options" | "cost">): void {
    const covered = new Map<number, number>();
    for (const option of options) {
      const unit = this.#unit[option] ?? 0;
      covered.set(unit, (covered.get(unit) ?? 0) + 1);
    }
    this.#columns.push({ cost, entries: [...covered, [this.rowOfRoute(route), 1]] });
  }

  program(): LinearProgram {
    return { columns: this.#columns, rows: this.#rows };
  }
}
