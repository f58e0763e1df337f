/**
 * Everything against the new times of several visits of one elder at once, before anyone confirms (visit rules 2.3): each is judged as
 * if all the others stood where they are to stand.
 */
import type { LocalTime } from "../time/instant.ts";
import type { BookedVisit } from "../scheduling/month-plan/plan-input.ts";
import type { BasketPart } from "./basket-parts.ts";
import type { ProposedVisit, VisitConflict, VisitSurroundings } from "./visit-conflicts.ts";
import { conflictsOf, workerDaysOf } from "./visit-conflicts.ts";

export type ProposedOccurrence = ProposedVisit & { readonly basket: BasketPart };

export type OccurrenceConflict =
  | VisitConflict
  /** The time has passed. */
  | { readonly code: "in_past"; readonly workerId: null };

/**
 * @param around what stands around all of them; none of them is among its visits
 * @returns the conflicts of each proposal, in the order given; an empty list where there are none
 */
export function conflictsOfAll(
  proposals: readonly ProposedOccurrence[],
  around: Omit<VisitSurroundings, "basket">,
  now: LocalTime,
): OccurrenceConflict[][] {
  const asBooked = proposals.map(({ date, startMinute, workers, basket }): BookedVisit => ({
    elderId: around.elder.id,
    date,
    startMinute,
    durationMinutes: basket.durationMinutes,
    workerIds: workers.map(({ id }) => id),
    home: around.elder.home,
    sequence: null,
  }));
  return proposals.map((proposal, place) => {
    const visits = [...around.visits, ...asBooked.filter((_, other) => other !== place)];
    const surroundings = { ...around, visits, basket: proposal.basket };
    const passed: OccurrenceConflict[] = isPast(proposal, now) ? [{ code: "in_past", workerId: null }] : [];
    return [...passed, ...conflictsOf(proposal, surroundings, workerDaysOf(surroundings))];
  });
}

function isPast({ date, startMinute }: Pick<ProposedVisit, "date" | "startMinute">, now: LocalTime): boolean {
  return date < now.date || (date === now.date && startMinute <= now.minute);
}
