/** Ends a payment before it was made, called off or run out: first at the channel, so that nobody pays what we hold as over, then here. */
import { isOpen, stateAfter, type OrderState } from "#app/domain/payments/payment-order.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { PaymentGateway } from "#app/integrations/wechat-pay/payment-gateway.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findOrder, lockOrder, updateOrder } from "#db/repositories/payment-orders.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { closeAtChannel } from "./close-at-channel.server.ts";

/** Somebody paid of whom we have not heard: the poller asks now instead of at its next time, which may be hours away. */
async function askSoon(context: Context, orderNo: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    const found = await lockOrder(unit, orderNo);
    if (found !== null && isOpen(found.order.state as OrderState))
      await updateOrder(unit, found.order.id, { nextPollAt: asDate(unit.now) });
  });
}

/**
 * An order that is over already stays as it is. Refuses "not-found" for another elder's, "paid-already" when somebody was faster, and
 * "payment-channel-away" when the channel does not answer: the order then stays open and runs out by itself.
 */
export async function cancelPayment(
  context: Context,
  gateway: Pick<PaymentGateway, "close">,
  { orderNo, elderId }: { readonly orderNo: string; readonly elderId: string },
): Promise<void> {
  const found = await inReading(context, (unit) => findOrder(unit, orderNo));
  if (found?.order.elderId !== elderId) throw new Refusal("not-found");
  if (!isOpen(found.order.state as OrderState)) return;
  const closed = await closeAtChannel(gateway, orderNo);
  if (closed === "paid") {
    await askSoon(context, orderNo);
    throw new Refusal("paid-already");
  }
  if (closed === "unsure") throw new Refusal("payment-channel-away", { code: "close" });
  await inTransaction(context, async (unit) => {
    const locked = await lockOrder(unit, orderNo);
    if (locked === null) return;
    const step = locked.order.expiresAt <= asDate(unit.now) ? "expire" : "close";
    const state = stateAfter(locked.order.state as OrderState, step);
    if (state === null) return;
    await updateOrder(unit, locked.order.id, { state, nextPollAt: null });
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "payment.cancel",
      subjectType: "payment_order",
      subjectId: orderNo,
      facts: { state },
    });
  });
}
