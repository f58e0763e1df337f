/**
 * An elder who joins in the middle of a month: one weekday, hour and team for as many of the remaining dates of the rule as can be, as if
 * planned from the start; what is left looks for a place around its date like any displaced visit.
 */
import type { PlaceFinder } from "./find-place.ts";
import type { Slot, VisitCase } from "./replan-problem.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
/** First to fourth of the month; the fifth weekday stays free as a make-up day. */
const LAST_RULE_DAY = 28;

type Template = { readonly days: readonly number[]; readonly slots: readonly Slot[]; readonly cost: number };

/** Places what it can and gives the visits that still wait, each with the day around which it looks. */
export function settleElder(finder: PlaceFinder, visits: readonly VisitCase[]): VisitCase[] {
  const [first] = visits;
  if (!first) return [];
  const best = bestTemplate(finder, first, visits.length);
  const slots = best?.slots ?? [];
  for (const [place, slot] of slots.entries()) {
    const visit = visits[place];
    if (visit) finder.draft.place(visit, slot);
  }
  const missing = (best?.days ?? []).filter((day) => !slots.some((slot) => slot.day === day));
  const wishedTeam = slots[0]?.team ?? [];
  return visits.slice(slots.length).map((visit, place) => {
    const aroundDay = missing[place] ?? finder.draft.problem.lastOfMonth;
    return { ...visit, aroundDay, wishedTeam };
  });
}

/** The most dates first, then the least way; on a tie the earlier weekday. */
function bestTemplate(finder: PlaceFinder, visit: VisitCase, wanted: number): Template | null {
  let best: Template | null = null;
  for (const weekday of WEEKDAYS) {
    const days = ruleDays(finder, visit, weekday).slice(0, wanted);
    for (const team of finder.teams.of(visit)) {
      const found = template(finder, visit, { days, team });
      const more = found.slots.length - (best?.slots.length ?? 0);
      if (more > 0 || (more === 0 && found.slots.length > 0 && found.cost < (best?.cost ?? Infinity))) best = found;
    }
  }
  return best;
}

/** Days of the rule on a weekday that are not over yet. */
function ruleDays({ draft }: PlaceFinder, visit: VisitCase, weekday: number): number[] {
  const { problem } = draft;
  const days: number[] = [];
  for (let day = problem.firstOfMonth; day < problem.firstOfMonth + LAST_RULE_DAY; day += 1)
    if (problem.weekdayOf(day) === weekday && problem.dateOf(day) >= problem.input.earliest.date) days.push(day);
  return days.filter((day) => problem.openness(visit.elder, day) > 0);
}

type Choice = {
  readonly days: readonly number[];
  readonly team: ReturnType<PlaceFinder["teams"]["of"]>[number];
};

/** What one team could do at the hour that its first free date gives. */
function template(finder: PlaceFinder, visit: VisitCase, { days, team }: Choice): Template {
  const slots: Slot[] = [];
  let [cost, start] = [0, null as number | null];
  for (const day of days) {
    if (!finder.draft.keepsGap(visit, day)) continue;
    const slot = finder.withTeam(visit, day, team, atStart(finder.startRanges(visit, day), start));
    if (!slot) continue;
    start = slot.start;
    slots.push({ day, start: slot.start, team: slot.team });
    cost += slot.cost;
  }
  return { days, slots, cost };
}

/** The ranges, or only that start of them which the earlier dates have. */
function atStart(ranges: ReturnType<PlaceFinder["startRanges"]>, start: number | null): typeof ranges {
  if (start === null) return ranges;
  return ranges.some(({ from, to }) => from <= start && start <= to) ? [{ from: start, to: start }] : [];
}
