/**
 * Ruin and recreate in the manner of SISR (Christiaens and Vanden Berghe 2020): a few related elders lose their places and get the
 * cheapest ones anew, with a little blindness; worse plans are accepted less and less (simulated annealing).
 */
import type { Random } from "../../../seeded-random.ts";
import type { ElderCase, ProviderProblem } from "../provider-problem.ts";
import { UNPLACED_COST } from "../template-cost.ts";
import { byTightness } from "./construct.ts";
import type { Blink, ElderPlacing } from "./elder-placing.ts";
import type { BookSnapshot } from "./route-book.ts";
import { DAYS, NOWHERE } from "./route-book.ts";

const NEIGHBOURS = 40;
const REMOVED_LEAST = 3;
const REMOVED_MOST = 16;
const DAYS_REMOVED_MOST = 14;
const NEAR_DAYS = 15;
/** Share of the turns that take strings of visits; the others take whole days. */
const STRING_SHARE = 0.8;
const STRING_MOST = 4;
/** Share of the options that are overlooked, so that the same places are not found again and again. */
const BLINK_SHARE = 0.1;
/** Minutes of way a month by which a plan may be worse, at the beginning and at the end of the search. */
const [FIRST_TEMPERATURE, LAST_TEMPERATURE] = [30, 0.5];

export class Improvement {
  iterations = 0;
  readonly #placing: ElderPlacing;
  readonly #random: Random;
  readonly #elders: readonly ElderCase[];
  readonly #neighbours: readonly Int16Array[];
  readonly #rank: Int32Array;
  readonly #blink: Blink;
  readonly #ruined = { elders: [] as ElderCase[], marks: new Set<number>() };
  /** Unit, option, first and last start of everybody who loses the place in this turn. */
  readonly #kept = { values: [] as number[], count: 0 };
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
    this.#blink = blinksOf(random);
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
    return this.#placing.cost + this.#unplaced * UNPLACED_COST;
  }

  #turn(temperature: number): void {
    const { book } = this.#placing;
    book.begin();
    const extra = this.#placing.extra;
    const unplaced = this.#unplaced;
    this.#ruin();
    const { elders } = this.#ruined;
    this.#rememberPlaces(elders);
    for (const elder of elders) this.#take(elder);
    this.#order(elders);
    for (const elder of elders) if (this.#placing.place(elder, this.#blink)) this.#unplaced -= 1;
    const cost = this.#cost();
    if (cost <= this.#current - temperature * Math.log(this.#random.next() + Number.MIN_VALUE)) {
      this.#current = cost;
      if (cost < this.#best.cost) this.#keepBest(cost);
      return;
    }
    for (let at = 0; at < this.#kept.count; at += 4) {
      const unit = this.#kept.values[at] ?? 0;
      book.chosen[unit] = this.#kept.values[at + 1] ?? NOWHERE;
      book.from[unit] = this.#kept.values[at + 2] ?? 0;
      book.to[unit] = this.#kept.values[at + 3] ?? 0;
    }
    book.rollback();
    this.#placing.extra = extra;
    this.#unplaced = unplaced;
  }

  #rememberPlaces(elders: readonly ElderCase[]): void {
    const { chosen, from, to } = this.#placing.book;
    let at = 0;
    for (const { units } of elders)
      for (const { index } of units) {
        this.#kept.values[at++] = index;
        this.#kept.values[at++] = chosen[index] ?? NOWHERE;
        this.#kept.values[at++] = from[index] ?? 0;
        this.#kept.values[at++] = to[index] ?? 0;
      }
    this.#kept.count = at;
  }

  #keepBest(cost: number): void {
    this.#placing.book.save(this.#best.plan);
    this.#best.cost = cost;
    this.#best.extra = this.#placing.extra;
  }

  /** Chooses who loses the place: strings of visits around a random elder, or whole days; and somebody without a place. */
  #ruin(): void {
    const ruined = this.#ruined;
    ruined.elders.length = 0;
    ruined.marks.clear();
    const centre = this.#random.pick(this.#elders);
    const near = this.#neighbours[elderIndex(centre)] ?? [];
    if (this.#random.next() < STRING_SHARE) this.#markStrings(centre, near);
    else {
      this.#markDay(centre);
      const other = near[this.#random.below(Math.min(NEAR_DAYS, near.length))];
      const neighbour = other === undefined ? undefined : this.#placing.problem.elders[other];
      if (neighbour) this.#markDay(neighbour);
    }
    this.#mark(centre);
    if (this.#unplaced > 0) this.#markHomeless();
  }

  /** Strings of consecutive visits from the days of the nearest elders, one string a day. */
  #markStrings(centre: ElderCase, near: ArrayLike<number> & Iterable<number>): void {
    const most = REMOVED_LEAST + this.#random.below(REMOVED_MOST - REMOVED_LEAST + 1);
    const days = new Set<number>();
    this.#markString(centre, days);
    for (const index of near) {
      if (this.#ruined.elders.length >= most) return;
      const elder = this.#placing.problem.elders[index];
      if (elder) this.#markString(elder, days);
    }
  }

  #markString(elder: ElderCase, days: Set<number>): void {
    const { book } = this.#placing;
    const route = this.#routeOf(elder);
    if (route === NOWHERE || days.has(route)) return;
    days.add(route);
    const length = book.lengths[route] ?? 0;
    const count = 1 + this.#random.below(Math.min(STRING_MOST, length));
    let at = 0;
    while (at < length && book.units[route * book.capacity + at] !== elder.units[0]?.index) at += 1;
    const first = Math.max(0, Math.min(length - count, at - this.#random.below(count)));
    for (let place = first; place < first + count; place += 1) this.#markAt(route, place);
  }

  /** Everybody whom the elder's worker visits on the elder's weekday. */
  #markDay(elder: ElderCase): void {
    const route = this.#routeOf(elder);
    if (route === NOWHERE) return;
    const length = this.#placing.book.lengths[route] ?? 0;
    for (let place = 0; place < length && this.#ruined.elders.length < DAYS_REMOVED_MOST; place += 1)
      this.#markAt(route, place);
  }

  #routeOf(elder: ElderCase): number {
    const { book, options } = this.#placing;
    const option = book.chosen[elder.units[0]?.index ?? 0] ?? NOWHERE;
    return option === NOWHERE ? NOWHERE : (options.worker[option] ?? 0) * DAYS + (options.weekday[option] ?? 0);
  }

  #markAt(route: number, place: number): void {
    const { book, problem } = this.#placing;
    const unit = problem.units[book.units[route * book.capacity + place] ?? 0];
    const elder = unit && problem.elders[unit.elder];
    if (elder) this.#mark(elder);
  }

  #mark(elder: ElderCase): void {
    const index = elderIndex(elder);
    if (elder.units.length === 0 || this.#ruined.marks.has(index)) return;
    this.#ruined.marks.add(index);
    this.#ruined.elders.push(elder);
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

/** Overlooks one option in so many; how many lie between two of them is drawn at once, which is quicker than asking each. */
function blinksOf(random: Random): Blink {
  const gap = () => Math.floor(Math.log(1 - random.next()) / Math.log(1 - BLINK_SHARE));
  let left = gap();
  return () => {
    if (left > 0) {
      left -= 1;
      return false;
    }
    left = gap();
    return true;
  };
}
