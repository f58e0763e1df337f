/** Ordered payments with their state, as every payment use case reads them. */
import { fen } from "#app/domain/money/fen.ts";
import { paymentState, type PaymentAnswer, type PaymentState } from "#app/domain/reconciliation/payment-state.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { listBankLines } from "#db/repositories/claims.ts";
import { listFollowed, type BankLineRow, type OrderedPaymentRow } from "#db/repositories/payments.ts";
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
