/** Two persons send money back: one asks, another approves or declines. What is asked is bound at once, so that two requests never exceed what was paid. */
import { fen, type Fen } from "#app/domain/money/fen.ts";
import type { OrderState } from "#app/domain/payments/payment-order.ts";
import { requireRefundable, type RefundReason } from "#app/domain/payments/refund.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findRefund,
  listRefunds,
  lockOrder,
  updateRefund,
  type OrderWithVisit,
  type PaymentRefundRow,
} from "#db/repositories/payment-orders.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { returnIfOff } from "./return-payments.server.ts";
import { bindRefund, writeRefund } from "./write-refund.server.ts";

export type RefundWish = { readonly orderNo: string; readonly amountFen: Fen; readonly reason: RefundReason };

/** Asked in a unit that is open already; see `requestRefund`. */
export async function askRefund(unit: Unit, actor: string, wish: RefundWish): Promise<string> {
  const found = await lockOrder(unit, wish.orderNo);
  if (found === null) throw new Refusal("not-found");
  const { order } = found;
  const refunds = await listRefunds(unit, order.id);
  const last = refunds.filter(({ state }) => state !== "declined").at(-1);
  requireRefundable(
    {
      state: order.state as OrderState,
      amountFen: fen(order.amountFen),
      refundedFen: fen(order.refundedFen),
      refundingFen: fen(order.refundingFen),
      paidAt: order.paidAt === null ? null : instant(order.paidAt),
      refundCount: refunds.length,
      lastRefundAt: last === undefined ? null : instant(last.askedAt),
    },
    wish.amountFen,
    unit.now,
  );
  return writeRefund(unit, actor, { order, earlier: refunds, amountFen: wish.amountFen, reason: wish.reason });
}

/**
 * @returns the refund's number. Refuses "not-found", "refund-of-unpaid", "refund-amount-not-positive", "refund-above-paid", "refund-too-late",
 * "refunds-too-many", "refund-too-soon".
 */
export async function requestRefund(context: Context, wish: RefundWish): Promise<string> {
  return inTransaction(context, (unit) => askRefund(unit, context.actor, wish));
}

async function lockAsked(unit: Unit, refundNo: string): Promise<{ refund: PaymentRefundRow; found: OrderWithVisit }> {
  const known = await findRefund(unit, refundNo);
  const found = known === null ? null : await lockOrder(unit, known.orderNo);
  const refund = found === null ? null : ((await findRefund(unit, refundNo))?.refund ?? null);
  if (found === null || refund === null) throw new Refusal("not-found");
  if (refund.state !== "asked") throw new Refusal("refund-decided-already");
  return { refund, found };
}

/**
 * An approved refund is sent by the job that asks the channel, at once. Refuses "not-found", "refund-decided-already" and "second-person-needed"
 * for whoever asked.
 */
export async function decideRefund(context: Context, refundNo: string, decision: "approve" | "decline"): Promise<void> {
  await inTransaction(context, async (unit) => {
    const { refund, found } = await lockAsked(unit, refundNo);
    if (refund.askedBy === context.actor) throw new Refusal("second-person-needed");
    const approved = decision === "approve";
    await updateRefund(unit, refund.id, {
      state: approved ? "approved" : "declined",
      decidedBy: context.actor,
      decidedAt: asDate(unit.now),
      nextPollAt: approved ? asDate(unit.now) : null,
    });
    if (!approved) await bindRefund(unit, found.order, -refund.amountFen);
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: approved ? "refund.approve" : "refund.decline",
      subjectType: "payment_refund",
      subjectId: refundNo,
      facts: { amountFen: refund.amountFen.toString(), askedBy: refund.askedBy },
    });
    // What this request kept bound of a visit that was called off meanwhile goes back all the same.
    if (!approved) await returnIfOff(unit, context.actor, found.order.orderNo);
  });
}
