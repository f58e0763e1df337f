/** What the channel says of a refund becomes our state, once. The order's row is the lock, for a refund changes what can still go back. */
import type { Fen } from "#app/domain/money/fen.ts";
import { RETURNED_TWICE } from "#app/domain/payments/day-reconciliation.ts";
import { refundedJournal } from "#app/domain/payments/payment-journals.ts";
import { asDate, instant, localDateOf, type Instant } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertDifference } from "#db/repositories/payment-bills.ts";
import {
  findRefund,
  lockOrder,
  updateRefund,
  type OrderWithVisit,
  type PaymentRefundRow,
} from "#db/repositories/payment-orders.ts";
import type { Unit } from "#db/transaction.ts";
import { failRefund, settleRefund } from "./settle-refund.server.ts";

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
export const REFUND_FAULTS = ["order-differs", "amount-differs", "returned-twice"] as const;

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
  const refundedAt = asDate(said.refundedAt ?? unit.now);
  await updateRefund(unit, refund.id, {
    state: "refunded",
    refundId: said.refundId,
    sentAt: sentAt(refund, said) ?? refundedAt,
    refundedAt,
    nextPollAt: null,
    failure: null,
  });
  await settleRefund(unit, actor, found, { refund, at: instant(refundedAt), journalOf: refundedJournal });
}

/** It went back by the bank already: twice is named for a person, and the books keep what the channel took apart. */
async function nameTwice(unit: Unit, actor: string, refund: PaymentRefundRow): Promise<void> {
  await insertDifference(unit, {
    id: unit.newId(),
    billOn: localDateOf(unit.now),
    kind: RETURNED_TWICE,
    subject: refund.refundNo,
    hereFen: refund.amountFen,
    thereFen: refund.amountFen,
    openedAt: asDate(unit.now),
  });
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: "payment.refunded-twice",
    subjectType: "payment_refund",
    subjectId: refund.refundNo,
    facts: { amountFen: refund.amountFen.toString(), handReference: refund.handReference },
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
  if (refund.state === "hand_waiting" || refund.state === "by_hand") {
    if (said.state !== "SUCCESS") return "known";
    await nameTwice(unit, actor, refund);
    return "returned-twice";
  }
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
  await failRefund(unit, actor, refund, {
    failure: said.state,
    refundId: said.refundId,
    sentAt: sentAt(refund, said),
  });
  return "failed";
}
