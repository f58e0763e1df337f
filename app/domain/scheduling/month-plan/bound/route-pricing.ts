/**
 * The most valuable days that one care worker could have on one weekday, given what each series is worth: elementary paths with time
 * windows by labels (label setting with dominance). Windows, way, working minutes of the day, number of visits and the lunch break are
 * kept; the limit of the week and the common start of two workers are not, so that a bound built on this is never too high.
 */
import type { ProviderProblem } from "../provider-problem.ts";
import type { RouteBook } from "../search/route-book.ts";
import { DATES_OF_TEMPLATE, DAYS, NOWHERE } from "../search/route-book.ts";
import type { SeriesOptions } from "../search/series-options.ts";

/** A day: who is visited in which order, and what it costs in minutes of way a month. */
export type DayColumn = {
  readonly route: number;
  readonly options: readonly number[];
  readonly cost: number;
  readonly reducedCost: number;
};

/** Series that a label can tell apart; further ones may recur on a path, which lowers the bound and never raises it. */
const TOLD_APART = 60;
const HALF_WORD = 30;
const EVER_BEFORE = -10_000;
/** Reduced costs above this are rounding. */
const EPSILON = 1e-6;

type Node = {
  readonly option: number;
  readonly unit: number;
  readonly place: number;
  readonly from: number;
  readonly to: number;
  readonly duration: number;
  readonly extra: number;
};

export type PricingEffort = { readonly most: number; readonly isCareful: boolean };

type Bare = Omit<Label, "low" | "high" | "isBeaten">;

type Label = {
  readonly node: number;
  readonly parent: Label | null;
  /** End of the last visit. */
  readonly free: number;
  readonly minutes: number;
  readonly cost: number;
  /** Series that can no longer follow, as two words of bits. */
  low: number;
  high: number;
  readonly hadLunch: boolean;
  readonly visits: number;
  /** Another label at the same home is as good in everything. */
  isBeaten: boolean;
};

export class RoutePricing {
  readonly route: number;
  readonly #problem: ProviderProblem;
  readonly #book: RouteBook;
  readonly #nodes: readonly Node[];
  readonly #worker: number;
  readonly #value: Float64Array;
  /** Way between the homes of two nodes, and the end of a visit after which the other can no longer follow. */
  readonly #ways: Int16Array;
  readonly #tooLate: Int16Array;
  readonly #bitLow: Int32Array;
  readonly #bitHigh: Int32Array;
  readonly #all: { readonly low: number; readonly high: number };
  #dominates = dominates;

  /** @param book for ways and durations only; nothing is placed in it */
  constructor(problem: ProviderProblem, options: SeriesOptions, book: RouteBook, route: number) {
    this.route = route;
    this.#problem = problem;
    this.#book = book;
    this.#worker = Math.floor(route / DAYS);
    this.#nodes = nodesOf(options, book, route);
    this.#value = new Float64Array(this.#nodes.length);
    const count = this.#nodes.length;
    this.#ways = new Int16Array(count * count);
    this.#tooLate = new Int16Array(count * count);
    for (const [at, from] of this.#nodes.entries())
      for (const [index, node] of this.#nodes.entries()) {
        const way = book.wayBetween(from.unit, node.unit);
        this.#ways[at * count + index] = way;
        this.#tooLate[at * count + index] = node.unit === from.unit ? EVER_BEFORE : node.to - way;
      }
    this.#bitLow = Int32Array.from(this.#nodes, ({ place }) => (place < HALF_WORD ? 1 << place : 0));
    this.#bitHigh = Int32Array.from(this.#nodes, ({ place }) =>
      place >= HALF_WORD && place < TOLD_APART ? 1 << (place - HALF_WORD) : 0,
    );
    const places = Math.max(0, ...this.#nodes.map(({ place }) => place + 1));
    this.#all = { low: bits(Math.min(places, HALF_WORD)), high: bits(Math.min(places, TOLD_APART) - HALF_WORD) };
  }

  get isEmpty(): boolean {
    return this.#nodes.length === 0;
  }

  /**
   * Days with a negative reduced cost, the best first, at most so many. A hasty search may miss them all; a careful one finds the best.
   * @param worth dual value of each unit
   * @param rent dual value of the worker's day, at most 0
   */
  price(worth: ArrayLike<number>, rent: number, { most, isCareful }: PricingEffort): DayColumn[] {
    this.#dominates = isCareful ? dominates : looksBetter;
    for (const [index, { unit, extra }] of this.#nodes.entries()) this.#value[index] = (worth[unit] ?? 0) - extra;
    const found: { readonly label: Label; readonly reducedCost: number }[] = [];
    const kept: Label[][] = this.#nodes.map(() => []);
    let wave = this.#firstLabels(kept);
    while (wave.length > 0) {
      const next: Label[] = [];
      for (const label of wave) {
        if (label.isBeaten) continue;
        const reducedCost = this.#finish(label) - rent;
        if (reducedCost < -EPSILON) found.push({ label, reducedCost });
        if (label.visits < this.#book.capacity) this.#extend(label, kept, next);
      }
      wave = next;
    }
    found.sort((left, right) => left.reducedCost - right.reducedCost);
    return found.slice(0, most).map(({ label, reducedCost }) => this.#columnOf(label, reducedCost));
  }

  #firstLabels(kept: Label[][]): Label[] {
    const labels: Label[] = [];
    const { lunchBreakMinutes, lunchWindow } = this.#problem.input.limits;
    const afterLunch = lunchWindow.startMinute + lunchBreakMinutes;
    for (const [index, node] of this.#nodes.entries()) {
      const cost = this.#commute(node) - (this.#value[index] ?? 0);
      const visit = { node: index, parent: null, minutes: node.duration, cost, visits: 1 };
      this.#offer({ ...visit, free: node.from + node.duration, hadLunch: node.from >= afterLunch }, kept, labels);
      if (node.from < afterLunch && afterLunch <= node.to)
        this.#offer({ ...visit, free: afterLunch + node.duration, hadLunch: true }, kept, labels);
    }
    return labels;
  }

  #extend(label: Label, kept: Label[][], next: Label[]): void {
    const row = label.node * this.#nodes.length;
    const spare = this.#problem.input.limits.workerDayMinutesMax - label.minutes;
    for (let index = 0; index < this.#nodes.length; index += 1) {
      const node = this.#nodes[index];
      if (!node || label.free > (this.#tooLate[row + index] ?? 0)) continue;
      if ((label.low & (this.#bitLow[index] ?? 0)) !== 0 || (label.high & (this.#bitHigh[index] ?? 0)) !== 0) continue;
      const way = this.#ways[row + index] ?? 0;
      if (way + node.duration > spare) continue;
      const visit = {
        node: index,
        parent: label,
        minutes: label.minutes + way + node.duration,
        cost: label.cost + way * DATES_OF_TEMPLATE - (this.#value[index] ?? 0),
        visits: label.visits + 1,
      };
      const free = Math.max(label.free + way, node.from) + node.duration;
      this.#offer({ ...visit, free, hadLunch: label.hadLunch }, kept, next);
      if (label.hadLunch) continue;
      const late = Math.max(this.#afterLunch(label.free, way), node.from);
      if (late <= node.to) this.#offer({ ...visit, free: late + node.duration, hadLunch: true }, kept, next);
    }
  }

  /** Earliest arrival with the break taken before or after the way; far away where the window has no room. */
  #afterLunch(free: number, way: number): number {
    const { lunchBreakMinutes, lunchWindow } = this.#problem.input.limits;
    const first = Math.max(free, lunchWindow.startMinute) + lunchBreakMinutes;
    const second = Math.max(free + way, lunchWindow.startMinute) + lunchBreakMinutes;
    return Math.min(
      first <= lunchWindow.endMinute ? first + way : Infinity,
      second <= lunchWindow.endMinute ? second : Infinity,
    );
  }

  /** Cost of going home now; infinite where no lunch break is left. */
  #finish(label: Label): number {
    const { lunchBreakMinutes, lunchWindow } = this.#problem.input.limits;
    const lunchLater = Math.max(label.free, lunchWindow.startMinute) + lunchBreakMinutes <= lunchWindow.endMinute;
    const node = this.#nodes[label.node];
    return node && (label.hadLunch || lunchLater) ? label.cost + this.#commute(node) : Infinity;
  }

  #commute({ unit }: Node): number {
    return this.#book.wayFromBase(this.#worker, unit) * DATES_OF_TEMPLATE;
  }

  /** Keeps a label unless another one at the same home is as good in everything. */
  #offer(bare: Bare, kept: Label[][], into: Label[]): void {
    const rivals = kept[bare.node];
    if (!rivals) return;
    const { parent } = bare;
    const label: Label = {
      node: bare.node,
      parent,
      free: bare.free,
      minutes: bare.minutes,
      cost: bare.cost,
      low: (parent?.low ?? 0) | (this.#bitLow[bare.node] ?? 0),
      high: (parent?.high ?? 0) | (this.#bitHigh[bare.node] ?? 0),
      hadLunch: bare.hadLunch,
      visits: bare.visits,
      isBeaten: false,
    };
    // Before what is out of reach is known the label looks better than it is: who beats it now beats it then.
    for (const rival of rivals) if (this.#dominates(rival, label)) return;
    this.#closeReach(label);
    for (const rival of rivals) if (this.#dominates(rival, label)) return;
    let count = 0;
    for (const rival of rivals) {
      if (this.#dominates(label, rival)) rival.isBeaten = true;
      else rivals[count++] = rival;
    }
    rivals.length = count;
    rivals.push(label);
    into.push(label);
  }

  /** Marks what cannot follow: visited series, and those whose last start has passed. */
  #closeReach(label: Label): void {
    const count = this.#nodes.length;
    const row = label.node * count;
    let [openLow, openHigh] = [0, 0];
    for (let index = 0; index < count; index += 1)
      if (label.free <= (this.#tooLate[row + index] ?? 0)) {
        openLow |= this.#bitLow[index] ?? 0;
        openHigh |= this.#bitHigh[index] ?? 0;
      }
    label.low |= this.#all.low & ~openLow;
    label.high |= this.#all.high & ~openHigh;
  }

  #columnOf(last: Label, reducedCost: number): DayColumn {
    const path: Node[] = [];
    for (let label: Label | null = last; label !== null; label = label.parent) {
      const node = this.#nodes[label.node];
      if (node) path.unshift(node);
    }
    let cost = path.reduce((sum, { extra }) => sum + extra, 0);
    for (const [place, node] of path.entries()) {
      const before = path[place - 1];
      if (before) cost += this.#book.wayBetween(before.unit, node.unit) * DATES_OF_TEMPLATE;
    }
    const [first, end] = [path[0], path.at(-1)];
    if (first && end) cost += this.#commute(first) + this.#commute(end);
    return { route: this.route, options: path.map(({ option }) => option), cost, reducedCost };
  }
}

function bits(count: number): number {
  return count <= 0 ? 0 : 2 ** count - 1;
}

function dominates(one: Label, other: Label): boolean {
  return (
    one.cost <= other.cost &&
    one.free <= other.free &&
    one.minutes <= other.minutes &&
    one.visits <= other.visits &&
    (one.hadLunch || !other.hadLunch) &&
    (one.low & ~other.low) === 0 &&
    (one.high & ~other.high) === 0
  );
}

/** Forgets who was visited: quick, and mostly right. */
function looksBetter(one: Label, other: Label): boolean {
  return one.cost <= other.cost && one.free <= other.free && (one.hadLunch || !other.hadLunch);
}

/** Every option of the worker on the weekday; a visit by two costs each of them half beside the way. */
function nodesOf(options: SeriesOptions, book: RouteBook, route: number): Node[] {
  const [worker, weekday] = [Math.floor(route / DAYS), route % DAYS];
  const nodes: Node[] = [];
  const places = new Map<number, number>();
  for (let option = 0; option < options.unit.length; option += 1) {
    if (options.weekday[option] !== weekday) continue;
    const partner = options.partner[option] ?? NOWHERE;
    if (options.worker[option] !== worker && partner !== worker) continue;
    const unit = options.unit[option] ?? 0;
    const place = places.get(unit) ?? places.size;
    places.set(unit, place);
    nodes.push({
      ...{ option, unit, place, duration: book.duration[unit] ?? 0 },
      ...{ from: options.from[option] ?? EVER_BEFORE, to: options.to[option] ?? EVER_BEFORE },
      extra: (options.extra[option] ?? 0) / (partner === NOWHERE ? 1 : 2),
    });
  }
  return nodes;
}
