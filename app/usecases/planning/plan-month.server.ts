/** Plans the month's visits, stores series, visits, debts and why, and offers each elder's visits to the allocated provider. */
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import type { ElderId } from "#app/domain/identifiers.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { MonthPlan } from "#app/domain/scheduling/month-plan/month-plan.ts";
import type { PlanInput } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planResultFacts } from "#app/domain/scheduling/month-plan/plan-digest.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { reserveEntitlements } from "#db/repositories/entitlements.ts";
import { claimMonthForPlanning, insertPlanningRun, listSeries } from "#db/repositories/plans.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { remediesOfMonth, type RemedyFacts } from "./month-remedies.server.ts";
import { inputDigestOf, loadFacts, type PlanningFacts } from "./planning-facts.server.ts";
import { boundByCrew, planByCrew, type PartsProgress } from "./plan-by-crew.server.ts";
import { crewInLine, type FindCrew } from "./plan-parts.server.ts";
import { saveDebts, saveSeries, saveVisits } from "./store-plan.server.ts";

export type PlannedMonth = {
  readonly visitsPlanned: number;
  readonly debt: Readonly<Record<string, number>>;
  readonly conflicts: number;
  readonly travelMinutes: number;
  readonly warnings: readonly string[];
  readonly inputDigest: string;
  readonly resultDigest: string;
};

function digestsOf(facts: PlanningFacts, plan: MonthPlan, seed: string) {
  return {
    inputDigest: inputDigestOf(facts, seed),
    resultDigest: sha256Hex(canonicalJson(planResultFacts(facts.input, plan))),
  };
}

/**
 * Takes the placed visits out of what the month allows, before they are stored. Refuses "entitlement-exhausted" when somebody's four
 * are promised already, by whatever path.
 */
async function reserve(unit: Unit, { input }: PlanningFacts, plan: MonthPlan): Promise<void> {
  const counts = new Map<string, number>();
  for (const { elderId } of plan.visits) counts.set(elderId, (counts.get(elderId) ?? 0) + 1);
  const wanted = [...counts].map(([elderId, count]) => ({ elderId, count }));
  const [refused, ...more] = await reserveEntitlements(unit, input.month, wanted);
  if (refused === undefined) return;
  const elderNo = input.elders.find((elder) => elder.id === refused)?.key ?? "";
  throw new Refusal("entitlement-exhausted", { elderNo, elders: more.length + 1 });
}

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
};

type Prepared = {
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
    return {
      plan,
      figures: { lowerBound, milliseconds: { plan: between(began, planned), bound: between(planned, bounded) } },
    };
  } finally {
    await crew.close();
  }
}

/**
 * Reads the facts and plans outside any transaction, provider by provider, so that the server answers others meanwhile. Nothing is
 * stored yet; what is stored later asks whether the facts are still these.
 */
async function prepare(context: Context, month: PlainMonth, seed: string, options: PlanningOptions): Promise<Prepared> {
  const facts = await inReading(context, async (unit) => {
    if ((await listSeries(unit, month)).length > 0) throw new Refusal("month-already-planned", { month });
    return loadFacts(unit, month);
  });
  const { plan, figures } = await planAndBound(facts.input, seed, options);
  const remedies = await remediesOfMonth(facts, plan, options.signal);
  return { facts, plan, figures, remedies, ...digestsOf(facts, plan, seed) };
}

async function storePlan(unit: Unit, actor: string, seed: string, prepared: Prepared): Promise<void> {
  const { facts, plan, figures, remedies, inputDigest, resultDigest } = prepared;
  const { month } = facts.input;
  const runId = unit.newId();
  await insertPlanningRun(unit, {
    id: runId,
    kind: "plan",
    month: firstDateOf(month),
    seed,
    inputDigest,
    resultDigest,
    policyVersion: facts.policyId,
    stats: { ...plan.stats, ...figures },
    warnings: plan.warnings,
    createdBy: actor,
    createdAt: asDate(unit.now),
  });
  await reserve(unit, facts, plan);
  await saveVisits(unit, facts, plan, await saveSeries(unit, facts, plan, runId));
  await saveDebts(unit, facts, plan, remedies);
  await insertAuditEvent(unit, actor, {
    chain: "district",
    action: "plan.publish",
    subjectType: "month",
    subjectId: month,
    facts: { visits: plan.visits.length, debts: plan.debts.length, seed },
  });
}

/**
 * Refuses "month-being-planned", "month-already-planned", "plan-facts-changed" (something the plan rests on changed while it was made)
 * and "entitlement-exhausted". Throws the signal's reason when it was called off.
 */
export async function planAndOfferMonth(
  context: Context,
  month: PlainMonth,
  seed: string,
  options: PlanningOptions = {},
): Promise<PlannedMonth> {
  const prepared = await prepare(context, month, seed, options);
  const { plan, inputDigest, resultDigest } = prepared;
  await inTransaction(context, async (unit) => {
    if (!(await claimMonthForPlanning(unit, month))) throw new Refusal("month-being-planned", { month });
    if ((await listSeries(unit, month)).length > 0) throw new Refusal("month-already-planned", { month });
    if (inputDigestOf(await loadFacts(unit, month), seed) !== inputDigest)
      throw new Refusal("plan-facts-changed", { month });
    await storePlan(unit, context.actor, seed, prepared);
  });
  const debt: Record<string, number> = {};
  for (const one of plan.debts) debt[one.reason] = (debt[one.reason] ?? 0) + 1;
  return {
    visitsPlanned: plan.visits.length,
    debt,
    conflicts: plan.stats.conflicts,
    travelMinutes: plan.stats.travelMinutes,
    warnings: plan.warnings.map((one) => `${one.code}:${one.year}`),
    inputDigest,
    resultDigest,
  };
}
