import type { MerchantKnown } from "#app/domain/payments/judge-trade.ts";
import type { PaymentGateway } from "#app/integrations/wechat-pay/payment-gateway.ts";

/** Through what people pay: the gateway, and who we are there. */
export type PaymentChannel = { readonly gateway: PaymentGateway; readonly merchant: MerchantKnown };
