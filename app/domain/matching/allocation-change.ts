/**
 * What would have to change for an elder to get the first choice: the provider asked for, or else the one with the least points of
 * her own. Read from the finished flow, so that it is the cheapest way there is and not a guess.
 */
import type { AllocationCase } from "./allocation-problem.ts";
import { POINT_IN_TICKETS } from "./allocation-problem.ts";
import type { Candidate, ChangeNeeded } from "./allocation-result.ts";
import type { Assignment } from "./flow/assign-by-size.ts";
import { costOf } from "./preferences.ts";

/** The candidate that the elder would have had alone in the district; null when nobody can serve her. */
export function firstChoiceOf({ elders, candidates }: AllocationCase, index: number): Candidate | null {
  const elder = elders[index];
  const possible = (candidates[index] ?? []).filter(({ parts }) => parts !== null);
  const asked = possible.find(({ provider }) => provider.id === elder?.chosenProviderId);
  if (asked) return asked;
  const costs = possible.map(({ parts }) => (parts ? costOf(parts) : Infinity));
  return possible[costs.indexOf(Math.min(...costs))] ?? null;
}

/** `sink` is where the elder would have to come; null when she is there. */
export function changeNeeded(
  given: AllocationCase,
  assignment: Assignment,
  index: number,
  sink: number,
): ChangeNeeded | null {
  if (assignment.sinkOf[index] === sink) return null;
  const now = assignment.force(index, sink);
  const grown = assignment.force(index, sink, { morePlace: true });
  const isFull = !assignment.hasRoom(index, sink);
  const isLeftOut = (assignment.sinkOf[index] ?? -1) < 0;
  const moves = (now?.moves ?? []).flatMap(({ item, to }) => {
    const elder = given.elders[item];
    return elder ? [{ elderId: elder.id, toContractId: given.sinks[to]?.contract.id ?? null }] : [];
  });
  const removes = moves.some(({ toContractId }) => toContractId === null);
  // Tickets add up to less than half a point. Leaving out somebody who has a place is no matter of points.
  const points = now === null || (removes && !isLeftOut) ? null : Math.round(now.cost / POINT_IN_TICKETS);
  return {
    extraPoints: points,
    moves: now === null ? [] : moves,
    onePlaceIsEnough: isFull && grown !== null && grown.cost < 0,
  };
}
