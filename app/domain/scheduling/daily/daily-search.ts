/**
 * Plans one day by simulated annealing over its orders. The threshold of a proposal is drawn before it is timed, so that timing stops
 * as soon as the cost must exceed it. The budget is a number of evaluations: with it alone, the same seed gives the same plan on any
 * machine. A clock may end the search earlier, and then sets the pace of cooling too.
 */
import type { DailyModel } from "./daily-model.ts";
import { dailyModel, TICKS_PER_MINUTE } from "./daily-model.ts";
import { DailyMoves } from "./daily-moves.ts";
import type { MoveShares } from "./daily-moves.ts";
import { firstState, followClock } from "./daily-order.ts";
import type { DailyPlan, DailyPrice } from "./daily-plan.ts";
import { planOf, priceOf } from "./daily-plan.ts";
import type { DailyProblem } from "./daily-problem.ts";
import type { DailySnapshot, DailyState } from "./daily-state.ts";
import { emptySnapshot } from "./daily-state.ts";
import { SearchRandom } from "./search-random.ts";

/** Temperatures in minutes of cost; each round after the first begins again from the best plan, at `again` times the first. */
export type Cooling = {
  readonly first: number;
  readonly last: number;
  readonly rounds: number;
  readonly again: number;
};

export type DailyProgress = {
  /** Share of the budget, from 0 to 1. */
  readonly share: number;
  readonly evaluations: number;
  readonly bestCost: number;
};

export type DailySearchOptions = {
  readonly seed: number;
  /** Candidate plans to weigh; those found too dear before they were timed count too. */
  readonly evaluations: number;
  /** Share of some other budget that is spent, such as time; asked every 256 evaluations. The search ends at 1. */
  readonly shareSpent?: () => number;
  /** Asked as often: true ends the search with the best plan so far. */
  readonly shouldStop?: () => boolean;
  /** Told about every hundredth of the budget. */
  readonly onProgress?: (progress: DailyProgress) => void;
  readonly cooling?: Cooling;
  readonly shares?: MoveShares;
};

export type DailyResult = DailyPrice & {
  readonly plan: DailyPlan;
  readonly evaluations: number;
  readonly accepted: number;
};

const COOLING: Cooling = { first: 30, last: 0.3, rounds: 1, again: 0.3 };
const PACE = 256;
const KEY_PACE = 4096;
/** After so many proposals that came to nothing, one is counted as an evaluation, so that every search ends. */
const IDLE_PACE = 64;
const LEAST_GAIN = 1e-6;
const PROGRESS_STEPS = 100;

/** Throws RangeError if the problem has a fault, or the budget is not a positive number. */
export function planDay(problem: DailyProblem, options: DailySearchOptions): DailyResult {
  if (!(options.evaluations > 0)) throw new RangeError("daily search: the budget of evaluations is not positive");
  const search = new DailySearch(dailyModel(problem), options);
  if (problem.patients.length > 0) search.run();
  const plan = planOf(search.state);
  return { plan, ...priceOf(problem, plan), evaluations: search.evaluations, accepted: search.accepted };
}

class DailySearch {
  readonly state: DailyState;
  evaluations = 0;
  accepted = 0;
  readonly #options: DailySearchOptions;
  readonly #cooling: Cooling;
  readonly #random: SearchRandom;
  readonly #moves: DailyMoves;
  readonly #best: DailySnapshot;
  #bestCost = Infinity;
  #temperature = 0;
  #round = 0;
  #told = 0;

  constructor(model: DailyModel, options: DailySearchOptions) {
    this.#options = options;
    this.#cooling = options.cooling ?? COOLING;
    this.#random = new SearchRandom(options.seed);
    this.state = firstState(model);
    this.#moves = new DailyMoves(this.state, this.#random, options.shares);
    this.#best = emptySnapshot(model);
    this.#saveBest();
  }

  /** Leaves the best plan in the state. */
  run(): void {
    let keysAt = KEY_PACE;
    while (this.#goOn()) {
      const end = Math.min(this.#options.evaluations, this.evaluations + PACE);
      this.#anneal(end);
      if (this.evaluations < keysAt) continue;
      keysAt = this.evaluations + KEY_PACE;
      followClock(this.state);
    }
    this.state.restore(this.#best);
  }

  /** Sets the temperature by the share that is spent; false at the end. */
  #goOn(): boolean {
    const { evaluations, shareSpent, shouldStop, onProgress } = this.#options;
    const share = Math.max(this.evaluations / evaluations, shareSpent?.() ?? 0);
    if (!(share < 1) || shouldStop?.() === true) return false;
    const { first, last, rounds, again } = this.#cooling;
    const round = Math.floor(share * rounds);
    if (round > this.#round) this.state.restore(this.#best);
    this.#round = round;
    const top = round === 0 ? first : first * again;
    this.#temperature = TICKS_PER_MINUTE * top * Math.pow(last / top, share * rounds - round);
    const hundredth = Math.floor(share * PROGRESS_STEPS);
    if (hundredth > this.#told)
      onProgress?.({ share, evaluations: this.evaluations, bestCost: this.#bestCost / TICKS_PER_MINUTE });
    this.#told = hundredth;
    return true;
  }

  #anneal(end: number): void {
    const { state } = this;
    const random = this.#random;
    let idle = 0;
    while (this.evaluations < end) {
      const limit = state.cost - this.#temperature * Math.log(1 - random.next());
      if (!this.#moves.propose()) {
        idle += 1;
        if (idle % IDLE_PACE === 0) this.evaluations += 1;
        continue;
      }
      this.evaluations += 1;
      if (!state.decode(limit)) {
        state.undo();
        continue;
      }
      state.keep();
      this.accepted += 1;
      if (state.cost < this.#bestCost - LEAST_GAIN) this.#saveBest();
    }
  }

  #saveBest(): void {
    this.#bestCost = this.state.cost;
    this.state.saveTo(this.#best);
  }
}
