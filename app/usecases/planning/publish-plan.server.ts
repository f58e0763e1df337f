/**
 * Makes a plan the month's own: series, visits, debts, and an offer for each elder whose visits change. All or nothing, and only while
 * the facts are those that it was made from.
 */
import { Refusal } from "#app/domain/refusal.ts";
import { changesBetween, toldOf, type PlacedVisit } from "#app/domain/scheduling/month-plan/plan-changes.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { reserveEntitlements } from "#db/repositories/entitlements.ts";
import { lockOffersAndVisits, releaseReserved } from "#db/repositories/plan-visits.ts";
import { claimMonthForPlanning } from "#db/repositories/plans.ts";
import { findPublishedPlan, findRunWithResult, markPublished } from "#db/repositories/planning-runs.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { keptPlanOf, placedVisits, type PublishedPlan } from "./kept-plan.ts";
import { employerIn, inputDigestOf, loadFacts, type PlanningFacts } from "./planning-facts.server.ts";
import { assertMayPlan, type PlanOccasion } from "./prepare-plan.server.ts";
import { changeableVisits } from "./standing-month.server.ts";
import { changedElders } from "./planned-rows.ts";
import { saveDebts } from "./store-debts.server.ts";
import { saveVisits } from "./store-plan.server.ts";
import type { StoredStats } from "./stored-stats.ts";

/**
 * Holds the month and gives the facts, which nobody changes until the unit ends.
 * Refuses "month-being-planned", what `assertMayPlan` refuses, "plan-published-meanwhile" when another plan came into force since this
 * one was made, and "plan-facts-changed" when the facts are not those it was made from.
 */
export async function holdFacts(
  unit: Unit,
  made: {
    readonly month: PlainMonth;
    readonly seed: string;
    readonly inputDigest: string;
    readonly occasion: PlanOccasion;
    /** The plan in force when this one was made; unknown of one that an earlier release made. */
    readonly madeOver?: string | null | undefined;
  },
): Promise<PlanningFacts> {
  const { month, madeOver } = made;
  if (!(await claimMonthForPlanning(unit, month))) throw new Refusal("month-being-planned", { month });
  await lockOffersAndVisits(unit, month);
  await assertMayPlan(unit, month, made.occasion);
  if (madeOver !== undefined && (await findPublishedPlan(unit, month)) !== madeOver)
    throw new Refusal("plan-published-meanwhile", { month });
  const facts = await loadFacts(unit, month);
  if (inputDigestOf(facts, made.seed) !== made.inputDigest) throw new Refusal("plan-facts-changed", { month });
  return facts;
}

function countByElder(visits: readonly { readonly elderId: string }[]) {
  const counts = new Map<string, number>();
  for (const { elderId } of visits) counts.set(elderId, (counts.get(elderId) ?? 0) + 1);
  return [...counts].map(([elderId, count]) => ({ elderId, count }));
}

/**
 * Takes the placed visits out of what the month allows, before they are stored. Refuses "entitlement-exhausted" when somebody's four
 * are promised already, by whatever path.
 */
async function reserve(unit: Unit, { facts, plan }: PublishedPlan, before: readonly PlacedVisit[]): Promise<void> {
  const { month, elders } = facts.input;
  await releaseReserved(unit, month, countByElder(before));
  const [refused, ...more] = await reserveEntitlements(unit, month, countByElder(plan.visits));
  if (refused === undefined) return;
  const elderNo = elders.find((elder) => elder.id === refused)?.key ?? "";
  throw new Refusal("entitlement-exhausted", { elderNo, elders: more.length + 1 });
}

/** The caller holds the facts in this unit. Refuses "entitlement-exhausted". */
export async function publishPlan(unit: Unit, actor: string, published: PublishedPlan): Promise<void> {
  const { run, facts, plan } = published;
  const before = changeableVisits(facts.standing);
  const changes = changesBetween(before, placedVisits(plan));
  await reserve(unit, published, before);
  await saveDebts(unit, published, await saveVisits(unit, published, changedElders(facts, plan)));
  await markPublished(unit, run, { publishedBy: actor, publishedAt: asDate(unit.now) });
  const told = toldOf(changes, employerIn(facts));
  await insertAuditEvent(unit, actor, {
    chain: "district",
    action: "plan.publish",
    subjectType: "month",
    subjectId: facts.input.month,
    facts: {
      run: run.id,
      visits: plan.visits.length,
      debts: plan.debts.length,
      seed: run.seed,
      changes: changes.length,
      eldersTold: told.elders.length,
      workersTold: told.workers.length,
      providersTold: told.providers.length,
    },
  });
}

/**
 * Publishes a draft. @returns its month
 * Refuses "not-found", "plan-not-draft" for a run that was published or replaced, what `holdFacts` refuses, and
 * "entitlement-exhausted".
 */
export async function publishDraft(context: Context, runId: string): Promise<PlainMonth> {
  return inTransaction(context, async (unit) => {
    const found = await findRunWithResult(unit, runId, true);
    if (found === null) throw new Refusal("not-found");
    const { run, result } = found;
    if (run.state !== "draft") throw new Refusal("plan-not-draft");
    const month = monthOf(plainDate(run.month));
    const { madeOver } = run.stats as StoredStats;
    const facts = await holdFacts(unit, { ...run, month, occasion: "again", madeOver });
    await publishPlan(unit, context.actor, { run, facts, ...keptPlanOf(result) });
    return month;
  });
}
