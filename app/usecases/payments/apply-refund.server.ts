/** What the channel says of a refund becomes our state, once. The order's row is the lock, for a refund changes what can still go back. */
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { cellYuanText } from "#app/domain/money/yuan-text.ts";
import { chargedJournal, refundedJournal } from "#app/domain/payments/payment-journals.ts";
import { paidState, receiptPath } from "#app/domain/payments/payment-order.ts";
import { asDate, instant, type Instant } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findRefund,
  lockOrder,
  updateOrder,
  updateRefund,
  type OrderWithVisit,
  type PaymentRefundRow,
} from "#db/repositories/payment-orders.ts";
import type { Unit } from "#db/transaction.ts";
import { noteCauses } from "../messages/note-cause.server.ts";
import { postOwnMoney } from "./post-own-money.server.ts";

export type RefundSaid = {
  readonly orderNo: string;
  readonly refundNo: string;
  readonly refundId: string;
  readonly state: string;
  readonly refundFen: Fen;
  /** What was paid for the order. */
  readonly totalFen: Fen;
  /** When the channel took it on; null where a notification does not say. */
  readonly acceptedAt: Instant | null;
  readonly refundedAt: Instant | null;
};

/** What names our refund and is not it: nothing is changed by it. */
export const REFUND_FAULTS = ["order-differs", "amount-differs"] as const;

export type RefundOutcome =
  "refunded" | "failed" | "waiting" | "known" | "unknown-refund" | (typeof REFUND_FAULTS)[number];

/** The channel's word goes before the moment at which we heard it. */
const sentAt = (refund: PaymentRefundRow, { acceptedAt }: RefundSaid) =>
  acceptedAt === null ? refund.sentAt : asDate(acceptedAt);

async function finish(
  unit: Unit,
  actor: string,
  found: OrderWithVisit,
  { refund, said }: { readonly refund: PaymentRefundRow; readonly said: RefundSaid },
): Promise<void> {
  const { order, visitNo, creditCode } = found;
  const refundedAt = asDate(said.refundedAt ?? unit.now);
  await updateRefund(unit, refund.id, {
    state: "refunded",
    refundId: said.refundId,
    sentAt: sentAt(refund, said) ?? refundedAt,
    refundedAt,
    nextPollAt: null,
  });
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
    (month) => [...(isEarned ? [chargedJournal(money, creditCode, month)] : []), refundedJournal(money, month)],
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
      happenedAt: instant(refundedAt),
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

export async function applyRefund(unit: Unit, actor: string, said: RefundSaid): Promise<RefundOutcome> {
  const known = await findRefund(unit, said.refundNo);
  const found = known === null ? null : await lockOrder(unit, known.orderNo);
  // Read again behind the lock.
  const refund = found === null ? null : ((await findRefund(unit, said.refundNo))?.refund ?? null);
  if (found === null || refund === null) return "unknown-refund";
  if (found.order.orderNo !== said.orderNo) return "order-differs";
  if (refund.amountFen !== said.refundFen || found.order.amountFen !== said.totalFen) return "amount-differs";
  if (refund.state === "refunded") return "known";
  if (refund.state !== "approved" && refund.state !== "sent" && refund.state !== "failed") return "unknown-refund";
  if (said.state === "SUCCESS") {
    await finish(unit, actor, found, { refund, said });
    return "refunded";
  }
  if (said.state === "PROCESSING") {
    await updateRefund(unit, refund.id, {
      state: "sent",
      refundId: said.refundId,
      sentAt: sentAt(refund, said) ?? asDate(unit.now),
    });
    return "waiting";
  }
  // ABNORMAL and CLOSED: the money stays with us until a person acts; the amount stays bound to this number.
  await updateRefund(unit, refund.id, {
    state: "failed",
    refundId: said.refundId,
    sentAt: sentAt(refund, said),
    nextPollAt: null,
  });
  return "failed";
}
