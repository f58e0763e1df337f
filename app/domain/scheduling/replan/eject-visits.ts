/**
 * Level 2: another visit of the provider makes room and is placed again, itself once more by making another move where the depth allows.
 * First visits that stay on their day, then those that go to a make-up day, then two in a row; each within a third of the budget.
 */
import type { VisitCase } from "./replan-problem.ts";
import type { ReplanSearch } from "./replan-search.ts";
import { BestOfTries, movableOn } from "./replan-search.ts";

/** How a visit that made room is placed again. */
type Resettling = "same_day" | "make_up_day" | "by_another";

/** True when the visit, which waited, has a place now. */
export function placeByEjection(search: ReplanSearch, visit: VisitCase): boolean {
  const { finder, budgets } = search;
  const ways: Resettling[] = ["same_day", "make_up_day", ...(budgets.ejectionDepth > 1 ? ["by_another" as const] : [])];
  const days = finder.daysFor(visit);
  for (const resettling of ways) {
    const until = finder.asked + budgets.ejectionTries / ways.length;
    for (const day of days) {
      const best = new BestOfTries(search);
      tryDay(search, { visit, day, resettling, until }, best);
      if (best.take()) return true;
      if (finder.asked >= until) break;
    }
  }
  return false;
}

type Wanted = {
  readonly visit: VisitCase;
  readonly day: number;
  readonly resettling: Resettling;
  /** Count of places asked for at which the search stops. */
  readonly until: number;
};

function tryDay(search: ReplanSearch, wanted: Wanted, best: BestOfTries): void {
  for (const makes of roomMakers(search, wanted)) {
    if (search.finder.asked >= wanted.until) return;
    best.consider(() => swapIn(search, wanted, makes) && resettle(search, makes, wanted));
  }
}

type RoomMaker = { readonly visit: VisitCase; readonly team: number };

/** Each visit on the day of someone who could come, with the team for which it makes room. */
function* roomMakers({ finder, ...search }: ReplanSearch, { visit, day }: Wanted): Generator<RoomMaker> {
  const teams = finder.teams.of(visit);
  for (const [team, { workers, heldThrough }] of teams.entries()) {
    if (day > heldThrough) continue;
    const isHere = workers.every((worker) => finder.draft.problem.shiftOn(worker, day).length > 0);
    if (!isHere) continue;
    for (const worker of workers)
      for (const other of movableOn({ finder, ...search }, worker, day))
        if (other.elder !== visit.elder) yield { visit: other, team };
  }
}

/** Takes a visit out and puts the wanted one into the room; false when that is not room enough. */
function swapIn({ finder }: ReplanSearch, { visit, day }: Wanted, makes: RoomMaker): boolean {
  const team = finder.teams.of(visit)[makes.team];
  if (!team) return false;
  finder.draft.place(makes.visit, null);
  const slot = finder.withTeam(visit, day, team, finder.startRanges(visit, day));
  if (!slot) return false;
  finder.draft.place(visit, slot);
  return true;
}

function resettle(search: ReplanSearch, { visit }: RoomMaker, { resettling, day, until }: Wanted): boolean {
  const { finder } = search;
  if (resettling === "by_another") return resettleByAnother(search, visit, { day, until });
  const slot = finder.onFirstOf(
    visit,
    resettling === "make_up_day" ? finder.makeUpDays(visit) : onDay(search, visit, day),
  );
  if (slot) finder.draft.place(visit, slot);
  return slot !== null;
}

/** The day itself, unless the elder's other visits or the calendar are against it by now. */
function onDay({ finder: { draft } }: ReplanSearch, visit: VisitCase, day: number): number[] {
  return draft.problem.openness(visit.elder, day) > 0 && draft.keepsGap(visit, day) ? [day] : [];
}

/** The first way that arrives: of chains there are too many to compare. */
function resettleByAnother(
  search: ReplanSearch,
  visit: VisitCase,
  { day, until }: { readonly day: number; readonly until: number },
): boolean {
  const { finder } = search;
  const wanted: Wanted = { visit, day, resettling: "same_day", until };
  for (const makes of roomMakers(search, wanted)) {
    if (finder.asked >= until) return false;
    const mark = finder.draft.mark();
    if (swapIn(search, wanted, makes) && resettle(search, makes, wanted)) return true;
    finder.draft.backTo(mark);
  }
  return false;
}
