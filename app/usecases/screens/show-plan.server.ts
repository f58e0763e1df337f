/** The month's planning runs and visit debt. */
import { maskName } from "#app/domain/access/masking.ts";
import { isoText, instant } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { readPlanOverview } from "#db/queries/plan-overview.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

export async function showPlan(context: Context, month: PlainMonth) {
  const { runs, debts } = await inTransaction(context, (unit) => readPlanOverview(unit, month));
  return {
    runs: runs.map((run) => ({
      id: run.id,
      kind: run.kind,
      seed: run.seed,
      resultDigest: run.resultDigest,
      createdAt: isoText(instant(run.createdAt)),
    })),
    debts: debts.map((debt) => ({ ...debt, name: maskName(debt.name) })),
  };
}
