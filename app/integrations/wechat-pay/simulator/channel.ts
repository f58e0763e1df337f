/**
 * What the channel knows: orders, refunds and the account's flow. A state machine like the published one, without network, clock or chance, so that
 * a test drives it and the simulator serves it. Amounts are whole fen.
 */
import { DISTRICT_ZONE, localDateOf, type Instant } from "#app/domain/time/instant.ts";

export type PlacedOrder = {
  orderNo: string;
  description: string;
  totalFen: number;
  tradeType: "NATIVE" | "JSAPI" | "MWEB";
  notifyUrl: string;
  prepayId: string;
  expiresAt: number;
  state: "NOTPAY" | "SUCCESS" | "CLOSED" | "REFUND";
  transactionId: string | null;
  paidAt: number | null;
  feeFen: number;
  isPayerGone?: boolean;
};

export type PlacedRefund = {
  orderNo: string;
  refundNo: string;
  refundId: string;
  refundFen: number;
  notifyUrl: string;
  state: "PROCESSING" | "SUCCESS" | "ABNORMAL";
  askedAt: number;
  refundedAt: number | null;
  feeBackFen: number;
};

export type Flow = {
  kind: "payment" | "refund" | "fee" | "withdrawal";
  at: number;
  businessNo: string;
  changeFen: number;
};

export type ChannelState = { orders: PlacedOrder[]; refunds: PlacedRefund[]; flows: Flow[]; counter: number };

/** The channel's answer that it will not: HTTP status and its published code. */
export class ChannelRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

/** 0.60 %, the usual rate, in ten-thousandths. */
const FEE_TEN_THOUSANDTHS = 60;
const feeOf = (totalFen: number) => Math.floor((totalFen * FEE_TEN_THOUSANDTHS + 5_000) / 10_000);

export class Channel {
  readonly state: ChannelState;

  constructor(state: ChannelState = { orders: [], refunds: [], flows: [], counter: 0 }) {
    this.state = state;
  }

  #next(prefix: string): string {
    this.state.counter += 1;
    return `${prefix}${String(this.state.counter).padStart(12, "0")}`;
  }

  find(orderNo: string): PlacedOrder {
    const order = this.state.orders.find((one) => one.orderNo === orderNo);
    if (!order) throw new ChannelRefusal(404, "ORDER_NOT_EXIST");
    return order;
  }

  /** The same number with the same content gives the same order; with other content it is refused. */
  place(asked: Pick<PlacedOrder, "orderNo" | "description" | "totalFen" | "tradeType" | "notifyUrl" | "expiresAt">) {
    const known = this.state.orders.find(({ orderNo }) => orderNo === asked.orderNo);
    if (known?.state === "SUCCESS" || known?.state === "REFUND") throw new ChannelRefusal(400, "ORDERPAID");
    if (known?.state === "CLOSED") throw new ChannelRefusal(400, "ORDER_CLOSED");
    if (known && (known.totalFen !== asked.totalFen || known.description !== asked.description))
      throw new ChannelRefusal(400, "INVALID_REQUEST");
    if (known) return Object.assign(known, { tradeType: asked.tradeType });
    const order: PlacedOrder = {
      ...asked,
      prepayId: this.#next("wx"),
      state: "NOTPAY",
      transactionId: null,
      paidAt: null,
      feeFen: 0,
    };
    this.state.orders.push(order);
    return order;
  }

  /** A person pays. Refused when the order is closed, has expired or was paid. */
  pay(orderNo: string, now: Instant): PlacedOrder {
    const order = this.find(orderNo);
    if (order.state === "NOTPAY" && order.expiresAt <= now) order.state = "CLOSED";
    if (order.state === "CLOSED") throw new ChannelRefusal(400, "ORDER_CLOSED");
    if (order.state !== "NOTPAY") throw new ChannelRefusal(400, "ORDERPAID");
    Object.assign(order, { state: "SUCCESS", transactionId: this.#next("4200000000"), paidAt: now });
    order.feeFen = feeOf(order.totalFen);
    const businessNo = order.transactionId ?? "";
    this.state.flows.push({ kind: "payment", at: now, businessNo, changeFen: order.totalFen });
    if (order.feeFen > 0) this.state.flows.push({ kind: "fee", at: now, businessNo, changeFen: -order.feeFen });
    return order;
  }

  close(orderNo: string): void {
    const order = this.find(orderNo);
    if (order.state === "SUCCESS" || order.state === "REFUND") throw new ChannelRefusal(400, "ORDERPAID");
    order.state = "CLOSED";
  }

  refundsOf(orderNo: string): PlacedRefund[] {
    return this.state.refunds.filter((one) => one.orderNo === orderNo);
  }

  findRefund(refundNo: string): PlacedRefund {
    const refund = this.state.refunds.find((one) => one.refundNo === refundNo);
    if (!refund) throw new ChannelRefusal(404, "RESOURCE_NOT_EXISTS");
    return refund;
  }

  /** Accepted is not refunded: `settle` follows. What is accepted leaves the account at once. At most what was paid, at most 50 parts. */
  refund(
    asked: Pick<PlacedRefund, "orderNo" | "refundNo" | "refundFen" | "notifyUrl"> & { totalFen: number },
    now: Instant,
  ) {
    const order = this.find(asked.orderNo);
    if (order.state !== "SUCCESS" && order.state !== "REFUND") throw new ChannelRefusal(404, "RESOURCE_NOT_EXISTS");
    const known = this.state.refunds.find(({ refundNo }) => refundNo === asked.refundNo);
    if (known && (known.refundFen !== asked.refundFen || known.orderNo !== asked.orderNo))
      throw new ChannelRefusal(400, "INVALID_REQUEST");
    if (known) return known;
    if (order.isPayerGone) throw new ChannelRefusal(403, "USER_ACCOUNT_ABNORMAL");
    const earlier = this.refundsOf(asked.orderNo);
    const sum = earlier.reduce((total, one) => total + one.refundFen, 0);
    if (asked.totalFen !== order.totalFen || sum + asked.refundFen > order.totalFen || earlier.length >= 50)
      throw new ChannelRefusal(400, "INVALID_REQUEST");
    const whole = sum + asked.refundFen === order.totalFen;
    const feeBackBefore = earlier.reduce((total, one) => total + one.feeBackFen, 0);
    const refund: PlacedRefund = {
      orderNo: asked.orderNo,
      refundNo: asked.refundNo,
      refundId: this.#next("5030000000"),
      refundFen: asked.refundFen,
      notifyUrl: asked.notifyUrl,
      state: "PROCESSING",
      askedAt: now,
      refundedAt: null,
      feeBackFen: whole ? order.feeFen - feeBackBefore : Math.min(feeOf(asked.refundFen), order.feeFen - feeBackBefore),
    };
    this.state.refunds.push(refund);
    order.state = "REFUND";
    const changeFen = refund.feeBackFen - refund.refundFen;
    this.state.flows.push({ kind: "refund", at: now, businessNo: refund.refundId, changeFen });
    return refund;
  }

  /** The money has arrived: what was being refunded is refunded. */
  settle(refundNo: string, now: Instant): PlacedRefund {
    const refund = this.findRefund(refundNo);
    if (refund.state === "SUCCESS") return refund;
    Object.assign(refund, { state: "SUCCESS", refundedAt: now });
    return refund;
  }

  /** The payer's account takes no money: what was accepted stays with the channel, apart, until the merchant acts. */
  failRefund(refundNo: string): PlacedRefund {
    const refund = this.findRefund(refundNo);
    if (refund.state === "PROCESSING") refund.state = "ABNORMAL";
    return refund;
  }

  /** The payer's account is gone: no refund of this order is accepted any more. */
  endPayer(orderNo: string): void {
    this.find(orderNo).isPayerGone = true;
  }

  /** The merchant takes money out of the account (提现). */
  withdraw(amountFen: number, now: Instant): void {
    this.state.flows.push({ kind: "withdrawal", at: now, businessNo: this.#next("WD"), changeFen: -amountFen });
  }

  /** What happened on a day of the channel's calendar; a refund on the day of its acceptance (pay.weixin.qq.com, 交易账单). */
  day(on: string): { paid: PlacedOrder[]; refunded: PlacedRefund[]; flows: Flow[] } {
    const within = (at: number | null) => at !== null && localDateOf(at as Instant, DISTRICT_ZONE) === on;
    return {
      paid: this.state.orders.filter(({ paidAt }) => within(paidAt)),
      refunded: this.state.refunds.filter(({ askedAt }) => within(askedAt)),
      flows: this.state.flows.filter(({ at }) => within(at)),
    };
  }
}
