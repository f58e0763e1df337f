/** What every refund writes, whoever asked for it: its row with the next number of its order, the amount bound, the audit row. */
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { paidState, refundNoOf } from "#app/domain/payments/payment-order.ts";
import { chargedTo, type RefundReason } from "#app/domain/payments/refund.ts";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  insertRefund,
  updateOrder,
  type PaymentOrderRow,
  type PaymentRefundRow,
} from "#db/repositories/payment-orders.ts";
import type { Unit } from "#db/transaction.ts";

/** Binds, or with a negative amount frees, what a refund takes of an order. */
export async function bindRefund(unit: Unit, order: PaymentOrderRow, amountFen: bigint): Promise<void> {
  const stand = {
    amountFen: fen(order.amountFen),
    refundedFen: fen(order.refundedFen),
    refundingFen: fen(order.refundingFen + amountFen),
  };
  await updateOrder(unit, order.id, { refundingFen: stand.refundingFen, state: paidState(stand) });
}

export type NewRefund = {
  /** Locked by the caller. */
  readonly order: PaymentOrderRow;
  /** All of the order's, declined ones too: the next one's place is behind them. */
  readonly earlier: readonly PaymentRefundRow[];
  readonly amountFen: Fen;
  readonly reason: RefundReason;
  /** A rule that has decided already, and when the channel is to be told; without it a second person decides. */
  readonly decided?: {
    readonly by: string;
    readonly state: "approved" | "failed";
    /** Why it begins as failed. */
    readonly failure?: string;
    readonly sendAt: Instant | null;
  };
};

/** @returns the refund's number. Refuses "refunds-too-many" where no number is left. */
export async function writeRefund(unit: Unit, actor: string, refund: NewRefund): Promise<string> {
  const { order, amountFen, reason, decided } = refund;
  const refundNo = refundNoOf(order.orderNo, refund.earlier.length + 1);
  const bearer = chargedTo(reason, order.earnedAt !== null);
  await insertRefund(unit, {
    id: unit.newId(),
    refundNo,
    orderId: order.id,
    amountFen,
    reason,
    chargedTo: bearer,
    state: decided?.state ?? "asked",
    askedBy: actor,
    askedAt: asDate(unit.now),
    decidedBy: decided?.by ?? null,
    decidedAt: decided === undefined ? null : asDate(unit.now),
    nextPollAt: decided?.sendAt == null ? null : asDate(decided.sendAt),
    failure: decided?.failure ?? null,
  });
  await bindRefund(unit, order, amountFen);
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: decided === undefined ? "refund.ask" : "refund.return",
    subjectType: "payment_refund",
    subjectId: refundNo,
    facts: { amountFen: amountFen.toString(), reason, chargedTo: bearer },
  });
  return refundNo;
}
