/**
 * Why an elder has this weekday and this worker, asked of the finished week: the elder is taken out, every weekday and worker is
 * tried in the gap that opens, and the elder is put back.
 */
import { wishAgainst } from "../../matching/worker-fit.ts";
import { bestStartCost } from "./best-start.ts";
import type { SeriesReason, WeekdayVerdict, WorkerVerdict } from "./month-plan.ts";
import type { ElderCase, ProviderProblem } from "./provider-problem.ts";
import { countDays, familiarVisits, WEEKDAYS } from "./provider-problem.ts";
import { isSameTeam } from "./template-cost.ts";
import type { Placement, TemplateState } from "./template-state.ts";

/** Best cost by worker and by weekday, for the first part of the basket. */
type Costs = { readonly byWorker: ReadonlyMap<number, number>; readonly byWeekday: ReadonlyMap<number, number> };

const SAME_TIME_MINUTES = 30;

/** Reasons of all elders of a provider, in the order of their keys. Leaves the state as it was. */
export function explainTemplates(state: TemplateState): SeriesReason[] {
  return state.problem.elders.filter((elder) => elder.units.length > 0).map((elder) => explainElder(state, elder));
}

function explainElder(state: TemplateState, elder: ElderCase): SeriesReason {
  const placements = elder.units.map((unit) => state.placements[unit.index] ?? null);
  for (const unit of elder.units) state.remove(unit);
  const costs = costsOf(state, elder);
  for (const [place, unit] of elder.units.entries()) {
    const placement = placements[place];
    if (placement) state.place(unit, placement);
  }
  const placement = placements[0] ?? null;
  return {
    elderId: elder.source.id,
    chosenFor: chosenFor(state.problem, elder, placement, costs),
    workers: state.problem.workers.map((_, worker) =>
      workerVerdict(state.problem, elder, worker, { placement, costs }),
    ),
    weekdays: WEEKDAYS.map((_, weekday) => weekdayVerdict(elder, weekday, placement, costs)),
  };
}

function costsOf(state: TemplateState, elder: ElderCase): Costs {
  const byWorker = new Map<number, number>();
  const byWeekday = new Map<number, number>();
  const keepLess = (costs: Map<number, number>, name: number, cost: number) =>
    costs.set(name, Math.min(cost, costs.get(name) ?? Infinity));
  const [unit] = elder.units;
  for (const [team, { workers }] of (unit?.teams ?? []).entries())
    for (let weekday = 0; weekday < WEEKDAYS.length; weekday += 1) {
      const cost = unit ? bestStartCost(state, unit, { team, weekday }) : null;
      if (cost === null) continue;
      keepLess(byWeekday, weekday, cost);
      for (const worker of workers) keepLess(byWorker, worker, cost);
    }
  return { byWorker, byWeekday };
}

function chosenFor(
  problem: ProviderProblem,
  elder: ElderCase,
  placement: Placement | null,
  costs: Costs,
): SeriesReason["chosenFor"] {
  const [unit] = elder.units;
  const team = placement ? unit?.teams[placement.team] : undefined;
  if (!unit || !placement || !team) return ["no_series"];
  const { previous } = elder.source;
  const codes: SeriesReason["chosenFor"][number][] = [];
  if (unit.teams.length === 1) codes.push("only_worker");
  if (previous && isSameTeam(problem, team, previous.workerIds)) codes.push("same_worker");
  if (previous?.weekday === placement.weekday + 1) codes.push("same_weekday");
  if (previous && Math.abs(previous.startMinute - placement.startMinute) <= SAME_TIME_MINUTES) codes.push("same_time");
  if (!previous && team.familiar > 0) codes.push("familiar_worker");
  const least = Math.min(...costs.byWeekday.values());
  if ((costs.byWeekday.get(placement.weekday) ?? Infinity) <= least) codes.push("least_travel");
  if (elder.units.length > 1) codes.push("basket_split");
  if (unit.basket.workersNeeded === 2) codes.push("two_workers");
  return codes;
}

function workerVerdict(
  problem: ProviderProblem,
  elder: ElderCase,
  worker: number,
  { placement, costs }: { readonly placement: Placement | null; readonly costs: Costs },
): WorkerVerdict {
  const source = problem.workers[worker];
  if (!source) throw new RangeError("workers are counted from 0");
  const facts = { workerId: source.id, familiarVisits: familiarVisits(elder.source, source) };
  const cost = costs.byWorker.get(worker) ?? null;
  const chosen = elder.units.some(
    (unit) => placement !== null && (unit.teams[placement.team]?.workers.includes(worker) ?? false),
  );
  if (chosen) return { ...facts, verdict: "chosen", reason: null, cost };
  const wish = wishAgainst(elder.source, source);
  if (wish) return { ...facts, verdict: "excluded", reason: wish, cost: null };
  const teams = elder.units.flatMap((unit) => unit.teams.filter(({ workers }) => workers.includes(worker)));
  if (teams.length === 0) return { ...facts, verdict: "excluded", reason: "not_qualified", cost: null };
  if (cost !== null) return { ...facts, verdict: "considered", reason: "costs_more", cost };
  const reason = (problem.shifts[worker] ?? []).every((windows) => windows.length === 0)
    ? "not_available"
    : "no_free_time";
  return { ...facts, verdict: "excluded", reason, cost: null };
}

function weekdayVerdict(elder: ElderCase, weekday: number, placement: Placement | null, costs: Costs): WeekdayVerdict {
  const plan = elder.units[0]?.weekdays[weekday];
  const displaced = plan ? countDays(plan.ordinalDays & ~plan.standing) : 0;
  const facts = { weekday: WEEKDAYS[weekday] ?? 1, displaced };
  const cost = costs.byWeekday.get(weekday) ?? null;
  if (placement?.weekday === weekday) return { ...facts, verdict: "chosen", reason: null, cost };
  if (!plan || plan.starts.length === 0) return { ...facts, verdict: "excluded", reason: "no_window", cost: null };
  if (plan.standing === 0) return { ...facts, verdict: "excluded", reason: "all_dates_blocked", cost: null };
  if (cost === null) return { ...facts, verdict: "excluded", reason: "no_free_time", cost: null };
  return { ...facts, verdict: "considered", reason: "costs_more", cost };
}
