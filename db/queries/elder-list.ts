/** Read model of the elders' roster: one page of the scope with the month's verdict and provider. */
import { and, asc, count, eq, like, or, sql, type SQL } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { elderInScope } from "../repositories/elders.ts";
import { abilityAssessment, assistanceStatus, elder } from "../schema/elder.ts";
import { allocation, eligibilityResult } from "../schema/planning.ts";
import { street } from "../schema/reference.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

/** An empty text, or null, asks for everything. */
export type ElderListFilter = {
  readonly month: PlainMonth;
  /** Part of the name, or an elder number. */
  readonly name: string;
  readonly streetId: number | null;
  readonly verdict: string;
  readonly grade: number | null;
  readonly assistance: string;
  readonly providerId: string;
  readonly page: number;
};

export const ELDER_PAGE_ROWS = 50;

export type ElderListRow = {
  readonly elderNo: string;
  readonly name: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly grade: number | null;
  readonly assistance: string | null;
  readonly verdict: string | null;
  readonly visitsAllowed: number | null;
  readonly provider: string | null;
};

/** What the newest assessment on file says. */
const newestGrade = sql<
  number | null
>`(select a.grade from ${abilityAssessment} a where a.elder_id = ${elder.id} order by a.assessed_on desc limit 1)`;

const newestAssistance = sql<
  string | null
>`(select s.kind from ${assistanceStatus} s where s.elder_id = ${elder.id} order by s.from_on desc nulls last limit 1)`;

function nameOrNumber(text: string): SQL | undefined {
  if (text === "") return undefined;
  return or(like(elder.name, `%${text.replace(/[%_\\]/g, "")}%`), eq(elder.elderNo, text.toUpperCase()));
}

function conditionOf(unit: Unit, filter: ElderListFilter): SQL | undefined {
  return and(
    elderInScope(unit),
    nameOrNumber(filter.name),
    filter.streetId === null ? undefined : eq(elder.streetId, filter.streetId),
    filter.verdict === "" ? undefined : eq(eligibilityResult.verdict, filter.verdict),
    filter.grade === null ? undefined : sql`${newestGrade} = ${filter.grade}`,
    filter.assistance === "" ? undefined : sql`${newestAssistance} = ${filter.assistance}`,
    filter.providerId === "" ? undefined : eq(allocation.providerId, filter.providerId),
  );
}

export async function listElderPage(
  unit: Unit,
  filter: ElderListFilter,
): Promise<{ rows: ElderListRow[]; total: number }> {
  const first = firstDateOf(filter.month);
  const where = conditionOf(unit, filter);
  const ofMonth = and(eq(eligibilityResult.elderId, elder.id), eq(eligibilityResult.month, first));
  const servedBy = and(eq(allocation.elderId, elder.id), eq(allocation.month, first));
  const [counted] = await unit.orm
    .select({ total: count() })
    .from(elder)
    .leftJoin(eligibilityResult, ofMonth)
    .leftJoin(allocation, servedBy)
    .where(where);
  const rows = await unit.orm
    .select({
      elderNo: elder.elderNo,
      name: elder.name,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
      grade: newestGrade,
      assistance: newestAssistance,
      verdict: eligibilityResult.verdict,
      visitsAllowed: eligibilityResult.visitsAllowed,
      provider: provider.name,
    })
    .from(elder)
    .innerJoin(street, eq(street.id, elder.streetId))
    .leftJoin(eligibilityResult, ofMonth)
    .leftJoin(allocation, servedBy)
    .leftJoin(provider, eq(provider.id, allocation.providerId))
    .where(where)
    .orderBy(asc(elder.elderNo))
    .limit(ELDER_PAGE_ROWS)
    .offset((filter.page - 1) * ELDER_PAGE_ROWS);
  return { rows, total: counted?.total ?? 0 };
}
