/**
 * A month cut into slices of whole elders, provider by provider, so that work on all its visits holds a bounded number of them at a time.
 * An elder whom two providers visit is in the slice of the first of them only, and so is in one slice of the month.
 */
import { and, eq, sql } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { elder } from "../schema/elder.ts";
import { visit } from "../schema/visit.ts";
import { rowsOf, type Unit } from "../transaction.ts";
import { visitInScope } from "./visits.ts";

/** Where a slice ended: the next one begins behind it. */
export type SliceMark = { readonly providerId: string; readonly elderId: string | null };

/** Elders with visits of the month in the scope. */
export async function listEldersOfMonth(unit: Unit, month: PlainMonth): Promise<{ id: string; elderNo: string }[]> {
  return unit.orm
    .selectDistinct({ id: elder.id, elderNo: elder.elderNo })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .where(and(eq(visit.serviceMonth, firstDateOf(month)), visitInScope(unit)));
}

/** Providers with visits of the month in the scope, in the order of their ids. */
export async function listProvidersOfMonth(unit: Unit, month: PlainMonth): Promise<string[]> {
  const rows = rowsOf<{ provider_id: string }>(
    await unit.orm.execute(sql`select distinct ${visit.providerId} from ${visit}
      where ${visit.serviceMonth} = ${firstDateOf(month)} and ${visitInScope(unit)} order by 1`),
  );
  return rows.map((row) => row.provider_id);
}

/** The next elders of a provider's month behind a mark, in the order of their ids. */
export async function listEldersOfSlice(
  unit: Unit,
  month: PlainMonth,
  { providerId, elderId }: SliceMark,
  limit: number,
): Promise<string[]> {
  const first = firstDateOf(month);
  const behind = elderId === null ? sql`true` : sql`${visit.elderId} > ${elderId}`;
  const rows = rowsOf<{ elder_id: string }>(
    await unit.orm.execute(sql`select distinct ${visit.elderId} from ${visit}
      where ${visit.providerId} = ${providerId} and ${visit.serviceMonth} = ${first} and ${behind} and ${visitInScope(unit)}
        and not exists (select 1 from ${visit} o where o.elder_id = ${visit.elderId} and o.service_month = ${first}
          and o.provider_id < ${providerId})
      order by 1 limit ${limit}`),
  );
  return rows.map((row) => row.elder_id);
}
