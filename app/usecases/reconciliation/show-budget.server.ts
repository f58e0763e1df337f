/** The district's budget of a year by fund: given, committed, spent and free, and the rows behind each number. */
import { instant, isoText } from "#app/domain/time/instant.ts";
import { listBedBudgetRows } from "#db/queries/bed-budget-rows.ts";
import { listCommittedRows, listSpentRows } from "#db/queries/budget-rows.ts";
import { listBudgetDocuments, listBudgets, listFunds } from "#db/repositories/budgets.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { BED_FUND } from "../family-beds/bed-policy.server.ts";

export const BUDGET_PAGE_SIZE = 50;

export type BudgetChoice = {
  readonly year: number;
  readonly fund: string | null;
  readonly of: "committed" | "spent" | null;
  /** From 1. */
  readonly page: number;
};

async function rowsBehind(context: Context, { year, fund, of, page }: BudgetChoice) {
  if (fund === null || of === null) return null;
  const place = { offset: (page - 1) * BUDGET_PAGE_SIZE, limit: BUDGET_PAGE_SIZE };
  const list = of === "committed" ? listCommittedRows : listSpentRows;
  const { rows, count, totalFen } = await inReading(context, (unit) =>
    fund === BED_FUND ? listBedBudgetRows(unit, { of, year }, place) : list(unit, { fund, year }, place),
  );
  return {
    fund,
    of,
    count,
    totalFen: totalFen.toString(),
    rows: rows.map(({ start, amountFen, month, ...row }) => ({
      ...row,
      month: month.slice(0, 7),
      start: isoText(instant(start)),
      amountFen: amountFen.toString(),
    })),
  };
}

/** Amounts are whole fen as text. A fund without a document is not watched and has no free amount. */
export async function showBudget(context: Context, choice: BudgetChoice) {
  const { funds, budgets, documents } = await inReading(context, async (unit) => ({
    funds: await listFunds(unit),
    budgets: new Map((await listBudgets(unit, choice.year)).map((row) => [row.fund, row])),
    documents: await listBudgetDocuments(unit, choice.year),
  }));
  return {
    year: choice.year,
    funds: funds.map((fund) => {
      const stand = budgets.get(fund.code);
      return {
        code: fund.code,
        nameZh: fund.nameZh,
        nameEn: fund.nameEn,
        priority: fund.priority,
        perVisitCapFen: fund.perVisitCapFen?.toString() ?? null,
        stand: stand
          ? {
              capFen: stand.capFen.toString(),
              committedFen: stand.committedFen.toString(),
              spentFen: stand.spentFen.toString(),
              freeFen: (stand.capFen - stand.committedFen - stand.spentFen).toString(),
              excessFen: stand.excessFen.toString(),
            }
          : null,
      };
    }),
    documents: documents.map((row) => ({
      documentNo: row.documentNo,
      fund: row.fund,
      amountFen: row.amountFen.toString(),
      note: row.note,
      enteredBy: row.enteredBy.replace(/^(?:user|demo|system):/, ""),
      enteredAt: isoText(instant(row.enteredAt)),
    })),
    behind: await rowsBehind(context, choice),
    pageSize: BUDGET_PAGE_SIZE,
    page: choice.page,
  };
}

export type ShownBudget = Awaited<ReturnType<typeof showBudget>>;
