/** Where today's money is posted: this month's period, or the first later one that is open. */
import { localDateOf } from "#app/domain/time/instant.ts";
import { addMonths, monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { lockPeriod, type PeriodRow } from "#db/repositories/ledger.ts";
import type { Unit } from "#db/transaction.ts";

/** The period of this month, or the next one where it is closed or closing; locked for the rest of the unit. */
export async function lockOpenPeriod(unit: Unit): Promise<{ period: PeriodRow; month: PlainMonth }> {
  for (let month = monthOf(localDateOf(unit.now)); ; month = addMonths(month, 1)) {
    const period = await lockPeriod(unit, month);
    if (period.state === "open") return { period, month };
  }
}
