/** Ordered payments with their state, as every payment use case reads them. */
import { fen } from "#app/domain/money/fen.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { paidWithMonth } from "#app/domain/reconciliation/payment-rhythm.ts";
import { paymentState, type PaymentAnswer, type PaymentState } from "#app/domain/reconciliation/payment-state.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { listBankLines } from "#db/repositories/claims.ts";
import { findPeriod } from "#db/repositories/ledger.ts";
import { listFollowed, type BankLineRow, type OrderedPaymentRow } from "#db/repositories/payments.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import type { Unit } from "#db/transaction.ts";
import { groupBy } from "../visits/verification-facts.server.ts";

export type OrderedPayment = {
  readonly row: OrderedPaymentRow;
  /** Month of the run that ordered it. */
  readonly month: PlainMonth;
  /** "2026-11#1", as journals name the run. */
  readonly runNo: string;
  readonly sentOn: PlainDate;
  readonly state: PaymentState;
  readonly bank: readonly BankLineRow[];
  /** A later batch pays again what came back. */
  readonly isFollowed: boolean;
};

/** The amounts of a stored line of the bank. */
export function answerOf(line: BankLineRow): PaymentAnswer {
  return {
    amountFen: fen(line.amountFen),
    returnedFen: fen(line.returnedFen),
    suspenseFen: fen(line.suspenseFen),
  };
}

/** The payments of some rows, each with what the bank said of it. */
export async function withAnswers(unit: Unit, rows: readonly OrderedPaymentRow[]): Promise<OrderedPayment[]> {
  const bank = await listBankLines(unit, [...new Set(rows.map(({ line }) => line.batchNo))]);
  const keyOf = (batchNo: string, providerId: string | null) => `${batchNo}|${providerId ?? ""}`;
  const byPayment = groupBy(bank, (line) => keyOf(line.batchNo, line.providerId));
  const followed = await listFollowed(
    unit,
    rows.map(({ line }) => line.id),
  );
  return rows.map((row) => {
    const month = monthOf(plainDate(row.month));
    const own = byPayment.get(keyOf(row.line.batchNo, row.line.providerId)) ?? [];
    return {
      row,
      month,
      runNo: `${month}#${row.runNo}`,
      sentOn: localDateOf(instant(row.line.sentAt)),
      state: paymentState(fen(row.line.orderedFen), own.map(answerOf)),
      bank: own,
      isFollowed: followed.has(row.line.id),
    };
  });
}

/**
 * The month that has to be closed before a batch of this month goes to finance, by the policy in force on the month's first day; null once it
 * is, and for a batch that pays again what came back.
 */
export async function monthWaitedFor(unit: Unit, { month, row }: OrderedPayment): Promise<PlainMonth | null> {
  if (row.line.follows !== null) return null;
  const { parameters } = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
  const paidWith = paidWithMonth(month, parameters);
  if (paidWith === month) return null;
  return (await findPeriod(unit, paidWith))?.state === "closed" ? null : paidWith;
}
