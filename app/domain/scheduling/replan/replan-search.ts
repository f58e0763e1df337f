/** What levels 2 and 3 share: which visits may be moved to make room, how far, and the best of the ways that were tried. */
import type { Random } from "../../seeded-random.ts";
import type { ReplanBudgets } from "./disruption.ts";
import type { PlaceFinder } from "./find-place.ts";
import type { Score } from "./replan-draft.ts";
import { isBetter } from "./replan-draft.ts";
import type { Slot, VisitCase } from "./replan-problem.ts";

export type ReplanSearch = {
  readonly finder: PlaceFinder;
  readonly budgets: ReplanBudgets;
  readonly random: Random;
  /** Elders whom the event touches: they are told of a change anyway. */
  readonly hitElders: ReadonlySet<number>;
  /** Of the others so many elders may be told, and no more. */
  readonly othersMax: number;
};

/** A visit that neither began nor is agreed may make room. */
export function mayMakeRoom(visit: VisitCase): boolean {
  return !visit.keepsTime && visit.source.pin === null;
}

/** Visits that may make room on a worker's day, in the order of the day. */
export function movableOn({ finder }: ReplanSearch, worker: number, day: number): VisitCase[] {
  const { draft } = finder;
  const found: VisitCase[] = [];
  for (const { visit } of draft.routes.on(worker, day))
    if (visit >= 0 && mayMakeRoom(draft.visitAt(visit))) found.push(draft.visitAt(visit));
  return found;
}

type Placed = readonly { readonly visit: VisitCase; readonly slot: Slot | null }[];

/** Keeps the best of several ways to go on from here, each of them tried and taken back. */
export class BestOfTries {
  readonly #search: ReplanSearch;
  #best: { readonly score: Score; readonly placed: Placed } | null = null;

  constructor(search: ReplanSearch) {
    this.#search = search;
  }

  /** Tries a way and takes it back; `attempt` says whether it arrived. */
  consider(attempt: () => boolean): void {
    const { draft } = this.#search.finder;
    const mark = draft.mark();
    if (attempt() && draft.othersChanged(this.#search.hitElders) <= this.#search.othersMax) {
      const score = draft.score();
      if (this.#best === null || isBetter(score, this.#best.score)) this.#best = { score, placed: draft.since(mark) };
    }
    draft.backTo(mark);
  }

  /** Goes the best way; false when none arrived. */
  take(): boolean {
    if (this.#best === null) return false;
    const { draft } = this.#search.finder;
    // All leave their places before the first takes one: two visits never stand in one place between two steps.
    for (const { visit } of this.#best.placed) draft.place(visit, null);
    for (const { visit, slot } of this.#best.placed) draft.place(visit, slot);
    return true;
  }
}
