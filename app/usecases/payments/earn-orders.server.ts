/** What was prepaid for visits that count is owed to their providers; for visits that the audit refused, a refund is asked for. */
import { fen } from "#app/domain/money/fen.ts";
import { earnedJournal } from "#app/domain/payments/payment-journals.ts";
import { refundableFen } from "#app/domain/payments/payment-order.ts";
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

export type EarnedReport = { readonly earned: number; readonly refundsAsked: number };

/** Each order in a unit of its own; a person approves what is asked. */
export async function earnOrders(context: Context): Promise<EarnedReport> {
  const [earned, refused] = await inReading(context, async (unit) => [
    await listEarnedOrders(unit),
    await listRefusedOrders(unit),
  ]);
  for (const { order } of earned ?? [])
    await inTransaction(context, async (unit) => {
      const found = await lockOrder(unit, order.orderNo);
      if (found === null || found.order.earnedAt !== null) return;
      const amountFen = refundableFen(standOf(found.order));
      if (amountFen === 0n) return;
      await updateOrder(unit, found.order.id, { earnedAt: asDate(unit.now) });
      const booked = { orderNo: found.order.orderNo, visitNo: found.visitNo, amountFen };
      await postOwnMoney(unit, context.actor, (month) => [earnedJournal(booked, found.creditCode, month)], [found]);
    });
  for (const { order } of refused ?? [])
    await inTransaction(context, async (unit) => {
      const found = await lockOrder(unit, order.orderNo);
      const amountFen = found === null ? fen(0) : refundableFen(standOf(found.order));
      if (amountFen > 0n)
        await askRefund(unit, context.actor, { orderNo: order.orderNo, amountFen, reason: "audit_refused" });
    });
  return { earned: earned?.length ?? 0, refundsAsked: refused?.length ?? 0 };
}
