/** Who of a provider could go to a visit at a time: everybody, with what stands against each, by the rules that forbid a move. */
import type { PlannableWorker } from "../scheduling/month-plan/plan-input.ts";
import {
  conflictsOf,
  workerDaysOf,
  type ProposedVisit,
  type VisitConflictCode,
  type VisitSurroundings,
} from "./visit-conflicts.ts";

export type Substitute = {
  readonly worker: PlannableWorker;
  /** One of those who are asked about. */
  readonly isOfTeam: boolean;
  /** Empty when the worker can go; what lies with the elder or the provider is not in it. */
  readonly against: readonly VisitConflictCode[];
};

/**
 * Each colleague in the place of that one of the team in whose place the least stands against them; those of the team as they are.
 * @param surroundings with the visits of all colleagues
 */
export function substitutesFor(
  visit: ProposedVisit,
  colleagues: readonly PlannableWorker[],
  surroundings: VisitSurroundings,
): Substitute[] {
  const days = workerDaysOf(surroundings);
  const { workers: team } = visit;
  const againstIn = (worker: PlannableWorker, workers: readonly PlannableWorker[]) =>
    conflictsOf({ ...visit, workers }, surroundings, days)
      .filter(({ code, workerId }) => workerId === worker.id || (workerId === null && code === "unqualified"))
      .map(({ code }) => code);
  return colleagues.map((worker) => {
    const isOfTeam = team.some(({ id }) => id === worker.id);
    const teams =
      isOfTeam || team.length === 0 ? [isOfTeam ? team : [worker]] : team.map((_, at) => team.with(at, worker));
    const [against = []] = teams
      .map((workers) => againstIn(worker, workers))
      .sort((left, right) => left.length - right.length);
    return { worker, isOfTeam, against };
  });
}
