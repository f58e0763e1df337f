/** Tells the channel of an approved refund, outside any transaction and always with the same number. */
import { fen } from "#app/domain/money/fen.ts";
import type { RefundTrade } from "#app/integrations/wechat-pay/payment-gateway.ts";
import { findOrder, findRefund } from "#db/repositories/payment-orders.ts";
import { inReading, type Context } from "#db/transaction.ts";
import type { PaymentChannel } from "./payment-channel.ts";

/** What the payer reads beside the money. */
const REASON = "居家上门服务退款";

/** Null when the refund is not approved. Throws GatewayError; the effect is then asked for later. */
export async function sendRefund(
  context: Context,
  { gateway }: PaymentChannel,
  refundNo: string,
): Promise<RefundTrade | null> {
  const found = await inReading(context, async (unit) => {
    const known = await findRefund(unit, refundNo);
    const order = known === null ? null : await findOrder(unit, known.orderNo);
    return known === null || order === null ? null : { refund: known.refund, order: order.order };
  });
  if (found?.refund.state !== "approved") return null;
  return gateway.refund({
    orderNo: found.order.orderNo,
    refundNo,
    refundFen: fen(found.refund.amountFen),
    totalFen: fen(found.order.amountFen),
    reason: REASON,
  });
}
