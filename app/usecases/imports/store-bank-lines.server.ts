/**
 * A bank's answer: its lines against the payments that were ordered, stored once each and posted. The month of the payment is closed by
 * then, so the journals stand in the open month and say which month they speak of.
 */
import type { BankRecord } from "#app/domain/imports/bank-rows.ts";
import type { ImportPayment } from "#app/domain/imports/import-context.ts";
import type { ImportReading } from "#app/domain/imports/read-import.ts";
import { fen } from "#app/domain/money/fen.ts";
import { answerJournals } from "#app/domain/reconciliation/payment-journals.ts";
import { answerTo, paymentState } from "#app/domain/reconciliation/payment-state.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, instantAt, localDateOf } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertBankLines } from "#db/repositories/claims.ts";
import { listOrderedPayments, lockPaymentBatches, type BankLineRow } from "#db/repositories/payments.ts";
import type { Unit } from "#db/transaction.ts";
import { lockOpenPeriod } from "../reconciliation/open-period.server.ts";
import { answerOf, withAnswers, type OrderedPayment } from "../reconciliation/payment-batches.server.ts";
import { postJournals, type PostingPlace } from "../reconciliation/post-journals.server.ts";
import type { StoreKeys } from "./compare-rows.server.ts";
import type { StoredCounts } from "./import-outcome.ts";

const shownAnswer = (line: BankLineRow) => ({
  reference: line.bankReference,
  bookedOn: localDateOf(instant(line.bookedAt)),
  ...answerOf(line),
});

/** What a bank's answer is read against: the district's payments, and none for a street. */
export async function importPayments(unit: Unit): Promise<ImportPayment[]> {
  if (unit.scope.streets !== "all" || unit.scope.provider !== "all") return [];
  const payments = await withAnswers(unit, await listOrderedPayments(unit, null));
  return payments.map(({ row, sentOn, bank }) => ({
    batchNo: row.line.batchNo,
    creditCode: row.creditCode,
    orderedFen: fen(row.line.orderedFen),
    sentOn,
    answers: bank.map(shownAnswer),
  }));
}

/** How many lines are new; a known line adds nothing, whichever file brings it. */
export function compareBankLines(reading: ImportReading<BankRecord>): StoredCounts {
  const unchanged = reading.rows.filter(({ record }) => record.isKnown).length;
  return { inserted: reading.rows.length - unchanged, updated: 0, unchanged };
}

const keyOf = (batchNo: string, creditCode: string) => `${batchNo}|${creditCode}`;

type Answered = { readonly record: BankRecord; readonly rowNumber: number; readonly payment: OrderedPayment };

/** The file was read before the payments were locked: what it found in transit must still be in transit. */
function requireStillOpen(answered: readonly Answered[]): void {
  const open = new Map<string, ReturnType<typeof fen>>();
  for (const { record, payment } of answered) {
    const key = payment.row.line.id;
    const openFen = open.get(key) ?? payment.state.openFen;
    const answer = answerTo(openFen, { paidFen: record.amountFen, isReturn: record.reason !== null });
    if (answer.suspenseFen !== record.suspenseFen || answer.returnedFen !== record.returnedFen)
      throw new Refusal("busy-try-again");
    open.set(key, paymentState(openFen, [answer]).openFen);
  }
}

function wordOf({ record, payment }: Answered) {
  const { word } = paymentState(fen(payment.row.line.orderedFen), [...payment.bank.map(answerOf), record]);
  return record.amountFen === 0n ? "not_paid" : word;
}

async function storeLine(unit: Unit, answered: Answered, importId: string | null): Promise<void> {
  const { record, rowNumber, payment } = answered;
  await insertBankLines(unit, [
    {
      id: unit.newId(),
      bankReference: record.reference,
      batchNo: record.batchNo,
      providerId: payment.row.line.providerId,
      amountFen: record.amountFen,
      returnedFen: record.returnedFen,
      suspenseFen: record.suspenseFen,
      reason: record.reason,
      bookedAt: asDate(instantAt(record.bookedOn, 0)),
      simulated: null,
      matchWord: wordOf(answered),
      facts: {},
      importId,
      importRow: rowNumber,
    },
  ]);
}

async function postLine(unit: Unit, { record, payment }: Answered, open: Opened): Promise<void> {
  const providerCode = payment.row.creditCode;
  const step = {
    run: { month: payment.month, runNo: payment.runNo },
    openMonth: open.month,
    fund: payment.row.line.fund,
    providerCode,
  };
  const place: PostingPlace = {
    periodId: open.period.id,
    closingRun: null,
    postedBy: open.actor,
    providerIds: new Map([[providerCode, payment.row.line.providerId]]),
    visitIds: new Map(),
  };
  await postJournals(unit, answerJournals(step, record), place);
}

type Opened = Awaited<ReturnType<typeof lockOpenPeriod>> & { readonly actor: string };

/** Stores and posts the new lines of a file, with one event in the audit log of money. */
export async function storeBankLines(
  unit: Unit,
  reading: ImportReading<BankRecord>,
  { actor, batchId }: Pick<StoreKeys, "actor" | "batchId">,
): Promise<void> {
  const fresh = reading.rows.filter(({ record }) => !record.isKnown);
  if (fresh.length === 0) return;
  const batchNos = [...new Set(fresh.map(({ record }) => record.batchNo))].sort();
  const payments = await withAnswers(unit, await lockPaymentBatches(unit, batchNos));
  const byKey = new Map(payments.map((one) => [keyOf(one.row.line.batchNo, one.row.creditCode), one]));
  const answered = fresh.flatMap(({ record, rowNumber }) => {
    const payment = byKey.get(keyOf(record.batchNo, record.creditCode));
    return payment ? [{ record, rowNumber, payment }] : [];
  });
  requireStillOpen(answered);
  const open = { ...(await lockOpenPeriod(unit)), actor };
  for (const one of answered) {
    await storeLine(unit, one, batchId);
    await postLine(unit, one, open);
  }
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: "payment.answer",
    subjectType: "payment_batch",
    subjectId: batchNos.join(","),
    facts: { import: batchId, lines: answered.length, openMonth: open.month },
  });
}
