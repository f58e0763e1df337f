/** Makes a month's plan from the stored facts, with its bound and what would place each owed visit. Nothing is stored yet. */
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import type { ElderId } from "#app/domain/identifiers.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { MonthPlan } from "#app/domain/scheduling/month-plan/month-plan.ts";
import { planResultFacts } from "#app/domain/scheduling/month-plan/plan-digest.ts";
import type { PlanInput } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { findPublishedPlan } from "#db/repositories/planning-runs.ts";
import { listSeries } from "#db/repositories/plans.ts";
import { remediesOfMonth, type RemedyFacts } from "./month-remedies.server.ts";
import { boundByCrew, planByCrew, type PartsProgress } from "./plan-by-crew.server.ts";
import { crewInLine, type FindCrew } from "./plan-parts.server.ts";
import { inputDigestOf, loadFacts, type PlanningFacts } from "./planning-facts.server.ts";
import { keptVisits } from "./standing-month.server.ts";

export type PlanningOptions = {
  /** Told at the start and after each provider, first of planning, then of the bound. */
  readonly onProgress?: (stage: "plan" | "bound", progress: PartsProgress) => void;
  /** Also work out how good the plan could be at best; it changes nothing in the plan. */
  readonly withBound?: boolean;
  /** Who does the providers' parts; in line unless the caller knows of threads. The plan is the same. */
  readonly findCrew?: FindCrew;
  /** Calls the planning off; nothing is stored then. */
  readonly signal?: AbortSignal;
  /** Reads a running stopwatch in milliseconds; without it no times are stored. */
  readonly stopwatch?: () => number;
};

/** What is kept of a run beside the plan's own figures. */
export type RunFigures = {
  /** Minutes of way a month that no plan goes below; null where it was not asked for or could not be told. */
  readonly lowerBound: number | null;
  /** Whole milliseconds of each stage; null for a stage that was not timed. */
  readonly milliseconds: { readonly plan: number | null; readonly bound: number | null };
  /** Visits of the month's four that stood already and that the plan left alone. */
  readonly visitsKept: number;
  /** The plan in force when this one was made; null when there was none. */
  readonly madeOver: string | null;
};

export type PreparedPlan = {
  readonly facts: PlanningFacts;
  readonly plan: MonthPlan;
  readonly figures: RunFigures;
  readonly remedies: ReadonlyMap<ElderId, RemedyFacts>;
  readonly inputDigest: string;
  readonly resultDigest: string;
};

/** The plan and, where it is wanted, its bound, made by one crew. */
async function planAndBound(input: PlanInput, seed: string, options: PlanningOptions) {
  const { onProgress, withBound = false, findCrew = crewInLine, signal, stopwatch } = options;
  const crew = findCrew(input);
  const told = (stage: "plan" | "bound") => ({
    onProgress: (progress: PartsProgress) => onProgress?.(stage, progress),
    signal,
  });
  const times: number[] = [];
  const lap = () => void (stopwatch && times.push(stopwatch()));
  try {
    lap();
    const plan = await planByCrew({ input, crew }, { seed }, told("plan"));
    lap();
    const lowerBound = withBound ? await boundByCrew({ input, crew }, told("bound")) : null;
    if (withBound) lap();
    const [began, planned, bounded] = times;
    const between = (from?: number, to?: number) =>
      from === undefined || to === undefined ? null : Math.round(to - from);
    return { plan, lowerBound, milliseconds: { plan: between(began, planned), bound: between(planned, bounded) } };
  } finally {
    await crew.close();
  }
}

/** once: only a month that was never planned; again: a planned one too. */
export type PlanOccasion = "once" | "again";

/**
 * Refuses "month-already-planned" where it is to be planned once, and "month-has-begun": a month that was planned is planned again as
 * a whole only before its first day.
 */
export async function assertMayPlan(unit: Unit, month: PlainMonth, occasion: PlanOccasion): Promise<void> {
  if ((await listSeries(unit, month)).length === 0) return;
  if (occasion === "once") throw new Refusal("month-already-planned", { month });
  if (localDateOf(unit.now) >= firstDateOf(month)) throw new Refusal("month-has-begun", { month });
}

/**
 * Reads the facts and plans outside any transaction, provider by provider, so that the server answers others meanwhile; what is
 * published later asks whether the facts are still these. Refuses what `assertMayPlan` refuses.
 */
export async function preparePlan(
  context: Context,
  { month, seed, occasion }: { readonly month: PlainMonth; readonly seed: string; readonly occasion: PlanOccasion },
  options: PlanningOptions,
): Promise<PreparedPlan> {
  const { facts, madeOver } = await inReading(context, async (unit) => {
    await assertMayPlan(unit, month, occasion);
    return { facts: await loadFacts(unit, month), madeOver: await findPublishedPlan(unit, month) };
  });
  const { plan, ...timed } = await planAndBound(facts.input, seed, options);
  return {
    facts,
    plan,
    figures: { ...timed, visitsKept: keptVisits(facts.standing).length, madeOver },
    remedies: await remediesOfMonth(facts, plan, options.signal),
    inputDigest: inputDigestOf(facts, seed),
    resultDigest: sha256Hex(canonicalJson(planResultFacts(facts.input, plan))),
  };
}
