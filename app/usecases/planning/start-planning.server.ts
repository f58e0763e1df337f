/** Starts the planning of a month as a job, or says at once why it cannot run, so that nobody waits for a job that must refuse. */
import { Refusal } from "#app/domain/refusal.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { findNewestRun } from "#db/repositories/planning-runs.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { startJob } from "../jobs/start-job.server.ts";
import { assertMayPlan } from "./prepare-plan.server.ts";

/**
 * @returns id of the job
 * Refuses "month-not-allocated" when nobody has a provider for the month yet, and "month-has-begun".
 */
export async function startPlanning(context: Context, month: PlainMonth, seed: string): Promise<string> {
  await inTransaction(context, async (unit) => {
    if ((await findNewestRun(unit, month, "allocation")) === null) throw new Refusal("month-not-allocated", { month });
    await assertMayPlan(unit, month, "again");
  });
  return startJob(context, { kind: "plan-month", subject: month, input: { month, seed } });
}
