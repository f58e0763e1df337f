/** The rows behind a budget's numbers: visits that hold planned money, and settled lines and late amounts that were paid. */
import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { settlementLine } from "../schema/claim.ts";
import { settlementPart } from "../schema/fund.ts";
import { ledgerPeriod } from "../schema/ledger.ts";
import { settlementAdjustment } from "../schema/recovery.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

export type BudgetOf = { readonly fund: string; readonly year: number };
export type BudgetPage = { readonly offset: number; readonly limit: number };

/** One visit, or a subsidy of a family bed, with the fen that it holds or has cost. */
export type BudgetRow = {
  /** "" for a bed. */
  readonly visitNo: string;
  /** "" for a visit. */
  readonly bedNo: string;
  readonly start: Date;
  readonly month: string;
  readonly provider: string;
  readonly amountFen: bigint;
  /** "" for a line of its month; the number of the adjustment for what came late. */
  readonly adjustmentNo: string;
};

export type BudgetRows = { readonly rows: readonly BudgetRow[]; readonly count: number; readonly totalFen: bigint };

const heldFen = sql<bigint>`visit_held_fen(${visit.kind}, ${visit.deliveryState}, ${visit.approvalState}, ${visit.waived}, ${visit.plannedFen})`;

const summed = (rows: readonly { count: number; total: string | null }[]) => ({
  count: rows[0]?.count ?? 0,
  totalFen: BigInt(rows[0]?.total ?? "0"),
});

/** Visits that hold money of the fund, in the order of their start. Their sum is what is committed. */
export async function listCommittedRows(unit: Unit, { fund, year }: BudgetOf, page: BudgetPage): Promise<BudgetRows> {
  const holding = and(
    eq(visit.fund, fund),
    sql`extract(year from ${visit.serviceMonth}) = ${year}`,
    sql`${heldFen} > 0`,
    sql`not exists (select 1 from ${ledgerPeriod} p where p.month = ${visit.serviceMonth} and p.state = 'closed')`,
  );
  const sums = await unit.orm
    .select({ count: sql<number>`count(*)::int`, total: sql<string | null>`sum(${heldFen})::text` })
    .from(visit)
    .where(holding);
  const rows = await unit.orm
    .select({
      visitNo: visit.visitNo,
      start: visit.plannedStart,
      month: visit.serviceMonth,
      provider: provider.name,
      amountFen: visit.plannedFen,
    })
    .from(visit)
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .where(holding)
    .orderBy(asc(visit.plannedStart), asc(visit.visitNo))
    .offset(page.offset)
    .limit(page.limit);
  return { rows: rows.map((row) => ({ ...row, bedNo: "", adjustmentNo: "" })), ...summed(sums) };
}

/** Parts of settled lines and late amounts that a fund has paid, as one list. */
function spentOf(unit: Unit, { fund, year }: BudgetOf) {
  const parts = unit.orm
    .select({
      visitId: settlementLine.visitId,
      amountFen: settlementPart.amountFen,
      adjustmentNo: sql<string>`''`.as("adjustment_no"),
    })
    .from(settlementPart)
    .innerJoin(settlementLine, eq(settlementLine.id, settlementPart.lineId))
    .where(
      and(
        eq(settlementPart.fund, fund),
        sql`extract(year from ${settlementLine.serviceMonth}) = ${year}`,
        isNull(settlementLine.voidedByRun),
      ),
    );
  const late = unit.orm
    .select({
      visitId: settlementAdjustment.visitId,
      amountFen: settlementAdjustment.amountFen,
      adjustmentNo: settlementAdjustment.adjustmentNo,
    })
    .from(settlementAdjustment)
    .where(
      and(
        eq(settlementAdjustment.fund, fund),
        sql`extract(year from ${settlementAdjustment.refersToMonth}) = ${year}`,
        isNotNull(settlementAdjustment.runId),
      ),
    );
  return parts.unionAll(late).as("spent");
}

/** What the fund has paid, visit by visit. Its sum is what is spent. */
export async function listSpentRows(unit: Unit, of: BudgetOf, page: BudgetPage): Promise<BudgetRows> {
  const spent = spentOf(unit, of);
  const sums = await unit.orm
    .select({ count: sql<number>`count(*)::int`, total: sql<string | null>`sum(${spent.amountFen})::text` })
    .from(spent);
  const rows = await unit.orm
    .select({
      visitNo: visit.visitNo,
      start: visit.plannedStart,
      month: visit.serviceMonth,
      provider: provider.name,
      amountFen: spent.amountFen,
      adjustmentNo: spent.adjustmentNo,
    })
    .from(spent)
    .innerJoin(visit, eq(visit.id, spent.visitId))
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .orderBy(asc(visit.plannedStart), asc(visit.visitNo), asc(spent.adjustmentNo))
    .offset(page.offset)
    .limit(page.limit);
  return { rows: rows.map((row) => ({ ...row, bedNo: "" })), ...summed(sums) };
}
