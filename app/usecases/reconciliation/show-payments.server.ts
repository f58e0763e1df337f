/** Payments of a month by batch: what was ordered, confirmed, returned and is in transit, payee by payee and in sum. */
import { fen, sumFen } from "#app/domain/money/fen.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listAnswersLeft, type AnswerLeft } from "#db/repositories/imports.ts";
import { listOrderedPayments } from "#db/repositories/payments.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { monthWaitedFor, withAnswers, type OrderedPayment } from "./payment-batches.server.ts";

function shownPayment({ row, state, bank, isFollowed }: OrderedPayment, left: readonly AnswerLeft[]) {
  const faulty = left.find((one) => one.batchNo === row.line.batchNo && one.providerId === row.line.providerId);
  return {
    id: row.line.id,
    payee: row.provider,
    creditCode: row.creditCode,
    orderedFen: state.orderedFen,
    paidFen: sumFen([state.confirmedFen, state.suspenseFen]),
    returnedFen: state.returnedFen,
    openFen: state.openFen,
    word: state.returnedFen > 0n ? ("returned" as const) : state.word,
    references: bank.filter((line) => line.amountFen > 0n).map((line) => line.bankReference),
    reason: bank.find((line) => line.reason !== null)?.reason ?? null,
    isFollowed,
    /** The file whose line about this payment was wrong, as long as money is in transit; null without one. */
    faultyImport: state.openFen > 0n ? (faulty?.importId ?? null) : null,
  };
}

type ShownPayment = ReturnType<typeof shownPayment>;

function sumsOf(payments: readonly ShownPayment[]) {
  const again = payments.filter((one) => one.returnedFen > 0n && !one.isFollowed);
  return {
    orderedFen: sumFen(payments.map((one) => one.orderedFen)),
    paidFen: sumFen(payments.map((one) => one.paidFen)),
    returnedFen: sumFen(payments.map((one) => one.returnedFen)),
    openFen: sumFen(payments.map((one) => one.openFen)),
    /** What a follow-up batch would order. */
    again: { lines: again.length, fen: fen(sumFen(again.map((one) => one.returnedFen))) },
  };
}

export async function showPayments(context: Context, month: PlainMonth) {
  return inTransaction(context, async (unit) => {
    const payments = await withAnswers(unit, await listOrderedPayments(unit, month));
    const left = await listAnswersLeft(unit, [...new Set(payments.map(({ row }) => row.line.batchNo))]);
    const batches = [];
    for (const [batchNo, own] of groupBy(payments, ({ row }) => row.line.batchNo)) {
      const rows = own.map((one) => shownPayment(one, left));
      const [first] = own;
      batches.push({
        batchNo,
        /** The month whose close lets the file go out; null when it may. */
        waitsFor: first === undefined ? null : await monthWaitedFor(unit, first),
        follows: own[0]?.row.followsBatchNo ?? null,
        simulated: own[0]?.row.simulated ?? null,
        rows,
        sums: sumsOf(rows),
      });
    }
    return { month, batches };
  });
}

export type ShownBatch = Awaited<ReturnType<typeof showPayments>>["batches"][number];
