/**
 * Lines of the channel's daily bills (交易账单、资金账单) as facts: what it says happened, to be compared with our orders and our books.
 * Amounts are whole fen; a fee taken back with a refund is negative.
 */
import type { Fen } from "../money/fen.ts";
import type { Instant } from "../time/instant.ts";

export type TradeBillLine = {
  readonly kind: "payment" | "refund";
  /** When it was paid, or when the channel took the refund on: the money may arrive days after its line (pay.weixin.qq.com, 交易账单). */
  readonly at: Instant;
  readonly merchantId: string;
  readonly orderNo: string;
  readonly transactionId: string;
  /** Null on a payment. */
  readonly refundNo: string | null;
  readonly currency: string;
  /** What was paid, or what was sent back. */
  readonly amountFen: Fen;
  readonly feeFen: Fen;
};

export type FundKind = "payment" | "refund" | "fee" | "withdrawal" | "other";

export type FundBillLine = {
  readonly kind: FundKind;
  readonly at: Instant;
  /** The channel's number of the trade or the refund. */
  readonly businessNo: string;
  readonly flowNo: string;
  /** Positive when the account grew. */
  readonly changeFen: Fen;
  readonly balanceFen: Fen;
};
