/** Read model of the plan screen: how far the month is, its runs, and its visit debt in the scope. */
import { and, asc, count, eq, sql } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { elderInScope } from "../repositories/elders.ts";
import { listRuns } from "../repositories/planning-runs.ts";
import { elder } from "../schema/elder.ts";
import { allocation, eligibilityResult } from "../schema/planning.ts";
import { visitDebt } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

async function readStages(unit: Unit, month: PlainMonth) {
  const first = firstDateOf(month);
  const [judged] = await unit.orm
    .select({
      candidates: count(),
      eligible: sql<number>`(count(*) filter (where ${eligibilityResult.visitsAllowed} > 0))::int`,
    })
    .from(eligibilityResult)
    .innerJoin(elder, eq(elder.id, eligibilityResult.elderId))
    .where(and(eq(eligibilityResult.month, first), elderInScope(unit)));
  const [allocated] = await unit.orm
    .select({ elders: sql<number>`count(${allocation.providerId})::int` })
    .from(allocation)
    .innerJoin(elder, eq(elder.id, allocation.elderId))
    .where(and(eq(allocation.month, first), elderInScope(unit)));
  return {
    candidates: judged?.candidates ?? 0,
    eligible: judged?.eligible ?? 0,
    allocated: allocated?.elders ?? 0,
  };
}

export async function readPlanOverview(unit: Unit, month: PlainMonth) {
  const debts = await unit.orm
    .select({
      elderNo: elder.elderNo,
      name: elder.name,
      sequence: visitDebt.sequence,
      originalOn: visitDebt.originalOn,
      reason: visitDebt.reason,
      facts: visitDebt.facts,
      state: visitDebt.state,
      provider: provider.name,
    })
    .from(visitDebt)
    .innerJoin(elder, eq(elder.id, visitDebt.elderId))
    .leftJoin(provider, eq(provider.id, visitDebt.providerId))
    .where(and(eq(visitDebt.month, firstDateOf(month)), elderInScope(unit)))
    .orderBy(asc(elder.elderNo), asc(visitDebt.sequence));
  return { ...(await readStages(unit, month)), runs: await listRuns(unit, month), debts };
}
