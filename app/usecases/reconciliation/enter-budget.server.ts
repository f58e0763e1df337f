/** Enters what a fund was given for a year, by its document, and posts it in the books. A reduction is a document of its own. */
import { appropriation } from "#app/domain/ledger/flows.ts";
import { makeJournal } from "#app/domain/ledger/journal.ts";
import { swapPosting } from "#app/domain/ledger/posting.ts";
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertBudgetDocument, insertFund, listBudgetDocuments, listFunds } from "#db/repositories/budgets.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { lockOpenPeriod } from "./open-period.server.ts";
import { postJournals } from "./post-journals.server.ts";

export type BudgetEntry = {
  readonly documentNo: string;
  readonly fund: string;
  readonly year: number;
  /** Negative for what is taken away. */
  readonly amountFen: Fen;
  readonly note: string;
};

function budgetJournal(entry: BudgetEntry, month: Parameters<typeof makeJournal>[0]["month"]) {
  const given = entry.amountFen > 0n;
  const postings = appropriation(entry.fund, given ? entry.amountFen : fen(-entry.amountFen));
  return makeJournal({
    idempotencyKey: `budget:${entry.documentNo}`,
    kind: "appropriation",
    month,
    sourceType: "budget_document",
    sourceId: entry.documentNo,
    postings: given ? postings : postings.map(swapPosting),
  });
}

/**
 * Refuses "fund-unknown", "budget-amount-missing", "budget-document-known" for a number that was entered before, "budget-below-spent" for a
 * reduction below what is spent, and "whole-district-only".
 */
export async function enterBudget(context: Context, entry: BudgetEntry): Promise<void> {
  if (entry.amountFen === 0n || entry.documentNo.trim() === "") throw new Refusal("budget-amount-missing");
  await inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    if (!(await listFunds(unit)).some(({ code }) => code === entry.fund)) throw new Refusal("fund-unknown");
    const known = await listBudgetDocuments(unit, entry.year);
    if (known.some(({ documentNo }) => documentNo === entry.documentNo))
      throw new Refusal("budget-document-known", { documentNo: entry.documentNo });
    await insertBudgetDocument(unit, {
      ...entry,
      id: unit.newId(),
      enteredBy: context.actor,
      enteredAt: asDate(unit.now),
    });
    const { period, month } = await lockOpenPeriod(unit);
    await postJournals(unit, [budgetJournal(entry, month)], {
      periodId: period.id,
      closingRun: null,
      postedBy: context.actor,
      providerIds: new Map(),
      visitIds: new Map(),
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "budget.enter",
      subjectType: "fund",
      subjectId: `${entry.fund}:${entry.year}`,
      facts: { documentNo: entry.documentNo, amountFen: entry.amountFen.toString(), note: entry.note },
    });
  });
}

export type NewFund = {
  /** Lower-case letters, digits and hyphens; it stands in keys of the books. */
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly priority: number;
  readonly perVisitCapFen: Fen | null;
};

/** Adds a funding source. Refuses "fund-code-invalid", "fund-known" for a code or place that is taken, and "whole-district-only". */
export async function addFund(context: Context, fund: NewFund): Promise<void> {
  if (!/^[a-z][a-z0-9-]{1,19}$/.test(fund.code)) throw new Refusal("fund-code-invalid");
  await inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    const funds = await listFunds(unit);
    if (funds.some(({ code, priority }) => code === fund.code || priority === fund.priority))
      throw new Refusal("fund-known");
    await insertFund(unit, fund);
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "budget.add-fund",
      subjectType: "fund",
      subjectId: fund.code,
      facts: { priority: fund.priority, perVisitCapFen: fund.perVisitCapFen?.toString() ?? null },
    });
  });
}
