/** Read model of the visits' list: one page of the scope, and the open findings counted by rule. */
import { and, asc, count, desc, eq, gte, inArray, lt, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { visitInScope } from "../repositories/visits.ts";
import { elder } from "../schema/elder.ts";
import { finding, visitCorrection } from "../schema/finding.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

export type VisitListFilter = {
  readonly month: PlainMonth;
  readonly state?: string | undefined;
  /** Half-open; the whole month without it. */
  readonly day?: { readonly from: Instant; readonly to: Instant } | undefined;
  readonly elderNo?: string | undefined;
  readonly providerId?: string | undefined;
  /** Only visits with an open finding of this rule. */
  readonly ruleCode?: string | undefined;
  /** Exceptions first puts visits with open findings before the others, the gravest level first. */
  readonly order: "time" | "exceptions";
  readonly page: number;
};

export const VISIT_PAGE_ROWS = 50;

/** Open findings by visit: their rules, and 1 for one that blocks to 4 for one that only informs. */
function openFindings(unit: Unit) {
  return unit.orm
    .select({
      visitId: finding.visitId,
      rules: sql<string[]>`array_agg(${finding.ruleCode} order by ${finding.ruleCode})`.as("rules"),
      gravest:
        sql<number>`min(case ${finding.level} when 'block' then 1 when 'fix' then 2 when 'acknowledge' then 3 else 4 end)`.as(
          "gravest",
        ),
    })
    .from(finding)
    .where(eq(finding.state, "open"))
    .groupBy(finding.visitId)
    .as("open_findings");
}

function selectVisits(unit: Unit, where: SQL | undefined, open = openFindings(unit)) {
  return unit.orm
    .select({
      visitNo: visit.visitNo,
      plannedStart: visit.plannedStart,
      elderNo: elder.elderNo,
      elderName: elder.name,
      provider: provider.name,
      deliveryState: visit.deliveryState,
      approvalState: visit.approvalState,
      openRules: sql<string[]>`coalesce(${open.rules}, array[]::text[])`,
    })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .leftJoin(open, eq(open.visitId, visit.id))
    .where(where);
}

/** Everything of the filter but the rule. */
function visitsAsked(unit: Unit, { month, state, day, elderNo, providerId }: VisitListFilter): SQL | undefined {
  return and(
    visitInScope(unit),
    eq(visit.serviceMonth, firstDateOf(month)),
    state === undefined ? undefined : eq(visit.deliveryState, state),
    elderNo === undefined ? undefined : eq(elder.elderNo, elderNo),
    providerId === undefined ? undefined : eq(visit.providerId, providerId),
    day === undefined ? undefined : gte(visit.plannedStart, asDate(day.from)),
    day === undefined ? undefined : lt(visit.plannedStart, asDate(day.to)),
  );
}

export async function listVisitPage(unit: Unit, filter: VisitListFilter) {
  const { ruleCode, order, page } = filter;
  const open = openFindings(unit);
  const ofRule = ruleCode === undefined ? undefined : sql`${ruleCode} = any(${open.rules})`;
  const where = and(visitsAsked(unit, filter), ofRule);
  const [counted] = await unit.orm
    .select({ total: count() })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .leftJoin(open, eq(open.visitId, visit.id))
    .where(where);
  const byTime = [asc(visit.plannedStart), asc(visit.visitNo)];
  const gravestFirst = [sql`${open.gravest} nulls last`, sql`cardinality(${open.rules}) desc nulls last`];
  const rows = await selectVisits(unit, where, open)
    .orderBy(...(order === "time" ? byTime : [...gravestFirst, ...byTime]))
    .limit(VISIT_PAGE_ROWS)
    .offset((page - 1) * VISIT_PAGE_ROWS);
  return { rows, total: counted?.total ?? 0 };
}

/** Visits of the filter with an open finding, by rule, the commonest first. The filter's own rule does not narrow it. */
export async function countOpenFindings(unit: Unit, filter: VisitListFilter) {
  return unit.orm
    .select({ ruleCode: finding.ruleCode, visits: count() })
    .from(finding)
    .innerJoin(visit, eq(visit.id, finding.visitId))
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .where(and(eq(finding.state, "open"), visitsAsked(unit, filter)))
    .groupBy(finding.ruleCode)
    .orderBy(desc(count()), asc(finding.ruleCode));
}

/** Visits of the month whose corrected times wait to be decided, the longest waiting first. */
export async function listWaitingCorrections(unit: Unit, month: PlainMonth): Promise<readonly string[]> {
  const rows = await unit.orm
    .select({ visitNo: visit.visitNo })
    .from(visitCorrection)
    .innerJoin(visit, eq(visit.id, visitCorrection.visitId))
    .where(and(visitInScope(unit), eq(visit.serviceMonth, firstDateOf(month)), eq(visitCorrection.state, "requested")))
    .groupBy(visit.visitNo)
    .orderBy(sql`min(${visitCorrection.requestedAt})`, asc(visit.visitNo));
  return rows.map((row) => row.visitNo);
}

/** These visits of the scope, at most a page of them, in the order of their numbers. */
export async function listNumberedVisits(unit: Unit, visitNos: readonly string[]) {
  if (visitNos.length === 0) return [];
  return selectVisits(unit, and(visitInScope(unit), inArray(visit.visitNo, [...visitNos]))).orderBy(asc(visit.visitNo));
}
