/**
 * Asks the channel for what no notification has settled, at 1, 5, 30 minutes, 6 and 24 hours. An order that was not paid in time is closed there
 * first, so that nobody can pay what we hold as expired; a refund that was approved is sent, and one that was accepted is asked for.
 */
import {
  isOpen,
  nextPollAt,
  nextRefundPollAt,
  stateAfter,
  type OrderState,
} from "#app/domain/payments/payment-order.ts";
import { isLastingRefusal } from "#app/domain/payments/refund.ts";
import { asDate, instant } from "#app/domain/time/instant.ts";
import { isGatewayError } from "#app/integrations/wechat-pay/gateway-error.ts";
import type { RefundTrade } from "#app/integrations/wechat-pay/payment-gateway.ts";
import {
  findOrder,
  findRefund,
  listOrdersToPoll,
  listRefundsToPoll,
  lockOrder,
  updateOrder,
  updateRefund,
  type PaymentRefundRow,
} from "#db/repositories/payment-orders.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { applyRefund } from "./apply-refund.server.ts";
import { closeAtChannel } from "./close-at-channel.server.ts";
import { creditTrade } from "./credit-trade.server.ts";
import type { PaymentChannel } from "./payment-channel.ts";
import { sendRefund } from "./send-refund.server.ts";
import { failRefund } from "./settle-refund.server.ts";

const MOST_AT_ONCE = 200;

/** Asks for one order and keeps the answer. Gateway failures count as a try: the next one comes at its time. */
export async function pollOrder(context: Context, channel: PaymentChannel, orderNo: string): Promise<string> {
  const trade = await channel.gateway.findTrade(orderNo).catch((thrown: unknown) => {
    if (isGatewayError(thrown)) return "away" as const;
    throw thrown;
  });
  if (trade !== null && trade !== "away") {
    const verdict = await inTransaction(context, (unit) => creditTrade(unit, context.actor, trade, channel.merchant));
    if (verdict.kind === "credit") return verdict.kind;
  }
  const expired = await inReading(context, async (unit) => {
    const found = await findOrder(unit, orderNo);
    return found !== null && isOpen(found.order.state as OrderState) && found.order.expiresAt <= asDate(context.now);
  });
  const closed = expired && trade !== "away" ? await closeAtChannel(channel.gateway, orderNo) : "unsure";
  return inTransaction(context, async (unit) => {
    const found = await lockOrder(unit, orderNo);
    if (found === null) return "gone";
    const { order } = found;
    // An order whose visit was called off did not run out: it was ended.
    const step = found.deliveryState === "cancelled" ? "close" : "expire";
    const state = closed === "closed" ? stateAfter(order.state as OrderState, step) : null;
    const next =
      state === null && isOpen(order.state as OrderState) ? nextPollAt(instant(order.madeAt), order.polls + 1) : null;
    await updateOrder(unit, order.id, {
      polls: order.polls + 1,
      nextPollAt: next === null ? null : asDate(next),
      ...(state === null ? {} : { state }),
    });
    return state ?? "waiting";
  });
}

type RefundAnswer =
  | { readonly kind: "said"; readonly said: RefundTrade }
  /** Nothing is known; lasting: the channel knows of no such refund, and will not have it. */
  | { readonly kind: "refused"; readonly code: string; readonly lasting: boolean }
  | { readonly kind: "unknown" };

/** An error answer bears no signature: before it is believed for good, the channel is asked whether it has the refund all the same. */
async function answerOfRefund(
  context: Context,
  channel: PaymentChannel,
  refund: PaymentRefundRow,
): Promise<RefundAnswer> {
  const ask = async (call: () => Promise<RefundTrade | null>): Promise<RefundAnswer> => {
    try {
      const said = await call();
      return said === null ? { kind: "unknown" } : { kind: "said", said };
    } catch (thrown) {
      if (!isGatewayError(thrown)) throw thrown;
      return thrown.kind === "refused" ? { kind: "refused", code: thrown.code, lasting: false } : { kind: "unknown" };
    }
  };
  const find = () => channel.gateway.findRefund(refund.refundNo);
  if (refund.state !== "approved") return ask(find);
  const answer = await ask(() => sendRefund(context, channel, refund.refundNo));
  if (answer.kind !== "refused" || !isLastingRefusal(answer.code)) return answer;
  try {
    const said = await find();
    return said === null ? { ...answer, lasting: true } : { kind: "said", said };
  } catch (thrown) {
    if (isGatewayError(thrown)) return answer;
    throw thrown;
  }
}

async function keepAnswer(unit: Unit, actor: string, refundNo: string, answer: RefundAnswer): Promise<string> {
  if (answer.kind === "said") return applyRefund(unit, actor, answer.said);
  if (answer.kind === "unknown") return "waiting";
  const known = await findRefund(unit, refundNo);
  const locked = known === null ? null : await lockOrder(unit, known.orderNo);
  // Read again behind the lock: somebody may have heard better meanwhile.
  const refund = locked === null ? null : ((await findRefund(unit, refundNo))?.refund ?? null);
  if (refund?.state !== "approved") return "waiting";
  if (answer.lasting) await failRefund(unit, actor, refund, { failure: answer.code });
  else await updateRefund(unit, refund.id, { failure: answer.code });
  return answer.lasting ? "failed" : "waiting";
}

/** Sends or asks for one refund. */
export async function pollRefund(context: Context, channel: PaymentChannel, refundNo: string): Promise<string> {
  const known = await inReading(context, (unit) => findRefund(unit, refundNo));
  if (known === null) return "gone";
  const answer = await answerOfRefund(context, channel, known.refund);
  return inTransaction(context, async (unit) => {
    const outcome = await keepAnswer(unit, context.actor, refundNo, answer);
    const after = await findRefund(unit, refundNo);
    if (after !== null && (after.refund.state === "approved" || after.refund.state === "sent")) {
      const { id, decidedAt, askedAt, polls } = after.refund;
      const next = nextRefundPollAt(instant(decidedAt ?? askedAt), polls, unit.now);
      await updateRefund(unit, id, { polls: polls + 1, nextPollAt: asDate(next) });
    }
    return outcome;
  });
}

/** Whether an order or a refund is due. */
export async function isAnythingToPoll(context: Context): Promise<boolean> {
  return inReading(
    context,
    async (unit) =>
      (await listOrdersToPoll(unit, context.now, 1)).length > 0 ||
      (await listRefundsToPoll(unit, context.now, 1)).length > 0,
  );
}

export type PollOutcome = { readonly orders: number; readonly refunds: number };

/** Everything that is due now, each in units of its own. */
export async function pollPayments(context: Context, channel: PaymentChannel): Promise<PollOutcome> {
  const [orders, refunds] = await inReading(context, async (unit) => [
    await listOrdersToPoll(unit, context.now, MOST_AT_ONCE),
    await listRefundsToPoll(unit, context.now, MOST_AT_ONCE),
  ]);
  for (const orderNo of orders ?? []) await pollOrder(context, channel, orderNo);
  for (const refundNo of refunds ?? []) await pollRefund(context, channel, refundNo);
  return { orders: orders?.length ?? 0, refunds: refunds?.length ?? 0 };
}
