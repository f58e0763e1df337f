/** What was prepaid for visits that count is owed to their providers; for visits that the audit refused, a refund is asked for. */
import { fen } from "#app/domain/money/fen.ts";
import { earnedJournal } from "#app/domain/payments/payment-journals.ts";
import { refundableFen } from "#app/domain/payments/payment-order.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { listEarnedOrders, listRefusedOrders, lockOrder, updateOrder } from "#db/repositories/payment-orders.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { askRefund } from "./decide-refund.server.ts";
import { postOwnMoney } from "./post-own-money.server.ts";

const standOf = (order: { amountFen: bigint; refundedFen: bigint; refundingFen: bigint }) => ({
  amountFen: fen(order.amountFen),
  refundedFen: fen(order.refundedFen),
  refundingFen: fen(order.refundingFen),
});

/** refundsRefused: visits that the audit refused and whose money the channel takes back no more, such as after a year. */
export type EarnedReport = {
  readonly earned: number;
  readonly refundsAsked: number;
  readonly refundsRefused: number;
};

/** @returns whether a refund may be asked for: one that may not keeps no other waiting */
async function askForRest(context: Context, orderNo: string): Promise<boolean> {
  try {
    await inTransaction(context, async (unit) => {
      const found = await lockOrder(unit, orderNo);
      const amountFen = found === null ? fen(0) : refundableFen(standOf(found.order));
      if (amountFen > 0n) await askRefund(unit, context.actor, { orderNo, amountFen, reason: "audit_refused" });
    });
    return true;
  } catch (thrown) {
    if (isRefusal(thrown)) return false;
    throw thrown;
  }
}

/**
 * Owes the provider what is left of an order. Behind its lock it is asked again whether it is to be earned: a refund that was asked for
 * meanwhile leaves it as it is, because what that refund takes was never the provider's.
 * @returns whether it was earned
 */
export async function earnOrder(context: Context, orderNo: string): Promise<boolean> {
  return inTransaction(context, async (unit) => {
    await lockOrder(unit, orderNo);
    const [found] = await listEarnedOrders(unit, [orderNo]);
    if (found === undefined) return false;
    const amountFen = refundableFen(standOf(found.order));
    if (amountFen === 0n) return false;
    await updateOrder(unit, found.order.id, { earnedAt: asDate(unit.now) });
    const booked = { orderNo, visitNo: found.visitNo, amountFen };
    await postOwnMoney(unit, context.actor, (month) => [earnedJournal(booked, found.creditCode, month)], [found]);
    return true;
  });
}

/** Each order in a unit of its own; a person approves what is asked. */
export async function earnOrders(context: Context): Promise<EarnedReport> {
  const [earned, refused] = await inReading(context, async (unit) => [
    await listEarnedOrders(unit),
    await listRefusedOrders(unit),
  ]);
  let [earnedNow, refundsAsked] = [0, 0];
  for (const { order } of earned ?? []) if (await earnOrder(context, order.orderNo)) earnedNow += 1;
  for (const { order } of refused ?? []) if (await askForRest(context, order.orderNo)) refundsAsked += 1;
  return { earned: earnedNow, refundsAsked, refundsRefused: (refused?.length ?? 0) - refundsAsked };
}
