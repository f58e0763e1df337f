/** Where a kiosk stands: the street whose centre it is in. A street that is not on the list is the first one. */
import { keptStreets, listStreets } from "#db/repositories/reference.ts";
import { inReading, type Context } from "#db/transaction.ts";

export async function showKioskSite(context: Context, streetId: number): Promise<{ "zh-CN": string; en: string }> {
  const streets = keptStreets(context.database.named) ?? (await inReading(context, listStreets));
  const street = streets.find(({ id }) => id === streetId) ?? streets[0];
  return { "zh-CN": street?.nameZh ?? "", en: street?.nameEn ?? "" };
}

/** The streets in which this actor may pair a kiosk. */
export async function listKioskStreets(context: Context): Promise<{ id: number; "zh-CN": string; en: string }[]> {
  const streets = await inReading(context, listStreets);
  const reached = context.scope.streets;
  return streets
    .filter(({ id }) => reached === "all" || (reached as readonly number[]).includes(id))
    .map(({ id, nameZh, nameEn }) => ({ id, "zh-CN": nameZh, en: nameEn }));
}
