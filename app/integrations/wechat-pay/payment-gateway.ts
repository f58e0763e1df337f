/**
 * What the product asks of a payment channel. Amounts are whole fen, numbers are ours; a gateway translates and never decides. Every
 * method throws `GatewayError` and nothing else.
 */
import type { Fen } from "#app/domain/money/fen.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";

/** States of a trade as the channel names them. */
export const TRADE_STATES = [
  "SUCCESS",
  "REFUND",
  "NOTPAY",
  "CLOSED",
  "REVOKED",
  "USERPAYING",
  "PAYERROR",
  "ACCEPT",
] as const;
export type TradeState = (typeof TRADE_STATES)[number];

export const REFUND_STATES = ["SUCCESS", "CLOSED", "PROCESSING", "ABNORMAL"] as const;
export type RefundState = (typeof REFUND_STATES)[number];

export type OrderRequest = {
  readonly orderNo: string;
  readonly description: string;
  readonly amountFen: Fen;
  readonly expiresAt: Instant;
};

/** A trade as the channel knows it; the facts of a payment are there once it was paid. */
export type Trade = {
  readonly orderNo: string;
  readonly merchantId: string;
  readonly appId: string;
  readonly state: TradeState;
  readonly transactionId: string | null;
  readonly amountFen: Fen | null;
  readonly currency: string | null;
  readonly paidAt: Instant | null;
};

export type RefundRequest = {
  readonly orderNo: string;
  readonly refundNo: string;
  readonly refundFen: Fen;
  readonly totalFen: Fen;
  readonly reason: string;
};

export type RefundTrade = {
  readonly orderNo: string;
  readonly refundNo: string;
  readonly refundId: string;
  readonly state: RefundState;
  readonly refundFen: Fen;
  readonly totalFen: Fen;
  /** When the channel took it on: its bill of that day has it, whenever the money arrives. Null in a notification. */
  readonly acceptedAt: Instant | null;
  readonly refundedAt: Instant | null;
};

/** What a page inside WeChat hands to WeixinJSBridge, signed with our key. */
export type JsapiCall = {
  readonly appId: string;
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly package: string;
  readonly signType: "RSA";
  readonly paySign: string;
};

export type PaymentGateway = {
  /** Fetches the keys by which the channel's messages are believed, when a look at them is due; called before each request by itself. */
  prepare(): Promise<void>;
  /** The address that a QR code holds: weixin://wxpay/bizpayurl?pr=… */
  startNative(order: OrderRequest): Promise<{ readonly codeUrl: string }>;
  /** For a page in WeChat's own browser; the payer is known by the OpenID of our app. */
  startJsapi(order: OrderRequest, openId: string): Promise<JsapiCall>;
  /** For a browser of the phone outside WeChat. */
  startH5(order: OrderRequest, clientAddress: string): Promise<{ readonly h5Url: string }>;
  findTrade(orderNo: string): Promise<Trade | null>;
  close(orderNo: string): Promise<void>;
  refund(request: RefundRequest): Promise<RefundTrade>;
  findRefund(refundNo: string): Promise<RefundTrade | null>;
  /** The day's bill as bytes, its digest checked; null when that day had no trade. */
  tradeBill(on: PlainDate): Promise<Uint8Array | null>;
  fundFlowBill(on: PlainDate): Promise<Uint8Array | null>;
};
