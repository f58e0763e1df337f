/** The planner of weekly templates: provider by provider, template search, dates, reasons, independent check. */
import { Refusal } from "../../refusal.ts";
import { seededRandom } from "../../seeded-random.ts";
import { calendarWarnings } from "../place-visits.ts";
import type { VisitDebt } from "../visit-debt.ts";
import type { MonthPlan, PlannedVisit, Planner, SeriesReason } from "./month-plan.ts";
import { checkPlan, travelOfVisits } from "./plan-check.ts";
import { assemble } from "./plan-assembly.ts";
import type { PlanInput, PlannableElder, PlannableProvider } from "./plan-input.ts";
import { explainTemplates } from "./plan-reasons.ts";
import { byKey, compileProblem } from "./provider-problem.ts";
import { dateTemplates } from "./repair.ts";
import { costOf, sumOfCosts, type CostParts } from "./plan-cost.ts";
import { evaluationBudget, searchTemplates } from "./template-search.ts";

/** Placings tried per elder unless the caller says otherwise: most of what a longer search would bring. */
const EVALUATIONS_PER_ELDER = 4000;
/** A month holds each weekday at least four times and no more than four times for certain. */
const MOST_VISITS = 4;

export type PlanOptions = {
  /** Placings tried over all providers; the budget of the search, instead of a clock. */
  readonly evaluations?: number;
  /** Told after each provider; for progress on long plans. */
  readonly onProgress?: (done: number, total: number) => void;
};

/** Plan of one provider: a unit of work that needs nothing from the others. */
export type ProviderPlan = Pick<MonthPlan, "series" | "visits" | "debts" | "reasons"> & {
  readonly evaluations: number;
  /** What the search made small. */
  readonly costParts: CostParts;
};

/** A planner with a fixed budget. */
export function templatePlanner(options: PlanOptions = {}): Planner {
  return { plan: (input, seed) => planMonth(input, seed, options) };
}

/**
 * Plans a month. Deterministic for input and seed, whatever the order of the lists.
 * Refuses "visits-wanted-unplannable" for an elder who wants fewer than 0 or more than 4 visits, and "plan-key-repeated" when two
 * elders, workers or providers share a key.
 */
export function planMonth(input: PlanInput, seed: string, options: PlanOptions = {}): MonthPlan {
  assertPlannable(input);
  const providers = [...input.providers].sort(byKey);
  const plans: ProviderPlan[] = [];
  for (const provider of providers) {
    plans.push(planProvider(input, provider, seed, evaluationsFor(input, provider, options.evaluations)));
    options.onProgress?.(plans.length, providers.length);
  }
  return mergePlans(input, plans);
}

/** The part of one provider; the seed is made its own by the provider's key, so that providers may be planned in any order. */
export function planProvider(
  input: PlanInput,
  provider: PlannableProvider,
  seed: string,
  evaluations: number,
): ProviderPlan {
  const problem = compileProblem(input, provider);
  const random = seededRandom(`${seed}|${input.month}|${provider.key}`);
  const search = searchTemplates(problem, random, evaluationBudget(evaluations));
  const reasons = explainTemplates(search.state);
  return {
    ...assemble(search.state, dateTemplates(search.state)),
    reasons,
    evaluations: search.evaluations,
    costParts: search.costParts,
  };
}

/** A provider's share of the budget, by its number of elders. */
export function evaluationsFor(input: PlanInput, provider: PlannableProvider, evaluations?: number): number {
  const own = input.elders.filter((elder) => elder.providerId === provider.id).length;
  if (evaluations === undefined) return own * EVALUATIONS_PER_ELDER;
  return input.elders.length === 0 ? 0 : Math.floor((evaluations * own) / input.elders.length);
}

/**
 * One plan of all providers' parts, checked as a whole; elders without a provider are owed their visits.
 * @param plans in the order of the providers' keys
 */
export function mergePlans(input: PlanInput, plans: readonly ProviderPlan[]): MonthPlan {
  const order = new Map([...input.elders].sort(byKey).map((elder, index) => [elder.id, index]));
  const inOrder = <Item extends { readonly elderId: PlannableElder["id"]; readonly sequence?: number }>(
    items: Item[],
  ) =>
    items.sort(
      (left, right) =>
        (order.get(left.elderId) ?? 0) - (order.get(right.elderId) ?? 0) ||
        (left.sequence ?? 0) - (right.sequence ?? 0),
    );
  const known = new Set(input.providers.map(({ id }) => id));
  const homeless = input.elders.filter((elder) => elder.providerId === null || !known.has(elder.providerId));
  const visits = inOrder<PlannedVisit>(plans.flatMap((plan) => plan.visits));
  const debts = inOrder<VisitDebt>([
    ...plans.flatMap((plan) => plan.debts),
    ...homeless.flatMap((elder) => debtsOf(input, elder)),
  ]);
  const plan: Omit<MonthPlan, "stats"> = {
    series: inOrder(plans.flatMap((part) => part.series)),
    visits,
    debts,
    warnings: calendarWarnings(input.month, input.calendar),
    reasons: inOrder<SeriesReason>(plans.flatMap((part) => part.reasons)),
  };
  const costParts = sumOfCosts(plans.map((part) => part.costParts));
  return {
    ...plan,
    stats: {
      visitsWanted: visits.length + debts.length,
      visitsPlaced: visits.length,
      visitsMoved: visits.filter(({ moveReason }) => moveReason !== null).length,
      unplaced: debts.length,
      conflicts: checkPlan(input, plan).length,
      travelMinutes: travelOfVisits(input, visits),
      evaluations: plans.reduce((sum, part) => sum + part.evaluations, 0),
      cost: costOf(costParts),
      costParts,
    },
  };
}

function debtsOf(input: PlanInput, elder: PlannableElder): VisitDebt[] {
  const taken = new Set(
    input.bookedVisits.flatMap((visit) =>
      visit.elderId === elder.id && visit.date.startsWith(input.month) && visit.sequence !== null
        ? [visit.sequence]
        : [],
    ),
  );
  return Array.from({ length: elder.visitsWanted }, (_, place) => place + 1)
    .filter((sequence) => !taken.has(sequence))
    .map((sequence) => ({ elderId: elder.id, providerId: null, sequence, originalOn: null, reason: "no_provider" }));
}

/** Refuses what no plan could be made of; see planMonth. */
export function assertPlannable(input: PlanInput): void {
  for (const elder of input.elders)
    if (!Number.isInteger(elder.visitsWanted) || elder.visitsWanted < 0 || elder.visitsWanted > MOST_VISITS)
      throw new Refusal("visits-wanted-unplannable", { elder: elder.key, visitsWanted: elder.visitsWanted });
  for (const list of [input.elders, input.workers, input.providers]) {
    const keys = new Set<string>();
    for (const { key } of list) {
      if (keys.has(key)) throw new Refusal("plan-key-repeated", { key });
      keys.add(key);
    }
  }
}
