/** Funds, what they were given, and how much of it is committed and spent. Triggers keep the sums; the district as a whole owns them. */
import { asc, eq, inArray, sql } from "drizzle-orm";
import { settlementLine } from "../schema/claim.ts";
import { budgetDocument, budgetYear, fund, settlementPart } from "../schema/fund.ts";
import { visit } from "../schema/visit.ts";
import { rowsOf, type Unit } from "../transaction.ts";
import { IDS_AT_ONCE, piecesOf } from "./batches.ts";

export type FundRow = typeof fund.$inferSelect;
export type BudgetYearRow = typeof budgetYear.$inferSelect;
export type BudgetDocumentRow = typeof budgetDocument.$inferSelect;

/** All funds, the first to pay first. */
export async function listFunds(unit: Unit): Promise<FundRow[]> {
  return unit.orm.select().from(fund).orderBy(asc(fund.priority));
}

/** Those that pay for visits, the first to pay first. */
export async function listFundsOfVisits(unit: Unit): Promise<FundRow[]> {
  return unit.orm.select().from(fund).where(eq(fund.pays, "visits")).orderBy(asc(fund.priority));
}

export async function insertFund(unit: Unit, row: typeof fund.$inferInsert): Promise<void> {
  await unit.orm.insert(fund).values(row);
}

/** The budgets of a year; a fund without a document has none. */
export async function listBudgets(unit: Unit, year: number): Promise<BudgetYearRow[]> {
  return unit.orm.select().from(budgetYear).where(eq(budgetYear.year, year));
}

/** The budgets of a year, locked for the rest of the unit in the order of their funds. */
export async function lockBudgets(unit: Unit, year: number): Promise<BudgetYearRow[]> {
  return unit.orm
    .select()
    .from(budgetYear)
    .where(eq(budgetYear.year, year))
    .orderBy(asc(budgetYear.fund))
    .for("update");
}

/** Raises or lowers a year's cap by a document. The table refuses a number that is known, and a cap below what is spent. */
export async function insertBudgetDocument(unit: Unit, row: typeof budgetDocument.$inferInsert): Promise<void> {
  await unit.orm.insert(budgetDocument).values(row);
}

export async function listBudgetDocuments(unit: Unit, year: number): Promise<BudgetDocumentRow[]> {
  return unit.orm
    .select()
    .from(budgetDocument)
    .where(eq(budgetDocument.year, year))
    .orderBy(asc(budgetDocument.enteredAt), asc(budgetDocument.documentNo));
}

/** What a fund pays of the settled line of a visit. */
export type SettledPart = { readonly visitNo: string; readonly fund: string; readonly amountFen: bigint };

/**
 * Writes what each fund pays of a run's settled lines; the table adds it to what is spent and refuses parts above what was approved. Parts
 * of visits without a line of the run are left out.
 */
export async function insertSettlementParts(unit: Unit, runId: string, parts: readonly SettledPart[]): Promise<void> {
  for (const piece of piecesOf(parts, IDS_AT_ONCE)) {
    const records = piece.map(({ visitNo, fund, amountFen }) => [visitNo, fund, amountFen.toString()]);
    await unit.orm.execute(sql`
      insert into ${settlementPart} (line_id, fund, amount_fen)
      select l.id, p.v->>1, (p.v->>2)::bigint
        from jsonb_array_elements(${JSON.stringify(records)}::jsonb) as p(v)
        join ${visit} v on v.visit_no = p.v->>0
        join ${settlementLine} l on l.visit_id = v.id and l.run_id = ${runId}
      on conflict do nothing`);
  }
}

/** Lines whose parts one statement writes. */
const LINES_AT_ONCE = 20_000;

/**
 * Writes that one fund pays all that a run's lines approve, some lines at a time in the order in which they lie; the table adds it to what is
 * spent.
 */
export async function insertWholeParts(unit: Unit, runId: string, fund: string): Promise<void> {
  const [start] = await unit.orm
    .select({ first: settlementLine.id })
    .from(settlementLine)
    .where(eq(settlementLine.runId, runId))
    .orderBy(asc(settlementLine.id))
    .limit(1);
  let [after, from] = [sql.raw(">="), start?.first ?? null];
  while (from !== null) {
    const rows: unknown = await unit.orm.execute(sql`
      with piece as materialized (
        -- The run as a text, so that lines are read on from the last one's id: by the run's own index all of its lines would be read each time.
        select l.id, l.approved_fen from ${settlementLine} l
         where l.run_id::text = ${runId} and l.id ${after} ${from}::uuid order by l.id limit ${LINES_AT_ONCE}::int),
      put as (
        insert into ${settlementPart} (line_id, fund, amount_fen)
        select id, ${fund}, approved_fen from piece where approved_fen > 0 on conflict do nothing)
      select id::text as last from piece order by id desc limit 1`);
    [after, from] = [sql.raw(">"), rowsOf<{ last: string }>(rows)[0]?.last ?? null];
  }
}

export async function listSettlementParts(
  unit: Unit,
  lineIds: readonly string[],
): Promise<(typeof settlementPart.$inferSelect)[]> {
  const found: (typeof settlementPart.$inferSelect)[] = [];
  for (const piece of piecesOf(lineIds, 2000))
    found.push(...(await unit.orm.select().from(settlementPart).where(inArray(settlementPart.lineId, piece))));
  return found;
}
