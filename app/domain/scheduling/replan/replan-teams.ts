/** Who can make a visit: one worker, or two who come together, of those whom the elder takes. */
import type { BasketPart } from "../../matching/basket-parts.ts";
import { holdsBasket, wishAgainst } from "../../matching/worker-fit.ts";
import type { ReplanProblem, VisitCase } from "./replan-problem.ts";

export type ReplanTeam = {
  readonly workers: readonly number[];
  /** Last day on which they hold the basket: certificates end and never begin. */
  readonly heldThrough: number;
  /** Visits of the last 90 days with the elder, of the member who has most. */
  readonly familiar: number;
};

type Holders = readonly Omit<ReplanTeam, "familiar">[];

export class ReplanTeams {
  readonly #problem: ReplanProblem;
  readonly #holders = new Map<string, Holders>();
  readonly #ofVisit: (readonly ReplanTeam[] | undefined)[] = [];

  constructor(problem: ReplanProblem) {
    this.#problem = problem;
  }

  /** In the order of the workers' keys; presence on a day is not asked. */
  of(visit: VisitCase): readonly ReplanTeam[] {
    return (this.#ofVisit[visit.index] ??= this.#find(visit));
  }

  /** Does anybody hold the basket, whomever the elder wants? */
  someHold(basket: BasketPart): boolean {
    return this.#holdersOf(basket).length > 0;
  }

  #find(visit: VisitCase): ReplanTeam[] {
    const { elders, workers } = this.#problem.input;
    const elder = elders[visit.elder];
    if (!elder) return [];
    const visits = new Map(elder.familiar.map((one) => [one.workerId, one.visits]));
    const found: ReplanTeam[] = [];
    for (const { workers: members, heldThrough } of this.#holdersOf(visit.source.basket)) {
      const people = members.flatMap((member) => workers[member] ?? []);
      if (people.some((worker) => wishAgainst(elder, worker) !== null)) continue;
      const familiar = Math.max(...people.map(({ id }) => visits.get(id) ?? 0));
      found.push({ workers: members, heldThrough, familiar });
    }
    return found;
  }

  #holdersOf(basket: BasketPart): Holders {
    const groups = basket.qualificationGroups.map((group) => group.join("/")).join("+");
    const name = `${String(basket.workersNeeded)}:${groups}`;
    const known = this.#holders.get(name);
    if (known) return known;
    const all = this.#problem.input.workers.map((_, index) => index);
    const groupsOfWorkers =
      basket.workersNeeded === 1
        ? all.map((worker) => [worker])
        : all.flatMap((first) => all.slice(first + 1).map((second) => [first, second]));
    const found = groupsOfWorkers.flatMap((workers) => {
      const heldThrough = this.#heldThrough(workers, basket);
      return heldThrough < this.#problem.firstOfMonth ? [] : [{ workers, heldThrough }];
    });
    this.#holders.set(name, found);
    return found;
  }

  #heldThrough(indexes: readonly number[], basket: BasketPart): number {
    const workers = indexes.flatMap((index) => this.#problem.input.workers[index] ?? []);
    let day = this.#problem.lastOfMonth;
    while (day >= this.#problem.firstOfMonth && !holdsBasket(workers, basket, this.#problem.dateOf(day))) day -= 1;
    return day;
  }
}
