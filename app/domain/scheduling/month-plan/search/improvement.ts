/**
 * Ruin and recreate in the manner of SISR (Christiaens and Vanden Berghe 2020): a few related elders lose their places and get the
 * cheapest ones anew, with a little blindness; worse plans are accepted less and less (simulated annealing).
 */
import type { Random } from "../../../seeded-random.ts";
import type { ElderCase, ProviderProblem } from "../provider-problem.ts";
import { byTightness } from "./construct.ts";
import type { ElderPlacing } from "./elder-placing.ts";
import type { BookSnapshot } from "./route-book.ts";
import { DAYS, NOWHERE } from "./route-book.ts";

const NEIGHBOURS = 40;
const REMOVED_LEAST = 3;
const REMOVED_MOST = 12;
const TEMPLATES_REMOVED_MOST = 14;
const NEAR_WORKERS = 15;
const NEIGHBOUR_SHARE = 0.6;
const STRING_SHARE = 0.6;
const BLINK_SHARE = 0.02;
/** Minutes of way a month by which a plan may be worse, at the beginning and at the end of the search. */
const [FIRST_TEMPERATURE, LAST_TEMPERATURE] = [30, 0.5];
/** An elder without a place, while searching: dear enough to be found a place, cheap enough to make room on the way. */
const UNPLACED_WHILE_SEARCHING = 2000;

export class Improvement {
  iterations = 0;
  readonly #placing: ElderPlacing;
  readonly #random: Random;
  readonly #elders: readonly ElderCase[];
  readonly #neighbours: readonly Int16Array[];
  readonly #rank: Int32Array;
  readonly #blink: () => boolean;
  readonly #ruined = { elders: [] as ElderCase[], marks: new Set<number>() };
  #unplaced: number;
  #current: number;
  readonly #best: { cost: number; extra: number; readonly plan: BookSnapshot };

  constructor(problem: ProviderProblem, placing: ElderPlacing, random: Random) {
    this.#placing = placing;
    this.#random = random;
    const order = byTightness(problem);
    this.#elders = problem.elders.filter((elder) => elder.units.length > 0);
    this.#rank = new Int32Array(problem.elders.length);
    for (const [rank, elder] of order.entries()) this.#rank[elderIndex(elder)] = rank;
    this.#neighbours = neighbourLists(problem);
    this.#blink = () => random.next() < BLINK_SHARE;
    this.#unplaced = this.#elders.filter((elder) => !placing.isPlaced(elder)).length;
    this.#current = this.#cost();
    this.#best = { cost: this.#current, extra: placing.extra, plan: placing.book.save() };
  }

  /** Cost of the best plan so far, in minutes of way a month. */
  get bestCost(): number {
    return this.#best.cost;
  }

  /** Works for some iterations. @param spent share of the whole budget that is used, from 0 to 1 */
  run(iterations: number, spent: number): void {
    if (this.#elders.length < 2) return;
    const temperature = FIRST_TEMPERATURE * (LAST_TEMPERATURE / FIRST_TEMPERATURE) ** spent;
    for (let turn = 0; turn < iterations; turn += 1) this.#turn(temperature);
    this.iterations += iterations;
  }

  #cost(): number {
    return this.#placing.cost + this.#unplaced * UNPLACED_WHILE_SEARCHING;
  }

  #turn(temperature: number): void {
    const { book } = this.#placing;
    book.begin();
    const extra = this.#placing.extra;
    const unplaced = this.#unplaced;
    this.#ruin();
    const { elders } = this.#ruined;
    const kept = elders.flatMap(({ units }) =>
      units.map(({ index }) => [index, book.chosen[index] ?? NOWHERE, book.from[index] ?? 0, book.to[index] ?? 0]),
    );
    for (const elder of elders) this.#take(elder);
    this.#order(elders);
    for (const elder of elders) if (this.#placing.place(elder, this.#blink)) this.#unplaced -= 1;
    const cost = this.#cost();
    if (cost <= this.#current - temperature * Math.log(this.#random.next() + Number.MIN_VALUE)) {
      this.#current = cost;
      if (cost < this.#best.cost) this.#keepBest(cost);
      return;
    }
    for (const [index = 0, option = NOWHERE, from = 0, to = 0] of kept) {
      book.chosen[index] = option;
      book.from[index] = from;
      book.to[index] = to;
    }
    book.rollback();
    this.#placing.extra = extra;
    this.#unplaced = unplaced;
  }

  #keepBest(cost: number): void {
    this.#placing.book.save(this.#best.plan);
    this.#best.cost = cost;
    this.#best.extra = this.#placing.extra;
  }

  /** Chooses who loses the place: neighbours of a random elder, or whole days of two workers; and somebody without a place. */
  #ruin(): void {
    const ruined = this.#ruined;
    ruined.elders.length = 0;
    ruined.marks.clear();
    const centre = this.#random.pick(this.#elders);
    this.#mark(centre);
    const near = this.#neighbours[elderIndex(centre)] ?? [];
    if (this.#random.next() < STRING_SHARE) {
      const most = REMOVED_LEAST + this.#random.below(REMOVED_MOST - REMOVED_LEAST + 1);
      for (const neighbour of near) {
        if (ruined.elders.length >= most) break;
        if (this.#random.next() < NEIGHBOUR_SHARE) this.#markIndex(neighbour);
      }
    } else {
      this.#markDay(centre);
      const other = near[this.#random.below(Math.min(NEAR_WORKERS, near.length))];
      const neighbour = other === undefined ? undefined : this.#placing.problem.elders[other];
      if (neighbour) this.#markDay(neighbour);
    }
    if (this.#unplaced > 0) this.#markHomeless();
  }

  #mark(elder: ElderCase): void {
    const index = elderIndex(elder);
    if (elder.units.length === 0 || this.#ruined.marks.has(index)) return;
    this.#ruined.marks.add(index);
    this.#ruined.elders.push(elder);
  }

  #markIndex(index: number): void {
    const elder = this.#placing.problem.elders[index];
    if (elder) this.#mark(elder);
  }

  /** Everybody whom the elder's worker visits on the elder's weekday. */
  #markDay(elder: ElderCase): void {
    const { book, options } = this.#placing;
    const option = book.chosen[elder.units[0]?.index ?? 0] ?? NOWHERE;
    if (option === NOWHERE) return;
    const route = (options.worker[option] ?? 0) * DAYS + (options.weekday[option] ?? 0);
    for (let place = 0; place < (book.lengths[route] ?? 0); place += 1) {
      if (this.#ruined.elders.length >= TEMPLATES_REMOVED_MOST) return;
      const unit = this.#placing.problem.units[book.units[route * book.capacity + place] ?? 0];
      if (unit) this.#markIndex(unit.elder);
    }
  }

  #markHomeless(): void {
    const homeless = this.#elders.filter((elder) => !this.#placing.isPlaced(elder));
    if (homeless.length > 0) this.#mark(this.#random.pick(homeless));
  }

  #take(elder: ElderCase): void {
    if (!this.#placing.isPlaced(elder)) return;
    this.#placing.remove(elder);
    this.#unplaced += 1;
  }

  /** Random order, or the tightest first. */
  #order(elders: ElderCase[]): void {
    if (this.#random.next() < 0.5) {
      for (let last = elders.length - 1; last > 0; last -= 1) {
        const other = this.#random.below(last + 1);
        const [one, two] = [elders[last], elders[other]];
        if (one && two) [elders[last], elders[other]] = [two, one];
      }
    } else elders.sort((left, right) => this.#rankOf(left) - this.#rankOf(right));
  }

  #rankOf(elder: ElderCase): number {
    return this.#rank[elderIndex(elder)] ?? 0;
  }

  /** Puts the best plan back into the book. */
  restoreBest(): void {
    this.#placing.book.restore(this.#best.plan);
    this.#placing.extra = this.#best.extra;
  }
}

function elderIndex(elder: ElderCase): number {
  return elder.units[0]?.elder ?? 0;
}

/** The nearest other elders of each elder, by way. */
function neighbourLists(problem: ProviderProblem): Int16Array[] {
  const count = problem.elders.length;
  const planned = problem.elders.flatMap((elder, index) => (elder.units.length > 0 ? [index] : []));
  return problem.elders.map((_, index) => {
    const way = (other: number) => problem.travel[index * count + other] ?? 0;
    const others = planned.filter((other) => other !== index);
    return Int16Array.from(others.sort((left, right) => way(left) - way(right) || left - right).slice(0, NEIGHBOURS));
  });
}
