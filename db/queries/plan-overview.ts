/** Read model of the plan screen: the month's runs and its visit debt in the scope. */
import { and, asc, desc, eq } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { elderInScope } from "../repositories/elders.ts";
import { elder } from "../schema/elder.ts";
import { planningRun } from "../schema/planning.ts";
import { visitDebt } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

export async function readPlanOverview(unit: Unit, month: PlainMonth) {
  const runs = await unit.orm
    .select()
    .from(planningRun)
    .where(eq(planningRun.month, firstDateOf(month)))
    .orderBy(desc(planningRun.createdAt));
  const debts = await unit.orm
    .select({ elderNo: elder.elderNo, name: elder.name, sequence: visitDebt.sequence, reason: visitDebt.reason })
    .from(visitDebt)
    .innerJoin(elder, eq(elder.id, visitDebt.elderId))
    .where(and(eq(visitDebt.month, firstDateOf(month)), elderInScope(unit)))
    .orderBy(asc(elder.elderNo), asc(visitDebt.sequence));
  return { runs, debts };
}
