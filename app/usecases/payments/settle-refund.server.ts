/** The two ends of a refund, whoever brings it there: the money is back, or the channel will not send it. The caller holds the order's lock. */
import type { Journal } from "#app/domain/ledger/journal.ts";
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { cellYuanText } from "#app/domain/money/yuan-text.ts";
import { chargedJournal } from "#app/domain/payments/payment-journals.ts";
import { paidState, receiptPath } from "#app/domain/payments/payment-order.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  updateOrder,
  updateRefund,
  type OrderWithVisit,
  type PaymentRefundRow,
} from "#db/repositories/payment-orders.ts";
import type { Unit } from "#db/transaction.ts";
import { noteCauses } from "../messages/note-cause.server.ts";
import { postOwnMoney } from "./post-own-money.server.ts";

type RefundBooked = { readonly refundNo: string; readonly visitNo: string | null; readonly amountFen: Fen };

export type SettledRefund = {
  readonly refund: PaymentRefundRow;
  readonly at: Instant;
  /** Which account it left. */
  readonly journalOf: (refund: RefundBooked, month: PlainMonth) => Journal;
};

/** The money is back with whoever paid it: the order's sums, the books, and whoever is told. The refund's own row is the caller's. */
export async function settleRefund(
  unit: Unit,
  actor: string,
  found: OrderWithVisit,
  { refund, at, journalOf }: SettledRefund,
): Promise<void> {
  const { order, visitNo, creditCode } = found;
  const stand = {
    amountFen: fen(order.amountFen),
    refundedFen: fen(order.refundedFen + refund.amountFen),
    refundingFen: fen(order.refundingFen - refund.amountFen),
  };
  await updateOrder(unit, order.id, {
    state: paidState(stand),
    refundedFen: stand.refundedFen,
    refundingFen: stand.refundingFen,
  });
  const money = { refundNo: refund.refundNo, visitNo, amountFen: fen(refund.amountFen) };
  // What was never owed to the provider goes back from what was prepaid; after that, the provider owes it first. No order is earned while a
  // refund of it is under way, so this is as it was when the refund was asked for.
  const isEarned = order.earnedAt !== null;
  await postOwnMoney(
    unit,
    actor,
    (month) => [...(isEarned ? [chargedJournal(money, creditCode, month)] : []), journalOf(money, month)],
    [found],
  );
  await noteCauses(unit, [
    {
      kind: "refund_done",
      subject: refund.refundNo,
      elderId: order.elderId,
      linkId: order.payerLinkId,
      facts: {
        orderNo: order.orderNo,
        refundNo: refund.refundNo,
        yuan: cellYuanText(fen(refund.amountFen)),
        path: receiptPath(order.orderNo),
      },
      happenedAt: at,
    },
  ]);
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: "payment.refunded",
    subjectType: "payment_refund",
    subjectId: refund.refundNo,
    facts: { orderNo: order.orderNo, amountFen: refund.amountFen.toString(), chargedTo: refund.chargedTo },
  });
}

/** @param values with the channel's word for it; the amount stays bound to this refund until a person has sent it */
export async function failRefund(
  unit: Unit,
  actor: string,
  refund: PaymentRefundRow,
  values: { readonly failure: string } & Partial<PaymentRefundRow>,
): Promise<void> {
  await updateRefund(unit, refund.id, { ...values, state: "failed", nextPollAt: null });
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: "payment.refund-failed",
    subjectType: "payment_refund",
    subjectId: refund.refundNo,
    facts: { failure: values.failure, amountFen: refund.amountFen.toString() },
  });
}
