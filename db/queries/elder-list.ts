/** Read model of the elders' list: one page of the scope with the month's eligibility. */
import { and, asc, count, eq, like, type SQL } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { elderInScope } from "../repositories/elders.ts";
import { elder } from "../schema/elder.ts";
import { eligibilityResult } from "../schema/planning.ts";
import { street } from "../schema/reference.ts";
import type { Unit } from "../transaction.ts";

export type ElderListFilter = {
  readonly month: PlainMonth;
  readonly name: string;
  readonly streetId: number | null;
  readonly page: number;
};

export const ELDER_PAGE_ROWS = 50;

export type ElderListRow = {
  readonly elderNo: string;
  readonly name: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly verdict: string | null;
  readonly visitsAllowed: number | null;
  readonly reasons: unknown;
};

export async function listElderPage(
  unit: Unit,
  filter: ElderListFilter,
): Promise<{ rows: ElderListRow[]; total: number }> {
  const conditions: (SQL | undefined)[] = [
    elderInScope(unit),
    filter.name === "" ? undefined : like(elder.name, `%${filter.name.replace(/[%_\\]/g, "")}%`),
    filter.streetId === null ? undefined : eq(elder.streetId, filter.streetId),
  ];
  const where = and(...conditions);
  const [counted] = await unit.orm.select({ total: count() }).from(elder).where(where);
  const rows = await unit.orm
    .select({
      elderNo: elder.elderNo,
      name: elder.name,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
      verdict: eligibilityResult.verdict,
      visitsAllowed: eligibilityResult.visitsAllowed,
      reasons: eligibilityResult.reasons,
    })
    .from(elder)
    .innerJoin(street, eq(street.id, elder.streetId))
    .leftJoin(
      eligibilityResult,
      and(eq(eligibilityResult.elderId, elder.id), eq(eligibilityResult.month, firstDateOf(filter.month))),
    )
    .where(where)
    .orderBy(asc(elder.elderNo))
    .limit(ELDER_PAGE_ROWS)
    .offset((filter.page - 1) * ELDER_PAGE_ROWS);
  return { rows, total: counted?.total ?? 0 };
}
