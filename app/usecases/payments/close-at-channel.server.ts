import { isGatewayError } from "#app/integrations/wechat-pay/gateway-error.ts";
import type { PaymentGateway } from "#app/integrations/wechat-pay/payment-gateway.ts";

/**
 * Ends an order at the channel, so that nobody can pay it any more. What the channel answers as unknown was never started there: nothing is
 * there to close. "unsure" when the channel did not answer.
 */
export async function closeAtChannel(
  gateway: Pick<PaymentGateway, "close">,
  orderNo: string,
): Promise<"closed" | "paid" | "unsure"> {
  try {
    await gateway.close(orderNo);
    return "closed";
  } catch (thrown) {
    if (isGatewayError(thrown, "ORDERPAID")) return "paid";
    if (isGatewayError(thrown, "ORDER_NOT_EXIST", "ORDERNOTEXIST", "ORDER_CLOSED")) return "closed";
    if (isGatewayError(thrown)) return "unsure";
    throw thrown;
  }
}
