/** The visits behind one difference of the reconciliation, a page at a time. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import { sumFen } from "#app/domain/money/fen.ts";
import { visitsBehind, type Stage } from "#app/domain/reconciliation/settlement.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listNumberedVisits, VISIT_PAGE_ROWS } from "#db/queries/visit-list.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { loadMonthMoney } from "./month-money.server.ts";
import { settlementFactsOf } from "./show-settlement.server.ts";

export type DifferenceQuestion = {
  readonly month: PlainMonth;
  /** The later stage of the two. */
  readonly to: Stage;
  readonly code: string;
  /** Credit code; null for every provider of the scope. */
  readonly provider: string | null;
  /** From 1. */
  readonly page: number;
};

/** Count and amount are those of the reconciliation; the visits of all pages add up to them, beside what belongs to no one visit. */
export async function showDifference(context: Context, { month, to, code, provider, page }: DifferenceQuestion) {
  return inTransaction(context, async (unit) => {
    const providers = await listProviders(unit);
    const ids = new Map(providers.map((one) => [one.id, one.creditCode]));
    const parts = settlementFactsOf(await loadMonthMoney(unit, month), ids)
      .filter((facts) => provider === null || facts.providerCode === provider)
      .flatMap((facts) => visitsBehind(facts, to, code));
    const [visits, rest] = [
      parts.filter((part) => part.visitNo !== null),
      parts.filter((part) => part.visitNo === null),
    ];
    const shown = visits.slice((page - 1) * VISIT_PAGE_ROWS, page * VISIT_PAGE_ROWS);
    const rows = await listNumberedVisits(
      unit,
      shown.flatMap((part) => part.visitNo ?? []),
    );
    const partOf = new Map(shown.map((part) => [part.visitNo, part]));
    return {
      total: visits.length,
      pageSize: VISIT_PAGE_ROWS,
      count: parts.reduce((sum, part) => sum + part.count, 0),
      amountFen: sumFen(parts.map((part) => part.amountFen)),
      rest: rest.length === 0 ? null : sumFen(rest.map((part) => part.amountFen)),
      providerName: providers.find((one) => one.creditCode === provider)?.name ?? null,
      rows: rows.map(({ openRules: _openRules, ...row }) => ({
        ...row,
        elderName: maskName(row.elderName),
        plannedStart: isoText(instant(row.plannedStart)),
        count: partOf.get(row.visitNo)?.count ?? 0,
        amountFen: partOf.get(row.visitNo)?.amountFen ?? 0n,
      })),
    };
  });
}
