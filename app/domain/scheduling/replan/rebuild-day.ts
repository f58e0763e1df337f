/**
 * Level 3: some of the provider's visits of one day are taken out and put in again together with the one that waits, at the cost of each
 * change. What leaves a visit without a place is taken back; of the rest the way that tells the fewest people is gone.
 */
import type { VisitCase } from "./replan-problem.ts";
import type { ReplanSearch } from "./replan-search.ts";
import { BestOfTries, movableOn } from "./replan-search.ts";

/** Days on which a rebuilding is tried: the visit's own and the nearest make-up day. */
const DAYS_TRIED = 2;

/** True when the visit, which waited, has a place now. */
export function placeByRebuilding(search: ReplanSearch, visit: VisitCase): boolean {
  const { finder, budgets } = search;
  for (const day of finder.daysFor(visit).slice(0, DAYS_TRIED)) {
    const workers = workersOn(search, visit, day);
    if (workers.length === 0) continue;
    const best = new BestOfTries(search);
    for (let round = 0; round < budgets.rebuildRounds; round += 1)
      best.consider(() => rebuild(search, { visit, day, workers }));
    if (best.take()) return true;
  }
  return false;
}

type Rebuilding = { readonly visit: VisitCase; readonly day: number; readonly workers: readonly number[] };

/** Those who could come on the day; their routes are where room would help. */
function workersOn({ finder }: ReplanSearch, visit: VisitCase, day: number): number[] {
  const found = new Set<number>();
  for (const { workers, heldThrough } of finder.teams.of(visit))
    if (day <= heldThrough)
      for (const worker of workers) if (finder.draft.problem.shiftOn(worker, day).length > 0) found.add(worker);
  return [...found];
}

function rebuild(search: ReplanSearch, { visit, day, workers }: Rebuilding): boolean {
  const { finder, random } = search;
  const out = takeOut(search, { visit, day, workers });
  if (out.length === 0) return false;
  for (const other of out) finder.draft.place(other, null);
  const rest = random.shuffle(out);
  if (random.next() < 0.5) rest.sort((left, right) => finder.teams.of(left).length - finder.teams.of(right).length);
  for (const one of [visit, ...rest]) if (!putIn(search, one, day)) return false;
  return true;
}

/** The route of one who could come, then visits of the others, up to a drawn number. */
function takeOut(search: ReplanSearch, { visit, day, workers }: Rebuilding): VisitCase[] {
  const { random, budgets } = search;
  const most = 2 + random.below(budgets.rebuildVisits - 1);
  const out = new Set<VisitCase>();
  for (const worker of random.shuffle(workers))
    for (const other of random.shuffle(movableOn(search, worker, day)))
      if (out.size < most && other.elder !== visit.elder) out.add(other);
  return [...out];
}

function putIn({ finder, random, budgets }: ReplanSearch, visit: VisitCase, day: number): boolean {
  const isOwnDay = day === visit.aroundDay;
  const { problem } = finder.draft;
  if (problem.openness(visit.elder, day) < (isOwnDay ? 1 : 2) || !finder.draft.keepsGap(visit, day)) return false;
  const slot = finder.bestOf(visit, day, finder.startRanges(visit, day), () => random.next() < budgets.blinkShare);
  if (slot) finder.draft.place(visit, slot);
  return slot !== null;
}
