/** Ordered payments and what the bank said of them, in the scope of the unit. A payment belongs to a provider, not to a street. */
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { bankLine } from "../schema/payment.ts";
import { settlementRun } from "../schema/claim.ts";
import { paymentLine } from "../schema/payment.ts";
import { journal, ledgerPeriod } from "../schema/ledger.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";
import { providerReached } from "./scope-conditions.ts";

export type PaymentLineRow = typeof paymentLine.$inferSelect;
export type BankLineRow = typeof bankLine.$inferSelect;

/** The order that a follow-up pays again. */
const followed = alias(paymentLine, "followed");

const COLUMNS = {
  line: paymentLine,
  followsBatchNo: followed.batchNo,
  month: ledgerPeriod.month,
  runNo: settlementRun.runNo,
  simulated: settlementRun.simulated,
  overrideReason: settlementRun.overrideReason,
  provider: provider.name,
  creditCode: provider.creditCode,
  bankName: provider.bankName,
  bankAccountCipher: provider.bankAccountCipher,
};

function paymentsQuery(unit: Unit) {
  return unit.orm
    .select(COLUMNS)
    .from(paymentLine)
    .innerJoin(settlementRun, eq(settlementRun.id, paymentLine.runId))
    .innerJoin(ledgerPeriod, eq(ledgerPeriod.id, settlementRun.periodId))
    .innerJoin(provider, eq(provider.id, paymentLine.providerId))
    .leftJoin(followed, eq(followed.id, paymentLine.follows));
}

export type OrderedPaymentRow = Awaited<ReturnType<typeof listOrderedPayments>>[number];

/** Payments of one month, or of all months, by batch and provider. */
export async function listOrderedPayments(unit: Unit, month: PlainMonth | null) {
  return paymentsQuery(unit)
    .where(
      and(
        isNull(settlementRun.voidedReason),
        providerReached(unit, paymentLine.providerId),
        month === null ? undefined : eq(ledgerPeriod.month, firstDateOf(month)),
      ),
    )
    .orderBy(asc(paymentLine.batchNo), asc(provider.creditCode));
}

/** Payments of some batches, held until the unit ends: what the bank said and what is paid again are judged against them. */
export async function lockPaymentBatches(unit: Unit, batchNos: readonly string[]): Promise<OrderedPaymentRow[]> {
  if (batchNos.length === 0) return [];
  return paymentsQuery(unit)
    .where(and(inArray(paymentLine.batchNo, [...batchNos]), providerReached(unit, paymentLine.providerId)))
    .orderBy(asc(paymentLine.batchNo), asc(provider.creditCode))
    .for("update", { of: paymentLine });
}

/** The numbers of all batches that begin with a first batch's number. */
export async function listBatchNosFrom(unit: Unit, first: string): Promise<string[]> {
  const rows = await unit.orm
    .selectDistinct({ batchNo: paymentLine.batchNo })
    .from(paymentLine)
    .where(sql`starts_with(${paymentLine.batchNo}, ${first})`);
  return rows.map((row) => row.batchNo);
}

/** Ids of the orders that a later one pays again. */
export async function listFollowed(unit: Unit, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await unit.orm
    .select({ follows: paymentLine.follows })
    .from(paymentLine)
    .where(inArray(paymentLine.follows, [...ids]));
  return new Set(rows.flatMap((row) => row.follows ?? []));
}

export type SentVoucher = { readonly sourceId: string; readonly year: number; readonly no: number };

/** Vouchers by which the orders of a run left: of the close, and of its follow-ups. */
export async function listSentVouchers(unit: Unit, runNo: string): Promise<SentVoucher[]> {
  return unit.orm
    .select({ sourceId: journal.sourceId, year: journal.voucherYear, no: journal.voucherNo })
    .from(journal)
    .where(
      and(
        eq(journal.kind, "payment_sent"),
        eq(journal.sourceType, "payment_line"),
        sql`starts_with(${journal.sourceId}, ${`${runNo}:`})`,
      ),
    );
}
