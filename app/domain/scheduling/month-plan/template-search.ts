/**
 * Finds the weekly templates of one provider: a first plan by cheapest insertion, then ruin and recreate within a budget. With a
 * budget in evaluations the same seed gives the same plan on any machine.
 */
import type { Random } from "../../seeded-random.ts";
import type { CostParts } from "./plan-cost.ts";
import type { ProviderProblem } from "./provider-problem.ts";
import { byTightness, construct } from "./search/construct.ts";
import { ElderPlacing } from "./search/elder-placing.ts";
import { Improvement } from "./search/improvement.ts";
import { settleStarts } from "./search/settle-starts.ts";
import { TemplateState } from "./template-state.ts";

/** Iterations between two looks at the budget. */
const ITERATIONS_AT_ONCE = 16;

/** Share of the budget that is spent, from 0 to 1 or above; asked again and again. Evaluations are placings tried. */
export type SpentShare = (evaluations: number) => number;

/** A budget that is the same on every machine. */
export function evaluationBudget(evaluations: number): SpentShare {
  return (tried) => (evaluations <= 0 ? 1 : tried / evaluations);
}

/** Searches until the budget is spent. The state holds the best templates found. */
export function searchTemplates(
  problem: ProviderProblem,
  random: Random,
  spentShare: SpentShare,
): { state: TemplateState; evaluations: number; costParts: CostParts } {
  const placing = new ElderPlacing(problem);
  searchPlacing(placing, random, spentShare);
  return { state: templatesOf(placing), evaluations: placing.insertion.evaluations, costParts: placing.costParts };
}

/** Places the elders of an empty week and improves until the budget is spent; the best week stays. */
export function searchPlacing(placing: ElderPlacing, random: Random, spentShare: SpentShare): void {
  construct(placing, byTightness(placing.problem));
  const improvement = new Improvement(placing.problem, placing, random);
  for (;;) {
    const before = placing.insertion.evaluations;
    const spent = spentShare(before);
    if (spent >= 1) break;
    improvement.run(ITERATIONS_AT_ONCE, spent);
    // Elders without any option cost nothing to try: nothing would ever be spent.
    if (placing.insertion.evaluations === before) break;
  }
  improvement.restoreBest();
}

/** The templates of everything placed, with their starts fixed. */
export function templatesOf(placing: ElderPlacing): TemplateState {
  const { problem } = placing;
  const state = new TemplateState(problem);
  for (const [index, placement] of settleStarts(problem, placing).entries()) {
    const unit = problem.units[index];
    if (unit && placement) state.place(unit, placement);
  }
  return state;
}
