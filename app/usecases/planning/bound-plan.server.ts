/** How good a month's plan could be at best, provider by provider, so that the office learns how far its plan is from that. */
import { setImmediate } from "node:timers/promises";
import {
  boundTravel,
  type BoundEffort,
  type SolveLinear,
} from "#app/domain/scheduling/month-plan/bound/travel-bound.ts";
import type { PlanInput } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { byKey, compileProblem } from "#app/domain/scheduling/month-plan/provider-problem.ts";
import { byTightness, construct } from "#app/domain/scheduling/month-plan/search/construct.ts";
import { ElderPlacing } from "#app/domain/scheduling/month-plan/search/elder-placing.ts";
import { solveModel } from "#app/integrations/solver/highs.server.ts";

/** A bound that is a little weaker than the best one, for a fraction of its time. */
const EFFORT: BoundEffort = { rounds: 40, carefulRounds: 1, columnsPerDay: 8 };

const solve: SolveLinear = async (program) => {
  // Solving holds the process up: others get their turn between two rounds.
  await setImmediate();
  const { objective, rowDuals } = await solveModel(program);
  if (rowDuals === null) throw new RangeError("a linear program has duals");
  return { objective, rowDuals };
};

/**
 * The least that any plan of these providers can cost, in the measure of the plan's own cost; null when one of them was too large to tell.
 * @param onProgress told after each provider
 */
export async function boundPlan(
  input: PlanInput,
  onProgress: (done: number, total: number) => void,
): Promise<number | null> {
  const providers = [...input.providers].sort(byKey);
  let lower = 0;
  for (const [index, provider] of providers.entries()) {
    const problem = compileProblem(input, provider);
    if (problem.units.length > 0) {
      const placing = new ElderPlacing(problem);
      construct(placing, byTightness(problem));
      lower += (await boundTravel(placing, solve, EFFORT)).lower;
    }
    onProgress(index + 1, providers.length);
  }
  return Number.isFinite(lower) ? lower : null;
}
