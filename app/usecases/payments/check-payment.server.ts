/**
 * Asks the channel how an order stands, for somebody who waits for it. What a page says when it comes back from WeChat is never believed; this
 * is. The times at which the order is asked for by itself stay as they are.
 */
import { isOpen, type OrderState } from "#app/domain/payments/payment-order.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { isGatewayError } from "#app/integrations/wechat-pay/gateway-error.ts";
import { findOrder } from "#db/repositories/payment-orders.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { creditTrade } from "./credit-trade.server.ts";
import type { PaymentChannel } from "./payment-channel.ts";

/** Refuses "not-found" for another elder's order. A channel that does not answer changes nothing. */
export async function checkPayment(
  context: Context,
  { gateway, merchant }: PaymentChannel,
  { orderNo, elderId }: { readonly orderNo: string; readonly elderId: string },
): Promise<void> {
  const found = await inReading(context, (unit) => findOrder(unit, orderNo));
  if (found?.order.elderId !== elderId) throw new Refusal("not-found");
  if (!isOpen(found.order.state as OrderState)) return;
  const trade = await gateway.findTrade(orderNo).catch((thrown: unknown) => {
    if (isGatewayError(thrown)) return null;
    throw thrown;
  });
  if (trade !== null) await inTransaction(context, (unit) => creditTrade(unit, context.actor, trade, merchant));
}
