/**
 * A refund (退款) in two steps by two persons: one asks, another approves; then the channel is asked with a number that never changes. Accepted is not
 * refunded: that is said by the channel's notification or its answer to a query.
 */
import type { Fen } from "../money/fen.ts";
import { Refusal } from "../refusal.ts";
import { plusMinutes, type Instant } from "../time/instant.ts";
import type { OrderState, RefundStand } from "./payment-order.ts";
import { isPaid, REFUND_DAYS_MOST, REFUND_PAUSE_MINUTES, refundableFen, REFUNDS_MOST } from "./payment-order.ts";

export const REFUND_STATES = [
  "asked",
  "declined",
  "approved",
  "sent",
  "refunded",
  /** The channel will not send it: a person does, by the bank. Until then the money is still the payer's, prepaid. */
  "failed",
  /** A person has recorded a bank transfer, and a second one is to agree. */
  "hand_waiting",
  /** Sent back by a bank transfer. */
  "by_hand",
] as const;
export type RefundState = (typeof REFUND_STATES)[number];

export const REFUND_REASONS = [
  "visit_cancelled",
  "visit_missed",
  "complaint_upheld",
  "audit_refused",
  "paid_twice",
  "paid_too_late",
  "other",
] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/**
 * Who bears the money that goes back. What a visit has earned is the provider's already, so it comes back from the provider whatever the
 * reason; before that it is still what was prepaid. An audit's refusal is the provider's in any case, never the elder's (issue 8, orders).
 */
export function chargedTo(reason: RefundReason, isEarned: boolean): "provider" | "nobody" {
  return isEarned || reason === "audit_refused" ? "provider" : "nobody";
}

export type RefundableOrder = RefundStand & {
  readonly state: OrderState;
  readonly paidAt: Instant | null;
  /** Refunds asked so far, declined ones left out. */
  readonly refundCount: number;
  readonly lastRefundAt: Instant | null;
};

/**
 * Checks a refund before it is asked for and again before it is sent.
 * Refuses "refund-of-unpaid", "refund-amount-not-positive", "refund-above-paid", "refund-too-late" (365 days), "refunds-too-many" (50)
 * and "refund-too-soon" (one minute apart).
 */
export function requireRefundable(order: RefundableOrder, amountFen: Fen, now: Instant): void {
  if (!isPaid(order.state) || order.paidAt === null) throw new Refusal("refund-of-unpaid");
  if (amountFen <= 0n) throw new Refusal("refund-amount-not-positive");
  if (amountFen > refundableFen(order)) throw new Refusal("refund-above-paid");
  if (now > plusMinutes(order.paidAt, REFUND_DAYS_MOST * 24 * 60))
    throw new Refusal("refund-too-late", { days: REFUND_DAYS_MOST });
  if (order.refundCount >= REFUNDS_MOST) throw new Refusal("refunds-too-many", { most: REFUNDS_MOST });
  if (order.lastRefundAt !== null && now < plusMinutes(order.lastRefundAt, REFUND_PAUSE_MINUTES))
    throw new Refusal("refund-too-soon", { minutes: REFUND_PAUSE_MINUTES });
}

/**
 * Codes of the channel's refusals that the same request never cures (pay.weixin.qq.com, 申请退款): the payer's account is gone, the time is over,
 * or the channel holds something else of the order. Too little money in the account, a wrong key and being busy are cured by waiting or by us.
 */
const LASTING_REFUSALS: readonly string[] = [
  "USER_ACCOUNT_ABNORMAL",
  "TRADE_OVERDUE",
  "INVALID_REQUEST",
  "PARAM_ERROR",
  "RESOURCE_NOT_EXISTS",
  "ORDER_NOT_EXIST",
];

export function isLastingRefusal(code: string): boolean {
  return LASTING_REFUSALS.includes(code);
}

/** Why a refund failed that the channel was never asked for: too old, see REFUND_DAYS_MOST. */
export const TOO_OLD = "TRADE_OVERDUE";

/** What a bank transfer by hand needs besides whoever recorded it. */
export function needsSecondPerson(amountFen: Fen, limitFen: bigint): boolean {
  return amountFen > limitFen;
}
