/**
 * Journals of a payment: the batch leaves, the bank confirms (month close, step 8 and after). Keys name the run and the provider, so
 * that sending or confirming twice has one effect.
 */
import { bankConfirmed, batchSent, unmatchedBankLine } from "../ledger/flows.ts";
import type { Journal } from "../ledger/journal.ts";
import { makeJournal } from "../ledger/journal.ts";
import type { MatchedPayment } from "./match-bank-lines.ts";
import { splitPayment } from "./match-bank-lines.ts";
import type { CloseRun, PaymentOrder } from "./month-close.ts";

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
  payments: readonly (MatchedPayment & { readonly fund: string })[],
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
