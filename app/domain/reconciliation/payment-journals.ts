/**
 * Journals of a payment: the batch leaves, the bank confirms or returns, what came back leaves again (month close, step 8 and after).
 * Keys name the run and the provider, of later steps also the batch or the bank's number, so that doing a step twice has one effect.
 */
import { bankConfirmed, batchSent, paymentReturned, unmatchedBankLine } from "../ledger/flows.ts";
import type { Journal } from "../ledger/journal.ts";
import { makeJournal } from "../ledger/journal.ts";
import type { Fen } from "../money/fen.ts";
import { subtractFen } from "../money/fen.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import type { MatchedPayment } from "./match-bank-lines.ts";
import { splitPayment } from "./match-bank-lines.ts";
import type { CloseRun, PaymentOrder } from "./month-close.ts";
import type { PaymentAnswer } from "./payment-state.ts";

type Payee = Pick<PaymentOrder, "fund" | "providerCode">;

const ownerOf = ({ fund, providerCode }: Payee) => ({ fund, streetId: null, providerCode });

function paymentJournal(run: CloseRun, payee: Payee, made: Pick<Journal, "kind" | "postings">): Journal {
  const source = `${run.runNo}:${payee.fund}:${payee.providerCode}`;
  return makeJournal({
    idempotencyKey: `${made.kind}:${source}`,
    kind: made.kind,
    month: run.month,
    sourceType: "payment_line",
    sourceId: source,
    postings: made.postings,
  });
}

/** One journal for each order that leaves. */
export function sentJournals(run: CloseRun, orders: readonly PaymentOrder[]): Journal[] {
  return orders.map((order) =>
    paymentJournal(run, order, { kind: "payment_sent", postings: batchSent(ownerOf(order), order.orderedFen) }),
  );
}

/** What the bank paid: up to the order it is confirmed, above it waits in suspense. Nothing paid gives no journal. */
export function confirmedJournals(
  run: CloseRun,
  payments: readonly (Pick<MatchedPayment, "providerCode" | "orderedFen" | "paidFen"> & { readonly fund: string })[],
): Journal[] {
  return payments.flatMap((payment) => {
    const { confirmedFen, suspenseFen } = splitPayment(payment);
    return [
      ...(confirmedFen > 0n
        ? [
            paymentJournal(run, payment, {
              kind: "payment_confirmed",
              postings: bankConfirmed(ownerOf(payment), confirmedFen),
            }),
          ]
        : []),
      ...(suspenseFen > 0n
        ? [
            paymentJournal(run, payment, {
              kind: "unmatched_bank_line",
              postings: unmatchedBankLine(payment.fund, suspenseFen, "paid_out"),
            }),
          ]
        : []),
    ];
  });
}

/** A step that comes after the close: posted in a month that is open, and saying which month's payment it is of. */
export type LaterStep = Payee & {
  /** Run of the payment. */
  readonly run: CloseRun;
  readonly openMonth: PlainMonth;
};

function laterJournal(step: LaterStep, name: string, made: Pick<Journal, "kind" | "postings">): Journal {
  const source = `${step.run.runNo}:${step.fund}:${name}:${step.providerCode}`;
  return makeJournal({
    idempotencyKey: `${made.kind}:${source}`,
    kind: made.kind,
    month: step.openMonth,
    refersToMonth: step.openMonth === step.run.month ? null : step.run.month,
    sourceType: "payment_line",
    sourceId: source,
    postings: made.postings,
  });
}

/** The order of a follow-up batch leaves. */
export function followUpJournal(
  step: LaterStep,
  order: { readonly batchNo: string; readonly orderedFen: Fen },
): Journal {
  return laterJournal(step, order.batchNo, {
    kind: "payment_sent",
    postings: batchSent(ownerOf(step), order.orderedFen),
  });
}

/** What one line of the bank did: confirmed, returned, and what nobody ordered. Parts of nothing give no journal. */
export function answerJournals(step: LaterStep, line: PaymentAnswer & { readonly reference: string }): Journal[] {
  const confirmedFen = subtractFen(line.amountFen, line.suspenseFen);
  const owner = ownerOf(step);
  const parts: Pick<Journal, "kind" | "postings">[] = [];
  if (confirmedFen > 0n) parts.push({ kind: "payment_confirmed", postings: bankConfirmed(owner, confirmedFen) });
  if (line.returnedFen > 0n)
    parts.push({ kind: "payment_returned", postings: paymentReturned(owner, line.returnedFen) });
  if (line.suspenseFen > 0n)
    parts.push({ kind: "unmatched_bank_line", postings: unmatchedBankLine(step.fund, line.suspenseFen, "paid_out") });
  return parts.map((part) => laterJournal(step, line.reference, part));
}
