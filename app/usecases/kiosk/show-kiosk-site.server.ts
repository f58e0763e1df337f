/** Where a kiosk stands: the street whose centre it is in. A street that is not on the list is the first one. */
import { listStreets } from "#db/repositories/reference.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

export async function showKioskSite(context: Context, streetId: number): Promise<{ "zh-CN": string; en: string }> {
  const streets = await inTransaction(context, listStreets);
  const street = streets.find(({ id }) => id === streetId) ?? streets[0];
  return { "zh-CN": street?.nameZh ?? "", en: street?.nameEn ?? "" };
}
