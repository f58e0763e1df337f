/**
 * Finds the weekly templates of one provider. First cheapest insertion, the elders with the fewest possibilities first and the last
 * ones by regret; then ruin and recreate in the manner of SISR (Christiaens and Vanden Berghe 2020), bounded by a number of
 * evaluations and never by a clock, so that the same seed gives the same plan on any machine.
 */
import type { Random } from "../../seeded-random.ts";
import type { ElderCase, ProviderProblem } from "./provider-problem.ts";
import type { ElderChoice, SearchEffort } from "./template-choice.ts";
import { choicesByWeekday, freshEffort, placeElder } from "./template-choice.ts";
import { UNPLACED_COST } from "./template-cost.ts";
import type { Placement } from "./template-state.ts";
import { TemplateState } from "./template-state.ts";

/** Share of the elders that is inserted by regret: the others have been chosen for tightness already. */
const REGRET_SHARE = 0.2;
const REGRET_MOST = 24;
const NEIGHBOURS = 20;
const REMOVED_LEAST = 3;
const REMOVED_MOST = 10;
const BLINK_SHARE = 0.02;
/** Worsening accepted at the start of the improvement, in minutes a month; it falls to nothing. */
const FIRST_THRESHOLD = 120;

/** Searches until the evaluations are spent. The state holds the best templates found. */
export function searchTemplates(
  problem: ProviderProblem,
  random: Random,
  evaluations: number,
): { state: TemplateState; evaluations: number } {
  const state = new TemplateState(problem);
  const effort = freshEffort();
  construct(state, effort);
  new Improvement(state, random, effort).run(evaluations);
  return { state, evaluations: effort.evaluations };
}

/** Elders to be placed, the tightest first: few teams, few weekdays, short windows. */
function byTightness(problem: ProviderProblem): ElderCase[] {
  const room = (elder: ElderCase) =>
    elder.units.reduce((least, unit) => {
      const widths = unit.weekdays.map(({ starts }) => starts.reduce((sum, { from, to }) => sum + to - from + 15, 0));
      return Math.min(least, unit.teams.length * widths.reduce((sum, width) => sum + width, 0));
    }, Infinity);
  return problem.elders
    .filter((elder) => elder.units.length > 0)
    .map((elder) => ({ elder, room: room(elder) }))
    .sort((left, right) => left.room - right.room || (left.elder.source.key < right.elder.source.key ? -1 : 1))
    .map(({ elder }) => elder);
}

function construct(state: TemplateState, effort: SearchEffort): void {
  const order = byTightness(state.problem);
  const tail = Math.min(REGRET_MOST, Math.floor(order.length * REGRET_SHARE));
  for (const elder of order.slice(0, order.length - tail)) {
    const choice = cheapest(choicesByWeekday(state, elder, effort));
    if (choice) placeElder(state, elder, choice);
  }
  insertByRegret(state, order.slice(order.length - tail), effort);
}

function cheapest(choices: readonly ElderChoice[]): ElderChoice | null {
  return choices.reduce<ElderChoice | null>(
    (best, choice) => (best === null || choice.cost < best.cost ? choice : best),
    null,
  );
}

/** Next comes the elder who loses most if the best weekday is taken by another. */
function insertByRegret(state: TemplateState, elders: readonly ElderCase[], effort: SearchEffort): void {
  const waiting = [...elders];
  while (waiting.length > 0) {
    let next: { elder: ElderCase; choice: ElderChoice | null; regret: number } | null = null;
    for (const elder of waiting) {
      const [first, second] = choicesByWeekday(state, elder, effort).sort((left, right) => left.cost - right.cost);
      const regret = first === undefined ? -1 : (second?.cost ?? UNPLACED_COST) - first.cost;
      if (next === null || regret > next.regret) next = { elder, choice: first ?? null, regret };
    }
    if (next === null) return;
    if (next.choice) placeElder(state, next.elder, next.choice);
    waiting.splice(waiting.indexOf(next.elder), 1);
  }
}

class Improvement {
  readonly #state: TemplateState;
  readonly #random: Random;
  readonly #effort: SearchEffort;
  readonly #elders: readonly ElderCase[];
  readonly #neighbours: readonly (readonly ElderCase[])[];
  #settling = 0;
  #unplaced = 0;

  constructor(state: TemplateState, random: Random, effort: SearchEffort) {
    this.#state = state;
    this.#random = random;
    this.#effort = effort;
    effort.blink = () => random.next() < BLINK_SHARE;
    const { elders } = state.problem;
    this.#elders = elders.filter((elder) => elder.units.length > 0);
    this.#neighbours = elders.map((_, index) => neighboursOf(state.problem, index));
    for (const elder of this.#elders) this.#count(elder, 1);
  }

  run(evaluations: number): void {
    if (this.#elders.length < 2) return;
    const begun = this.#effort.evaluations;
    let current = this.#cost();
    let best = { cost: current, placements: [...this.#state.placements] };
    while (this.#effort.evaluations < evaluations) {
      const before = this.#effort.evaluations;
      const progress = (before - begun) / Math.max(1, evaluations - begun);
      const removed = this.#ruin();
      const kept = removed.map((elder) => elder.units.map((unit) => this.#state.placements[unit.index] ?? null));
      for (const elder of removed) this.#take(elder);
      for (const elder of this.#order(removed)) this.#insert(elder);
      const cost = this.#cost();
      if (cost <= current + FIRST_THRESHOLD * (1 - progress) * this.#random.next()) current = cost;
      else this.#putBack(removed, kept);
      if (cost < best.cost) best = { cost, placements: [...this.#state.placements] };
      // Elders without any team cost nothing to try: without this the budget would never be spent.
      if (this.#effort.evaluations === before) this.#effort.evaluations += 1;
    }
    this.#restore(best.placements);
  }

  /** Visits of a template recur in each of the four weeks. */
  #cost(): number {
    return this.#state.travelTotal * 4 + this.#settling + this.#unplaced * UNPLACED_COST;
  }

  /** A few elders near a random one, or all of one worker's weekday; and one who has no place, if there is any. */
  #ruin(): ElderCase[] {
    const centre = this.#random.pick(this.#elders);
    const removed = new Set([centre]);
    const count = REMOVED_LEAST + this.#random.below(REMOVED_MOST - REMOVED_LEAST + 1);
    const placement = this.#placementOf(centre);
    if (placement !== null && this.#random.next() < 0.4) {
      const worker = centre.units[0]?.teams[placement.team]?.workers[0] ?? 0;
      for (const unit of this.#state.route(worker, placement.weekday)) this.#addByUnit(removed, unit);
    }
    for (const neighbour of this.#neighbours[centre.units[0]?.elder ?? 0] ?? []) {
      if (removed.size >= count) break;
      if (this.#random.next() < 0.6) removed.add(neighbour);
    }
    if (this.#unplaced > 0) {
      const homeless = this.#elders.filter((elder) => this.#placementOf(elder) === null);
      if (homeless.length > 0) removed.add(this.#random.pick(homeless));
    }
    return [...removed];
  }

  #addByUnit(removed: Set<ElderCase>, unit: number): void {
    const elder = this.#state.problem.elders[this.#state.problem.units[unit]?.elder ?? -1];
    if (elder) removed.add(elder);
  }

  /** Random order, or those without a place and the tightest first. */
  #order(removed: readonly ElderCase[]): ElderCase[] {
    if (this.#random.next() < 0.5) return this.#random.shuffle(removed);
    const teams = (elder: ElderCase) => Math.min(...elder.units.map((unit) => unit.teams.length));
    return [...removed].sort((left, right) => teams(left) - teams(right) || keyOrder(left, right));
  }

  #insert(elder: ElderCase): void {
    const choice = cheapest(choicesByWeekday(this.#state, elder, this.#effort));
    if (choice) placeElder(this.#state, elder, choice);
    this.#count(elder, 1);
  }

  #take(elder: ElderCase): void {
    this.#count(elder, -1);
    for (const unit of elder.units) this.#state.remove(unit);
  }

  #putBack(removed: readonly ElderCase[], kept: readonly (readonly (Placement | null)[])[]): void {
    for (const elder of removed) this.#take(elder);
    for (const [index, elder] of removed.entries()) {
      for (const [place, unit] of elder.units.entries()) {
        const placement = kept[index]?.[place];
        if (placement) this.#state.place(unit, placement);
      }
      this.#count(elder, 1);
    }
  }

  #restore(placements: readonly (Placement | null)[]): void {
    for (const elder of this.#elders) this.#take(elder);
    for (const elder of this.#elders) {
      for (const unit of elder.units) {
        const placement = placements[unit.index];
        if (placement) this.#state.place(unit, placement);
      }
      this.#count(elder, 1);
    }
  }

  /** Adds or takes away an elder's share of the cost beside the way. */
  #count(elder: ElderCase, sign: 1 | -1): void {
    for (const unit of elder.units) {
      const placement = this.#state.placements[unit.index];
      if (placement) this.#settling += sign * this.#state.settlingCost(unit, placement);
      else this.#unplaced += sign;
    }
  }

  #placementOf(elder: ElderCase): Placement | null {
    return this.#state.placements[elder.units[0]?.index ?? -1] ?? null;
  }
}

function keyOrder(left: ElderCase, right: ElderCase): number {
  return left.source.key < right.source.key ? -1 : 1;
}

function neighboursOf(problem: ProviderProblem, index: number): ElderCase[] {
  const count = problem.elders.length;
  const way = (other: number) => problem.travel[index * count + other] ?? 0;
  return problem.elders
    .map((elder, other) => ({ elder, other }))
    .filter(({ elder, other }) => other !== index && elder.units.length > 0)
    .sort((left, right) => way(left.other) - way(right.other) || left.other - right.other)
    .slice(0, NEIGHBOURS)
    .map(({ elder }) => elder);
}
