/**
 * A payment order (付款单): what an elder or the family pays for one visit beyond what public funds cover. Amounts are fixed when the order is
 * made and never rise; a later refusal by the audit is charged to the provider. Published rules: pay.weixin.qq.com, APIv3.
 */
import type { Fen } from "../money/fen.ts";
import { addFen, subtractFen, ZERO_FEN } from "../money/fen.ts";
import { Refusal } from "../refusal.ts";
import { plusMinutes, type Instant } from "../time/instant.ts";
import type { PlainDate } from "../time/plain-date.ts";

export const ORDER_STATES = [
  /** Made by us; the channel was not asked. */
  "created",
  /** The channel was asked; whether it heard is not known. */
  "prepaying",
  /** A code or a call is out; somebody may be paying. */
  "paying",
  "paid",
  /** Called off before it was paid. */
  "closed",
  /** Not paid in time. */
  "expired",
  "refunding",
  "partly_refunded",
  "refunded",
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const ORDER_STEPS = ["ask", "answer", "pay", "close", "expire"] as const;
export type OrderStep = (typeof ORDER_STEPS)[number];

/**
 * What may follow what. Money that arrives is never sent away by a state: an order that we had closed or let expire becomes paid when the
 * channel says so, and a person refunds it.
 */
const STEPS: Readonly<Record<OrderStep, Partial<Record<OrderState, OrderState>>>> = {
  ask: { created: "prepaying", prepaying: "prepaying", paying: "prepaying" },
  answer: { prepaying: "paying", paying: "paying" },
  pay: { created: "paid", prepaying: "paid", paying: "paid", closed: "paid", expired: "paid" },
  close: { created: "closed", prepaying: "closed", paying: "closed" },
  expire: { created: "expired", prepaying: "expired", paying: "expired" },
};

/** The state after a step, or null where the step has no meaning: paid is terminal but for refunds. */
export function stateAfter(state: OrderState, step: OrderStep): OrderState | null {
  return STEPS[step][state] ?? null;
}

/** Somebody may still pay it. */
export function isOpen(state: OrderState): boolean {
  return state === "created" || state === "prepaying" || state === "paying";
}

/** Money came in for it. */
export function isPaid(state: OrderState): boolean {
  return state === "paid" || state === "refunding" || state === "partly_refunded" || state === "refunded";
}

export type RefundStand = {
  /** What was paid. */
  readonly amountFen: Fen;
  readonly refundedFen: Fen;
  /** Asked of the channel and not yet sent back. */
  readonly refundingFen: Fen;
};

/** What can still be sent back. */
export function refundableFen({ amountFen, refundedFen, refundingFen }: RefundStand): Fen {
  return subtractFen(amountFen, addFen(refundedFen, refundingFen));
}

/** The state of a paid order from what went back of it. */
export function paidState({ amountFen, refundedFen, refundingFen }: RefundStand): OrderState {
  if (refundingFen > 0n) return "refunding";
  if (refundedFen === ZERO_FEN) return "paid";
  return refundedFen === amountFen ? "refunded" : "partly_refunded";
}

/** Minutes within which an order is paid, before it expires. */
export const ORDER_MINUTES = 30;

/** Notifications are not guaranteed: an order is asked for after so many minutes (pay.weixin.qq.com). */
export const POLL_MINUTES = [1, 5, 30, 6 * 60, 24 * 60] as const;

/** When an order or a refund is asked for next; null after the last time, when a person looks at it. */
export function nextPollAt(startedAt: Instant, pollsDone: number): Instant | null {
  const minutes = POLL_MINUTES[pollsDone];
  return minutes === undefined ? null : plusMinutes(startedAt, minutes);
}

/** A refund is the payer's money: it is asked for as long as it takes, daily after the last of those times. */
export function nextRefundPollAt(startedAt: Instant, pollsDone: number, now: Instant): Instant {
  return nextPollAt(startedAt, pollsDone) ?? plusMinutes(now, 24 * 60);
}

const compact = (date: PlainDate) => date.replaceAll("-", "");

/**
 * The order's number at the channel: 22 of the 6 to 32 letters and digits allowed. Made from the order's id, so that the same order always
 * has the same number, however often it is sent.
 */
export function orderNoOf(id: string, madeOn: PlainDate): string {
  return `BS${compact(madeOn)}${id.replaceAll("-", "").slice(-12)}`;
}

/** Number of the receipt of an order: one order, one receipt. */
export function receiptNoOf(orderNo: string): string {
  return `SJ${orderNo.replace(/^BS/, "")}`;
}

/** The page on which whoever paid an order finds its receipt. */
export function receiptPath(orderNo: string): string {
  return `/family/pay/${orderNo}`;
}

/** The number of an order's refund, by its place: stable for the same reason. Refuses "refunds-too-many" above 50. */
export function refundNoOf(orderNo: string, place: number): string {
  if (place > REFUNDS_MOST) throw new Refusal("refunds-too-many", { most: REFUNDS_MOST });
  return `${orderNo}R${String(place).padStart(2, "0")}`;
}

/** Refunds of one order (pay.weixin.qq.com). */
export const REFUNDS_MOST = 50;
export const REFUND_DAYS_MOST = 365;
export const REFUND_PAUSE_MINUTES = 1;
