/**
 * What was paid for a visit that does not take place goes back whole, without anybody's asking, in the unit that calls the visit off (decision
 * 040). What is not paid yet is closed by the poller, at the channel first; a payment that comes all the same is sent back as it is credited.
 */
import { fen } from "#app/domain/money/fen.ts";
import { returnReason } from "#app/domain/payments/payment-return.ts";
import {
  isOpen,
  isPaid,
  REFUND_DAYS_MOST,
  REFUND_PAUSE_MINUTES,
  refundableFen,
  REFUNDS_MOST,
  type OrderState,
} from "#app/domain/payments/payment-order.ts";
import { TOO_OLD, type RefundReason } from "#app/domain/payments/refund.ts";
import { asDate, instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findPaidVisit, listPrepaidOrders, lockOrdersOfVisits } from "#db/repositories/payment-returns.ts";
import { listRefunds, lockOrder, updateOrder, type PaymentOrderRow } from "#db/repositories/payment-orders.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { writeRefund } from "./write-refund.server.ts";

/** Who decides such a refund: the rule, in the place of a second person. The amount is what is left, and it goes to whoever paid. */
export const RETURN_RULE = "system:return-rule";

/** Refunds of one order are a minute apart at the channel. */
function sendAt(now: Instant, lastAskedAt: Date | undefined): Instant {
  if (lastAskedAt === undefined) return now;
  const free = plusMinutes(instant(lastAskedAt), REFUND_PAUSE_MINUTES);
  return free > now ? free : now;
}

/** @param order locked by the caller, as it stands now. @returns whether anything goes back by this */
export async function returnRest(
  unit: Unit,
  actor: string,
  order: PaymentOrderRow,
  reason: RefundReason,
): Promise<boolean> {
  const stand = {
    amountFen: fen(order.amountFen),
    refundedFen: fen(order.refundedFen),
    refundingFen: fen(order.refundingFen),
  };
  const amountFen = refundableFen(stand);
  if (!isPaid(order.state as OrderState) || order.paidAt === null || amountFen === 0n) return false;
  const earlier = await listRefunds(unit, order.id);
  // Calling a visit off never fails for this; finance finds the order among those whose money is still here.
  if (earlier.length >= REFUNDS_MOST) return false;
  const last = earlier.filter(({ state }) => state !== "declined").at(-1);
  const isTooLate = unit.now > plusMinutes(instant(order.paidAt), REFUND_DAYS_MOST * 24 * 60);
  await writeRefund(unit, actor, {
    order,
    earlier,
    amountFen,
    reason,
    decided: isTooLate
      ? { by: RETURN_RULE, state: "failed", failure: TOO_OLD, sendAt: null }
      : { by: RETURN_RULE, state: "approved", sendAt: sendAt(unit.now, last?.askedAt) },
  });
  return true;
}

/** Nobody is to pay it any more: the poller closes it at the channel, or hears there that it was paid. */
async function endOpen(unit: Unit, actor: string, order: PaymentOrderRow): Promise<void> {
  const expiresAt = order.expiresAt > asDate(unit.now) ? asDate(unit.now) : order.expiresAt;
  await updateOrder(unit, order.id, { expiresAt, polls: 0, nextPollAt: asDate(unit.now) });
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: "payment.end",
    subjectType: "payment_order",
    subjectId: order.orderNo,
    facts: { state: order.state },
  });
}

/** @param visitIds visits that the caller has locked and called off, or counted as missed */
export async function returnPayments(
  unit: Unit,
  actor: string,
  visitIds: readonly string[],
  reason: RefundReason,
): Promise<void> {
  for (const order of await lockOrdersOfVisits(unit, visitIds)) {
    if (isOpen(order.state as OrderState)) await endOpen(unit, actor, order);
    else await returnRest(unit, actor, order, reason);
  }
}

/** For an order that the caller has locked and whose visit somebody else may be calling off: read behind the lock, so that one of both sees it. */
export async function returnIfOff(unit: Unit, actor: string, orderNo: string): Promise<boolean> {
  const found = await lockOrder(unit, orderNo);
  if (found === null) return false;
  const visit = await findPaidVisit(unit, found.order.visitId);
  const reason = visit === null ? null : returnReason(visit, unit.now);
  return reason === null ? false : returnRest(unit, actor, found.order, reason);
}

/**
 * Looks at every order whose money is still prepaid: visits that nobody explained or took on in time, and what a declined refund left. Each in
 * a unit of its own. @returns for how many something goes back
 */
export async function returnOverdue(context: Context): Promise<number> {
  const orders = await inReading(context, (unit) => listPrepaidOrders(unit));
  let returned = 0;
  for (const { orderNo, visit } of orders)
    if (returnReason(visit, context.now) !== null)
      returned += Number(await inTransaction(context, (unit) => returnIfOff(unit, context.actor, orderNo)));
  return returned;
}
