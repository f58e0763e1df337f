/** Read models of the trace of one visit's money: where it was planned, what is claimed and settled of it, what the books and the bank say. */
import { and, asc, count, eq, getTableColumns, gt, isNull, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { claim, claimLine, settlementLine, settlementRun } from "../schema/claim.ts";
import { bankLine, paymentLine } from "../schema/payment.ts";
import { account, journal, posting } from "../schema/ledger.ts";
import { planningRun, visitSeries } from "../schema/planning.ts";
import { street } from "../schema/reference.ts";
import { visit } from "../schema/visit.ts";
import { provider, providerContract } from "../schema/workforce.ts";
import { visitInScope } from "../repositories/visits.ts";
import type { Unit } from "../transaction.ts";

/** The visit's street, contract, series and planning run, its live claim line and its live settlement line; null outside the scope. */
export async function readTraceSources(unit: Unit, visitNo: string) {
  const [found] = await unit.orm
    .select({
      providerCode: provider.creditCode,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
      contractNo: providerContract.contractNo,
      contractFen: providerContract.priceFen,
      series: visitSeries,
      run: planningRun,
      claim,
      line: claimLine,
      settlement: settlementLine,
      settlementRun,
    })
    .from(visit)
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .innerJoin(street, eq(street.id, visit.streetId))
    .leftJoin(providerContract, eq(providerContract.id, visit.contractId))
    .leftJoin(visitSeries, eq(visitSeries.id, visit.seriesId))
    .leftJoin(planningRun, eq(planningRun.id, visitSeries.runId))
    .leftJoin(claimLine, and(eq(claimLine.visitId, visit.id), isNull(claimLine.voidedAt)))
    .leftJoin(claim, eq(claim.id, claimLine.claimId))
    .leftJoin(settlementLine, and(eq(settlementLine.visitId, visit.id), isNull(settlementLine.voidedByRun)))
    .leftJoin(settlementRun, eq(settlementRun.id, settlementLine.runId))
    .where(and(eq(visit.visitNo, visitNo), visitInScope(unit)));
  return found ?? null;
}

async function listPostings(unit: Unit, where: SQL | undefined) {
  const [debit, credit] = [alias(account, "debit"), alias(account, "credit")];
  return unit.orm
    .select({
      voucherYear: journal.voucherYear,
      voucherNo: journal.voucherNo,
      kind: journal.kind,
      line: posting.line,
      debit: debit.code,
      credit: credit.code,
      amountFen: posting.amountFen,
      ruleVersion: posting.ruleVersion,
      priceVersion: posting.priceVersion,
    })
    .from(posting)
    .innerJoin(journal, eq(journal.id, posting.journalId))
    .innerJoin(debit, eq(debit.id, posting.debitAccountId))
    .innerJoin(credit, eq(credit.id, posting.creditAccountId))
    .where(where)
    .orderBy(asc(journal.voucherYear), asc(journal.voucherNo), asc(posting.line));
}

export type TracePosting = Awaited<ReturnType<typeof listPostings>>[number];

/** Postings that name the visit. The caller has found the visit in its scope. */
export async function listVisitPostings(unit: Unit, visitId: string): Promise<TracePosting[]> {
  return listPostings(unit, eq(posting.visitId, visitId));
}

/** Postings of the payment of a provider in a run: its order and what the bank confirmed. */
export async function listPaymentPostings(
  unit: Unit,
  run: { readonly runNo: string; readonly providerCode: string },
): Promise<TracePosting[]> {
  const [start, end] = [`${run.runNo}:`, `:${run.providerCode}`];
  return listPostings(
    unit,
    and(
      eq(journal.sourceType, "payment_line"),
      sql`starts_with(${journal.sourceId}, ${start})`,
      sql`right(${journal.sourceId}, length(${end}::text)) = ${end}`,
    ),
  );
}

/**
 * The payment of a provider in a run with what its lines approve and what the bank said. One bank line pays the whole provider, so these
 * sums are over all streets whatever the scope; no row of another street is shown.
 */
export async function readProviderPayment(unit: Unit, runId: string, providerId: string) {
  const [payment] = await unit.orm
    .select()
    .from(paymentLine)
    .where(and(eq(paymentLine.runId, runId), eq(paymentLine.providerId, providerId), isNull(paymentLine.follows)));
  const [covered] = await unit.orm
    .select({
      lines: count(),
      approvedFen: sql<string>`coalesce(sum(${settlementLine.approvedFen}), 0)::text`,
    })
    .from(settlementLine)
    .where(
      and(
        eq(settlementLine.runId, runId),
        eq(settlementLine.providerId, providerId),
        gt(settlementLine.approvedFen, 0n),
      ),
    );
  const bank = payment
    ? await unit.orm
        .select(getTableColumns(bankLine))
        .from(bankLine)
        .innerJoin(
          paymentLine,
          and(eq(paymentLine.batchNo, bankLine.batchNo), eq(paymentLine.providerId, bankLine.providerId)),
        )
        .where(and(eq(paymentLine.runId, runId), eq(bankLine.providerId, providerId)))
        .orderBy(asc(bankLine.bankReference))
    : [];
  return {
    payment: payment ?? null,
    lines: covered?.lines ?? 0,
    approvedFen: BigInt(covered?.approvedFen ?? "0"),
    bank,
  };
}
