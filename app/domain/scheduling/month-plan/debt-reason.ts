/** Why no weekly template exists for an elder, as the first reason that alone explains it. */
import { wishAgainst } from "../../matching/worker-fit.ts";
import { someTeamHolds } from "../../matching/worker-fit.ts";
import type { VisitDebtReason } from "../visit-debt.ts";
import type { ElderCase, ProviderProblem, SeriesUnit } from "./provider-problem.ts";
import { WEEKDAYS } from "./provider-problem.ts";

/**
 * From what no plan can change to what another plan might: absent all month, contract, qualification, the elder's wishes about
 * persons, hours that never meet, nobody free.
 */
export function reasonWithoutSeries(problem: ProviderProblem, elder: ElderCase): VisitDebtReason {
  const blocks = problem.dates.map((date) => elder.blocked(date));
  if (blocks.every((block) => block !== null))
    return blocks.every((block) => block === "contract_not_in_force") ? "contract_ended" : "absent_all_month";
  const missing = elder.units.find((unit) => unit.teams.length === 0);
  if (missing)
    return problem.dates.some((date) => someTeamHolds(problem.workers, missing.basket, date))
      ? refusalReason(problem, elder)
      : "no_qualified_worker";
  return elder.units.every((unit) => meets(problem, unit)) ? "no_free_worker" : "outside_windows";
}

/** Somebody holds the basket: either the elder does not want that person, or nobody who does is employed and present. */
function refusalReason(problem: ProviderProblem, elder: ElderCase): VisitDebtReason {
  return problem.workers.some((worker) => wishAgainst(elder.source, worker) !== null)
    ? "no_acceptable_worker"
    : "no_free_worker";
}

/** On some weekday the elder's windows and the working time of a whole team have a start in common. */
function meets(problem: ProviderProblem, unit: SeriesUnit): boolean {
  return WEEKDAYS.some((_, weekday) =>
    unit.teams.some((team) => {
      const ranges = unit.weekdays[weekday]?.starts ?? [];
      return ranges.some(({ from, to }) => commonStart(problem, unit, team.workers, { from, to, weekday }));
    }),
  );
}

function commonStart(
  problem: ProviderProblem,
  unit: SeriesUnit,
  workers: readonly number[],
  at: { readonly from: number; readonly to: number; readonly weekday: number },
): boolean {
  // A common start, if there is one, may be moved back to where the latest of the windows opens.
  const openings = workers.flatMap((worker) =>
    (problem.shifts[worker]?.[at.weekday] ?? []).map(({ startMinute }) => startMinute),
  );
  return [at.from, ...openings].some(
    (start) =>
      start >= at.from &&
      start <= at.to &&
      workers.every((worker) =>
        (problem.shifts[worker]?.[at.weekday] ?? []).some(
          (shift) => shift.startMinute <= start && start + unit.basket.durationMinutes <= shift.endMinute,
        ),
      ),
  );
}
