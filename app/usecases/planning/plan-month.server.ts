/** Plans a month as a draft, or plans and publishes it at once where nobody has to look at it first. */
import { asDate } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertPlanningResult, insertPlanningRun } from "#db/repositories/planning-runs.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { keptVisits } from "./standing-month.server.ts";
import { preparePlan, type PlanningOptions, type PreparedPlan } from "./prepare-plan.server.ts";
import type { KeptPlan } from "./kept-plan.ts";
import { holdFacts, publishPlan } from "./publish-plan.server.ts";

export type PlannedMonth = {
  readonly runId: string;
  readonly visitsPlanned: number;
  readonly debt: Readonly<Record<string, number>>;
  readonly conflicts: number;
  readonly travelMinutes: number;
  readonly warnings: readonly string[];
  readonly inputDigest: string;
  readonly resultDigest: string;
};

type Asked = { readonly month: PlainMonth; readonly seed: string; readonly actor: string };

/** Stores the run as a draft with what it planned. */
async function storeDraft(unit: Unit, asked: Asked, prepared: PreparedPlan): Promise<string> {
  const { facts, plan, figures, remedies, inputDigest, resultDigest } = prepared;
  const id = unit.newId();
  await insertPlanningRun(unit, {
    id,
    kind: "plan",
    month: firstDateOf(asked.month),
    seed: asked.seed,
    inputDigest,
    resultDigest,
    policyVersion: facts.policyId,
    stats: { ...plan.stats, ...figures },
    warnings: plan.warnings,
    state: "draft",
    createdBy: asked.actor,
    createdAt: asDate(unit.now),
  });
  const { stats: _stats, warnings: _warnings, ...planned } = plan;
  const stored: KeptPlan = { ...planned, kept: keptVisits(facts.standing) };
  await insertPlanningResult(unit, { runId: id, plan: stored, remedies: Object.fromEntries(remedies) });
  await insertAuditEvent(unit, asked.actor, {
    chain: "district",
    action: "plan.draft",
    subjectType: "month",
    subjectId: asked.month,
    facts: { run: id, visits: plan.visits.length, debts: plan.debts.length, seed: asked.seed },
  });
  return id;
}

function outcomeOf(runId: string, { plan, inputDigest, resultDigest }: PreparedPlan): PlannedMonth {
  const debt: Record<string, number> = {};
  for (const one of plan.debts) debt[one.reason] = (debt[one.reason] ?? 0) + 1;
  return {
    runId,
    visitsPlanned: plan.visits.length,
    debt,
    conflicts: plan.stats.conflicts,
    travelMinutes: plan.stats.travelMinutes,
    warnings: plan.warnings.map((one) => `${one.code}:${one.year}`),
    inputDigest,
    resultDigest,
  };
}

/** Plans the month and keeps the plan as a draft. Refuses "month-has-begun". Throws the signal's reason when it was called off. */
export async function draftMonth(
  context: Context,
  month: PlainMonth,
  seed: string,
  options: PlanningOptions = {},
): Promise<PlannedMonth> {
  const prepared = await preparePlan(context, { month, seed, occasion: "again" }, options);
  const asked = { month, seed, actor: context.actor };
  return outcomeOf(await inTransaction(context, (unit) => storeDraft(unit, asked, prepared)), prepared);
}

/**
 * Plans, stores series, visits, debts and why, and offers each elder's visits to the allocated provider.
 * Refuses "month-already-planned" and what `publishDraft` refuses. Throws the signal's reason when it was called off.
 */
export async function planAndOfferMonth(
  context: Context,
  month: PlainMonth,
  seed: string,
  options: PlanningOptions = {},
): Promise<PlannedMonth> {
  const prepared = await preparePlan(context, { month, seed, occasion: "once" }, options);
  const { remedies, inputDigest } = prepared;
  const runId = await inTransaction(context, async (unit) => {
    const facts = await holdFacts(unit, { month, seed, inputDigest, occasion: "once" });
    const id = await storeDraft(unit, { month, seed, actor: context.actor }, prepared);
    const plan = { ...prepared.plan, kept: [] };
    await publishPlan(unit, context.actor, { run: { id, month: firstDateOf(month), seed }, facts, plan, remedies });
    return id;
  });
  return outcomeOf(runId, prepared);
}
