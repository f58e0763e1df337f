/**
 * Begins a payment: the order is written first, then the channel is asked outside any transaction, then its answer is kept. The number never
 * changes, so a lost answer is asked for again and makes no second order. A visit has one live order; it is never needed for a booking.
 */
import { fen } from "#app/domain/money/fen.ts";
import {
  isOpen,
  nextPollAt,
  ORDER_MINUTES,
  orderNoOf,
  stateAfter,
  type OrderState,
} from "#app/domain/payments/payment-order.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import { isGatewayError } from "#app/integrations/wechat-pay/gateway-error.ts";
import type { JsapiCall, OrderRequest, PaymentGateway } from "#app/integrations/wechat-pay/payment-gateway.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  insertOrder,
  lockLiveOrder,
  lockOrder,
  updateOrder,
  type PaymentOrderRow,
} from "#db/repositories/payment-orders.ts";
import { lockVisit } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { cancelPayment } from "./cancel-payment.server.ts";
import { splitOfVisit } from "./split-of-visit.server.ts";

export type PaymentWish = {
  readonly visitNo: string;
  /** Whose visit it must be. */
  readonly elderId: string;
  /** The member of the family who pays; who is told of it. */
  readonly payerLinkId?: string;
  readonly way:
    | { readonly method: "native" }
    | { readonly method: "jsapi"; readonly openId: string }
    | { readonly method: "h5"; readonly clientAddress: string };
};

export type StartedPayment = {
  readonly orderNo: string;
  readonly amountFen: bigint;
  readonly expiresAt: number;
  /** What the payer's machine needs. */
  readonly invitation:
    | { readonly method: "native"; readonly codeUrl: string }
    | { readonly method: "jsapi"; readonly call: JsapiCall }
    | { readonly method: "h5"; readonly h5Url: string };
};

/** What the payer reads at WeChat; no name, no address, no state of health. */
const DESCRIPTION = "居家上门服务";

async function newOrder(unit: Unit, actor: string, wish: PaymentWish): Promise<PaymentOrderRow> {
  const visit = await lockVisit(unit, wish.visitNo);
  if (visit?.elderId !== wish.elderId) throw new Refusal("not-found");
  if (visit.deliveryState === "cancelled" || visit.deliveryState === "missed" || visit.approvalState === "rejected")
    throw new Refusal("visit-not-payable");
  const live = await lockLiveOrder(unit, visit.id);
  if (live !== null && !isOpen(live.state as OrderState)) throw new Refusal("paid-already");
  if (live !== null && live.expiresAt > asDate(unit.now)) return live;
  // `leaveEarlier` has ended it at the channel; what it left may still be paid.
  if (live !== null) throw new Refusal("payment-channel-away", { code: "close" });
  const split = await splitOfVisit(unit, visit);
  if (split.ownFen === 0n) throw new Refusal("nothing-to-pay");
  const id = unit.newId();
  const row = {
    id,
    orderNo: orderNoOf(id, localDateOf(unit.now)),
    elderId: visit.elderId,
    visitId: visit.id,
    description: DESCRIPTION,
    priceFen: split.priceFen,
    subsidyFen: split.subsidyFen,
    otherFundFen: split.otherFundFen,
    amountFen: split.ownFen,
    state: "created",
    method: wish.way.method,
    codeUrl: null,
    madeBy: actor,
    payerLinkId: wish.payerLinkId ?? null,
    madeAt: asDate(unit.now),
    expiresAt: asDate(plusMinutes(unit.now, ORDER_MINUTES)),
    paidAt: null,
    transactionId: null,
    refundedFen: 0n,
    refundingFen: 0n,
    polls: 0,
    nextPollAt: asDate(nextPollAt(unit.now, 0) ?? unit.now),
    earnedAt: null,
  };
  await insertOrder(unit, row);
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: "payment.order",
    subjectType: "payment_order",
    subjectId: row.orderNo,
    facts: { visitNo: visit.visitNo, priceFen: row.priceFen.toString(), ownFen: row.amountFen.toString() },
  });
  return row;
}

async function ask(
  gateway: PaymentGateway,
  order: OrderRequest,
  way: PaymentWish["way"],
): Promise<StartedPayment["invitation"]> {
  switch (way.method) {
    case "native":
      return { method: "native", ...(await gateway.startNative(order)) };
    case "jsapi":
      return { method: "jsapi", call: await gateway.startJsapi(order, way.openId) };
    case "h5":
      return { method: "h5", ...(await gateway.startH5(order, way.clientAddress)) };
  }
}

/** Keeps what the channel answered; an order that was paid meanwhile stays paid. */
async function keepAnswer(context: Context, orderNo: string, invitation: StartedPayment["invitation"]): Promise<void> {
  await inTransaction(context, async (unit) => {
    const found = await lockOrder(unit, orderNo);
    const state = found === null ? null : stateAfter(found.order.state as OrderState, "answer");
    if (found === null || state === null) return;
    const codeUrl = invitation.method === "native" ? invitation.codeUrl : found.order.codeUrl;
    await updateOrder(unit, found.order.id, { state, codeUrl, method: invitation.method });
  });
}

/**
 * Ends an order that cannot be gone on with, at the channel first. The channel takes a number for one way of paying alone, so a code that stands
 * at a kiosk ends when somebody pays on a phone. One that ran out may have been paid in its last minute without our having heard: beside a new
 * order its money could never be credited, so the channel is asked before there is one.
 */
async function leaveEarlier(context: Context, gateway: PaymentGateway, wish: PaymentWish): Promise<void> {
  const earlier = await inTransaction(context, async (unit) => {
    const visit = await lockVisit(unit, wish.visitNo);
    const live = visit?.elderId === wish.elderId ? await lockLiveOrder(unit, visit.id) : null;
    if (live === null || !isOpen(live.state as OrderState)) return null;
    const isOtherWay = live.state !== "created" && live.method !== wish.way.method;
    return isOtherWay || live.expiresAt <= asDate(unit.now) ? live.orderNo : null;
  });
  if (earlier !== null) await cancelPayment(context, gateway, { orderNo: earlier, elderId: wish.elderId });
}

/**
 * The same visit gives the same order while it may be paid. Refuses "not-found", "visit-not-payable", "nothing-to-pay" (public funds pay it
 * whole), "paid-already", and "payment-channel-away" when the channel cannot be reached now; the booking stands without it.
 */
export async function startPayment(
  context: Context,
  gateway: PaymentGateway,
  wish: PaymentWish,
): Promise<StartedPayment> {
  await leaveEarlier(context, gateway, wish);
  const order = await inTransaction(context, async (unit) => {
    const row = await newOrder(unit, context.actor, wish);
    const state = stateAfter(row.state as OrderState, "ask") ?? row.state;
    if (row.codeUrl === null || wish.way.method !== "native") await updateOrder(unit, row.id, { state });
    return row;
  });
  const common = { orderNo: order.orderNo, amountFen: order.amountFen, expiresAt: order.expiresAt.getTime() };
  if (wish.way.method === "native" && order.codeUrl !== null)
    return { ...common, invitation: { method: "native", codeUrl: order.codeUrl } };
  try {
    const request = {
      orderNo: order.orderNo,
      description: order.description,
      amountFen: fen(order.amountFen),
      expiresAt: instant(order.expiresAt),
    };
    const invitation = await ask(gateway, request, wish.way);
    await keepAnswer(context, order.orderNo, invitation);
    return { ...common, invitation };
  } catch (thrown) {
    if (isGatewayError(thrown, "ORDERPAID")) throw new Refusal("paid-already");
    if (isGatewayError(thrown)) throw new Refusal("payment-channel-away", { code: thrown.code });
    throw thrown;
  }
}
