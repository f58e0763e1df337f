/** One page of the elders' list, names masked: the full name stands only inside a case. */
import { maskName } from "#app/domain/access/masking.ts";
import { ELDER_PAGE_ROWS, listElderPage, type ElderListFilter } from "#db/queries/elder-list.ts";
import { listStreets } from "#db/repositories/reference.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

export async function showElders(context: Context, filter: ElderListFilter) {
  return inTransaction(context, async (unit) => {
    const { rows, total } = await listElderPage(unit, filter);
    const streets = (await listStreets(unit)).filter(
      (street) => context.scope.streets === "all" || context.scope.streets.some((id) => id === street.id),
    );
    return {
      streets: streets.map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn })),
      total,
      pageSize: ELDER_PAGE_ROWS,
      rows: rows.map((row) => ({
        ...row,
        name: maskName(row.name),
        reasons: ((row.reasons ?? []) as { code: string }[]).map((reason) => reason.code),
      })),
    };
  });
}
