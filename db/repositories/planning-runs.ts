/** Runs of allocation and planning, and what they planned. They belong to the whole district and name nobody. */
import { and, desc, eq, getTableColumns, isNotNull } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { planningResult, planningRun } from "../schema/planning.ts";
import type { Unit } from "../transaction.ts";

export type PlanningRunRow = typeof planningRun.$inferSelect;
export type PlanningResultRow = typeof planningResult.$inferSelect;

export async function insertPlanningRun(unit: Unit, row: typeof planningRun.$inferInsert): Promise<void> {
  await unit.orm.insert(planningRun).values(row);
}

export async function insertPlanningResult(unit: Unit, row: typeof planningResult.$inferInsert): Promise<void> {
  await unit.orm.insert(planningResult).values(row);
}

/** The newest run of a kind for the month, or null. */
export async function findNewestRun(
  unit: Unit,
  month: PlainMonth,
  kind: "allocation" | "plan",
): Promise<PlanningRunRow | null> {
  const [row] = await unit.orm
    .select()
    .from(planningRun)
    .where(and(eq(planningRun.month, firstDateOf(month)), eq(planningRun.kind, kind)))
    .orderBy(desc(planningRun.createdAt), desc(planningRun.id))
    .limit(1);
  return row ?? null;
}

/** Id of the plan in force in a month, or null. */
export async function findPublishedPlan(unit: Unit, month: PlainMonth): Promise<string | null> {
  const [row] = await unit.orm
    .select({ id: planningRun.id })
    .from(planningRun)
    .where(
      and(eq(planningRun.month, firstDateOf(month)), eq(planningRun.kind, "plan"), eq(planningRun.state, "published")),
    );
  return row?.id ?? null;
}

/** All runs of a month, newest first; `isKept` tells that what the run planned is stored whole. */
export async function listRuns(unit: Unit, month: PlainMonth): Promise<(PlanningRunRow & { isKept: boolean })[]> {
  const rows = await unit.orm
    .select({ ...getTableColumns(planningRun), kept: isNotNull(planningResult.runId) })
    .from(planningRun)
    .leftJoin(planningResult, eq(planningResult.runId, planningRun.id))
    .where(eq(planningRun.month, firstDateOf(month)))
    .orderBy(desc(planningRun.createdAt), desc(planningRun.id));
  return rows.map(({ kept, ...row }) => ({ ...row, isKept: kept === true }));
}

export type RunWithResult = { readonly run: PlanningRunRow; readonly result: PlanningResultRow };

/** A plan's run with what it planned, the run locked for the rest of the unit when asked; null when there is none that was kept whole. */
export async function findRunWithResult(unit: Unit, runId: string, lock = false): Promise<RunWithResult | null> {
  const wanted = unit.orm
    .select()
    .from(planningRun)
    .where(and(eq(planningRun.id, runId), eq(planningRun.kind, "plan")));
  const [run] = await (lock ? wanted.for("update") : wanted);
  if (!run) return null;
  const [result] = await unit.orm.select().from(planningResult).where(eq(planningResult.runId, runId));
  return result ? { run, result } : null;
}

/** Makes a draft the month's published plan in place of the one that was. */
export async function markPublished(
  unit: Unit,
  run: Pick<PlanningRunRow, "id" | "month">,
  published: { readonly publishedBy: string; readonly publishedAt: Date },
): Promise<void> {
  await unit.orm
    .update(planningRun)
    .set({ state: "replaced" })
    .where(and(eq(planningRun.month, run.month), eq(planningRun.kind, "plan"), eq(planningRun.state, "published")));
  await unit.orm
    .update(planningRun)
    .set({ state: "published", ...published })
    .where(eq(planningRun.id, run.id));
}
