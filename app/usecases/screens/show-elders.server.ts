/** One page of the elders' roster, names masked: the full name stands only inside a case. */
import { maskName } from "#app/domain/access/masking.ts";
import { listProviderNames } from "#db/queries/allocation-overview.ts";
import { ELDER_PAGE_ROWS, listElderPage, type ElderListFilter } from "#db/queries/elder-list.ts";
import { listStreets } from "#db/repositories/reference.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/** Refuses nothing: a filter that fits nobody gives no rows. */
export async function showElders(context: Context, filter: ElderListFilter) {
  return inTransaction(context, async (unit) => {
    const { rows, total } = await listElderPage(unit, filter);
    const streets = (await listStreets(unit)).filter(
      (street) => context.scope.streets === "all" || context.scope.streets.some((id) => id === street.id),
    );
    const providers = await listProviderNames(unit);
    return {
      streets: streets.map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn })),
      providers: providers.map(({ id, name }) => ({ id, name })),
      total,
      pageSize: ELDER_PAGE_ROWS,
      rows: rows.map((row) => ({ ...row, name: maskName(row.name) })),
    };
  });
}
