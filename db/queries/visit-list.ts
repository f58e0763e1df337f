/** Read model of the visits' list: one page of the scope, with the number of findings still open. */
import { and, asc, count, eq, gte, inArray, lt, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { visitInScope } from "../repositories/visits.ts";
import { elder } from "../schema/elder.ts";
import { finding } from "../schema/finding.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

export type VisitListFilter = {
  readonly month: PlainMonth;
  readonly state: string;
  /** Half-open; null for the whole month. */
  readonly day: { readonly from: Instant; readonly to: Instant } | null;
  readonly elderNo: string | null;
  readonly page: number;
};

export const VISIT_PAGE_ROWS = 50;

function selectVisits(unit: Unit, where: SQL | undefined) {
  return unit.orm
    .select({
      visitNo: visit.visitNo,
      plannedStart: visit.plannedStart,
      elderNo: elder.elderNo,
      elderName: elder.name,
      provider: provider.name,
      deliveryState: visit.deliveryState,
      approvalState: visit.approvalState,
      openFindings: sql<number>`(select count(*)::int from ${finding} where ${finding.visitId} = ${visit.id} and ${finding.state} = 'open')`,
    })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .where(where);
}

export async function listVisitPage(unit: Unit, filter: VisitListFilter) {
  const conditions: (SQL | undefined)[] = [
    visitInScope(unit),
    eq(visit.serviceMonth, firstDateOf(filter.month)),
    filter.state === "" ? undefined : eq(visit.deliveryState, filter.state),
    filter.elderNo === null ? undefined : eq(elder.elderNo, filter.elderNo),
    filter.day === null ? undefined : gte(visit.plannedStart, asDate(filter.day.from)),
    filter.day === null ? undefined : lt(visit.plannedStart, asDate(filter.day.to)),
  ];
  const where = and(...conditions);
  const [counted] = await unit.orm
    .select({ total: count() })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .where(where);
  const rows = await selectVisits(unit, where)
    .orderBy(asc(visit.plannedStart), asc(visit.visitNo))
    .limit(VISIT_PAGE_ROWS)
    .offset((filter.page - 1) * VISIT_PAGE_ROWS);
  return { rows, total: counted?.total ?? 0 };
}

/** These visits of the scope, at most a page of them, in the order of their numbers. */
export async function listNumberedVisits(unit: Unit, visitNos: readonly string[]) {
  if (visitNos.length === 0) return [];
  return selectVisits(unit, and(visitInScope(unit), inArray(visit.visitNo, [...visitNos]))).orderBy(asc(visit.visitNo));
}
