/** What the channel says of a trade becomes our order's state, once: by a notification and by a query alike, behind the order's lock. */
import { fen } from "#app/domain/money/fen.ts";
import { cellYuanText } from "#app/domain/money/yuan-text.ts";
import { judgeTrade, type MerchantKnown, type TradeVerdict } from "#app/domain/payments/judge-trade.ts";
import { isOpen, receiptPath, stateAfter, type OrderState } from "#app/domain/payments/payment-order.ts";
import { paidJournal } from "#app/domain/payments/payment-journals.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { Trade } from "#app/integrations/wechat-pay/payment-gateway.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockOrder, updateOrder, type OrderWithVisit } from "#db/repositories/payment-orders.ts";
import type { Unit } from "#db/transaction.ts";
import { noteCauses } from "../messages/note-cause.server.ts";
import { postOwnMoney } from "./post-own-money.server.ts";
import { returnIfOff } from "./return-payments.server.ts";

export type CreditOutcome = TradeVerdict | { readonly kind: "unknown-order" };

async function credit(
  unit: Unit,
  actor: string,
  found: OrderWithVisit,
  verdict: Extract<TradeVerdict, { kind: "credit" }>,
): Promise<void> {
  const { order, visitNo } = found;
  await updateOrder(unit, order.id, {
    state: "paid",
    paidAt: asDate(verdict.paidAt),
    transactionId: verdict.transactionId,
    nextPollAt: null,
  });
  await postOwnMoney(
    unit,
    actor,
    (month) => [paidJournal({ orderNo: order.orderNo, visitNo, amountFen: fen(order.amountFen) }, month)],
    [found],
  );
  await noteCauses(unit, [
    {
      kind: "payment_received",
      subject: order.orderNo,
      elderId: order.elderId,
      linkId: order.payerLinkId,
      facts: { orderNo: order.orderNo, yuan: cellYuanText(fen(order.amountFen)), path: receiptPath(order.orderNo) },
      happenedAt: verdict.paidAt,
    },
  ]);
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: "payment.paid",
    subjectType: "payment_order",
    subjectId: order.orderNo,
    facts: { amountFen: order.amountFen.toString(), late: verdict.late },
  });
}

/** Locks the order, judges, and credits at most once. What does not fit changes nothing but is named in the audit. */
export async function creditTrade(
  unit: Unit,
  actor: string,
  trade: Trade,
  merchant: MerchantKnown,
): Promise<CreditOutcome> {
  const found = await lockOrder(unit, trade.orderNo);
  if (found === null) return { kind: "unknown-order" };
  const { order } = found;
  const verdict = judgeTrade(
    trade,
    { state: order.state as OrderState, amountFen: fen(order.amountFen), transactionId: order.transactionId },
    merchant,
  );
  if (verdict.kind === "credit") {
    await credit(unit, actor, found, verdict);
    await returnIfOff(unit, actor, order.orderNo);
  }
  if (verdict.kind === "gone" && isOpen(order.state as OrderState)) {
    const step = order.expiresAt <= asDate(unit.now) ? "expire" : "close";
    await updateOrder(unit, order.id, {
      state: stateAfter(order.state as OrderState, step) ?? order.state,
      nextPollAt: null,
    });
  }
  if (verdict.kind === "refused")
    await insertAuditEvent(unit, actor, {
      chain: "money",
      action: "payment.refused",
      subjectType: "payment_order",
      subjectId: order.orderNo,
      facts: { fault: verdict.fault },
    });
  return verdict;
}
