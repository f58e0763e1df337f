/** A month's plan and its lower bound, made by a crew out of the providers' parts. */
import type { MonthPlan } from "#app/domain/scheduling/month-plan/month-plan.ts";
import type { PlanInput, PlannableProvider } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { byKey } from "#app/domain/scheduling/month-plan/provider-problem.ts";
import { assertPlannable, evaluationsFor, mergePlans } from "#app/domain/scheduling/month-plan/template-planner.ts";
import type { PartCrew, PartWatch, PlanPart } from "./plan-parts.server.ts";

/** How far a stage is: providers and their elders. */
export type PartsProgress = {
  readonly providers: number;
  readonly allProviders: number;
  readonly elders: number;
  readonly allElders: number;
};

export type StageWatch = {
  /** Told at the start and after each provider. */
  readonly onProgress?: (progress: PartsProgress) => void;
  readonly signal?: AbortSignal | undefined;
};

/** The plan that planMonth makes, by a crew. Refuses what planMonth refuses. */
export async function planByCrew(
  { input, crew }: { readonly input: PlanInput; readonly crew: PartCrew },
  { seed, evaluations }: { readonly seed: string; readonly evaluations?: number },
  watch: StageWatch = {},
): Promise<MonthPlan> {
  assertPlannable(input);
  const parts = providersOf(input).map((provider): PlanPart => ({
    ...sizeOf(input, provider),
    kind: "plan",
    seed,
    evaluations: evaluationsFor(input, provider, evaluations),
  }));
  const answers = await crew.work(...counted(parts, watch));
  return mergePlans(
    input,
    answers.flatMap((answer) => (answer.kind === "plan" ? [answer.plan] : [])),
  );
}

/**
 * The least that any plan of these providers can cost, in the measure of the plan's own cost; null where one provider's could not be
 * told. It changes nothing in the plan.
 */
export async function boundByCrew(
  { input, crew }: { readonly input: PlanInput; readonly crew: PartCrew },
  watch: StageWatch = {},
): Promise<number | null> {
  const parts = providersOf(input).map((provider): PlanPart => ({ ...sizeOf(input, provider), kind: "bound" }));
  const answers = await crew.work(...counted(parts, watch));
  const lower = answers.reduce((sum, answer) => sum + (answer.kind === "bound" ? answer.lower : 0), 0);
  return Number.isFinite(lower) ? lower : null;
}

const providersOf = (input: PlanInput) => [...input.providers].sort(byKey);

function sizeOf(input: PlanInput, { id, key }: PlannableProvider): Pick<PlanPart, "provider" | "elders"> {
  return { provider: key, elders: input.elders.filter(({ providerId }) => providerId === id).length };
}

/** The parts with a watch that counts them. */
function counted(parts: readonly PlanPart[], { onProgress, signal }: StageWatch): [readonly PlanPart[], PartWatch] {
  let [providers, elders] = [0, 0];
  const allElders = parts.reduce((sum, part) => sum + part.elders, 0);
  const tell = () => onProgress?.({ providers, allProviders: parts.length, elders, allElders });
  const onDone = (part: PlanPart) => {
    providers += 1;
    elders += part.elders;
    tell();
  };
  tell();
  return [parts, { onDone, ...(signal && { signal }) }];
}
