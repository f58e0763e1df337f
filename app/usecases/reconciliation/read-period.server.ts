/** Where a month's books stand. */
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { findPeriod } from "#db/repositories/ledger.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

export type PeriodState = "open" | "closing" | "closed";

/** A month that nothing has touched is open. */
export async function readPeriodState(context: Context, month: PlainMonth): Promise<PeriodState> {
  const period = await inTransaction(context, (unit) => findPeriod(unit, month));
  return (period?.state ?? "open") as PeriodState;
}
