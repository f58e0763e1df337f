/** The rows behind one number of the tie-out, a page at a time: visits, claim lines, postings or bank lines, with the sum that they make. */
import { sumFen } from "#app/domain/money/fen.ts";
import type { TiePlace } from "#app/domain/reconciliation/tie-out.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { VISIT_PAGE_ROWS } from "#db/queries/visit-list.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { loadMonthMoney } from "./month-money.server.ts";
import { settlementFactsOf } from "./show-settlement.server.ts";
import { loadTieRows } from "./tie-out-rows.server.ts";

export type TieQuestion = {
  readonly month: PlainMonth;
  readonly place: TiePlace;
  /** Credit code; null for every provider of the scope. */
  readonly provider: string | null;
  /** From 1. */
  readonly page: number;
};

/** Refuses "not-found" to a street, which has no books. */
export async function showTieRows(context: Context, { month, place, provider, page }: TieQuestion) {
  return inTransaction(context, async (unit) => {
    const money = await loadMonthMoney(unit, month);
    const providers = await listProviders(unit);
    const ids = new Map(providers.map((one) => [one.id, one.creditCode]));
    const all = await loadTieRows(unit, money, settlementFactsOf(money, ids));
    if (all === null) throw new Refusal("not-found");
    const rows = all.filter((row) => row.place === place && (provider === null || row.providerCode === provider));
    const nameOf = new Map(providers.map((one) => [one.creditCode, one.name]));
    const banked = new Map(money.bank.map((line) => [line.bankReference, line]));
    return {
      total: rows.length,
      pageSize: VISIT_PAGE_ROWS,
      amountFen: sumFen(rows.map((row) => row.amountFen)),
      providerName: provider === null ? null : (nameOf.get(provider) ?? null),
      rows: rows.slice((page - 1) * VISIT_PAGE_ROWS, page * VISIT_PAGE_ROWS).map((row) => {
        const line = place === "bank" ? banked.get(row.key) : undefined;
        return {
          ...row,
          provider: nameOf.get(row.providerCode) ?? row.providerCode,
          batchNo: line?.batchNo ?? null,
          bookedOn: line ? localDateOf(instant(line.bookedAt)) : null,
        };
      }),
    };
  });
}
