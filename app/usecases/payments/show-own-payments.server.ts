/** People's own payments as finance sees them: bill days with what does not agree, where the accounts stand, refunds that wait, the newest orders. */
import { maskName } from "#app/domain/access/masking.ts";
import { fen } from "#app/domain/money/fen.ts";
import { OWN_FUND } from "#app/domain/payments/payment-journals.ts";
import { isNoShow, returnReason } from "#app/domain/payments/payment-return.ts";
import { refundableFen, type OrderState } from "#app/domain/payments/payment-order.ts";
import type { RefundReason, RefundState } from "#app/domain/payments/refund.ts";
import type { DifferenceKind } from "#app/domain/payments/day-reconciliation.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant } from "#app/domain/time/instant.ts";
import { accountStands, listBillDays, listDifferences } from "#db/repositories/payment-bills.ts";
import {
  findOrder,
  listOrders,
  listRefundQueue,
  listRefunds,
  type OrderWithVisit,
  type PaymentRefundRow,
} from "#db/repositories/payment-orders.ts";
import { listPrepaidOrders, listReturnedButStanding } from "#db/repositories/payment-returns.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { RETURN_RULE } from "./return-payments.server.ts";

const DAYS_SHOWN = 31;
const ROWS_SHOWN = 50;

function shownOrder({ order, visitNo, elderName, elderNo }: OrderWithVisit) {
  return {
    orderNo: order.orderNo,
    visitNo,
    elder: maskName(elderName),
    elderNo,
    priceFen: order.priceFen,
    subsidyFen: order.subsidyFen,
    otherFundFen: order.otherFundFen,
    amountFen: order.amountFen,
    refundedFen: order.refundedFen,
    state: order.state as OrderState,
    madeAt: instant(order.madeAt),
    paidAt: order.paidAt === null ? null : instant(order.paidAt),
    transactionId: order.transactionId,
  };
}

export type ShownOrder = ReturnType<typeof shownOrder>;

const shownRefund = (refund: PaymentRefundRow, actor: string) => ({
  refundNo: refund.refundNo,
  amountFen: refund.amountFen,
  reason: refund.reason as RefundReason,
  chargedTo: refund.chargedTo as "provider" | "nobody",
  state: refund.state as RefundState,
  askedBy: refund.askedBy,
  decidedBy: refund.decidedBy,
  isByRule: refund.decidedBy === RETURN_RULE,
  /** Whoever asked waits for somebody else. */
  mayDecide: refund.state === "asked" && refund.askedBy !== actor,
  failure: refund.failure,
  handReference: refund.handReference,
  handPaidOn: refund.handPaidOn,
  mayAgree: refund.state === "hand_waiting" && refund.handBy !== actor,
});

export type ShownRefund = ReturnType<typeof shownRefund>;

/** What a rule alone does not settle: paid visits that the elder missed, and visits that stand again although their money went back. */
async function leftToFinance(unit: Unit) {
  const prepaid = await listPrepaidOrders(unit);
  const standing = await listReturnedButStanding(unit, RETURN_RULE);
  return {
    toDecide: prepaid
      .filter(({ visit }) => isNoShow(visit) || returnReason(visit, unit.now) !== null)
      .map(({ orderNo, visitNo, elderName, restFen, visit }) => ({
        ...{ orderNo, visitNo, restFen },
        elder: maskName(elderName),
        /** Named for a no-show; null where the money should have gone back and could not. */
        missedReason: visit.missedReason,
      })),
    unpaidAgain: standing.map(({ elderName, refundState, ...row }) => ({
      ...row,
      elder: maskName(elderName),
      refundState: refundState as RefundState,
    })),
  };
}

export async function showOwnPayments(context: Context) {
  return inReading(context, async (unit) => {
    const stands = await accountStands(unit, OWN_FUND);
    const net = (code: string) => stands.get(code) ?? 0n;
    const days = await listBillDays(unit, DAYS_SHOWN);
    const differences = await listDifferences(unit, null);
    const refunds = await listRefundQueue(unit, ROWS_SHOWN);
    return {
      ...(await leftToFinance(unit)),
      stands: {
        clearingFen: net("wechat.clearing"),
        prepaidFen: -net("elder.prepaid"),
        bankFen: net("treasury.bank"),
        feeFen: net("fee.expense"),
        suspenseFen: -net("suspense"),
      },
      days: days.map((day) => ({
        on: day.on,
        lines: day.lineCount,
        paidFen: BigInt(day.paidFen),
        refundedFen: BigInt(day.refundedFen),
        feeFen: BigInt(day.feeFen),
        open: day.openDifferences,
      })),
      differences: differences.map(({ id, billOn, kind, subject, hereFen, thereFen, suspenseFen, suspendedAt }) => ({
        id,
        on: billOn,
        kind: kind as DifferenceKind,
        subject,
        hereFen,
        thereFen,
        suspenseFen,
        isSuspended: suspendedAt !== null,
      })),
      refunds: refunds.map((row) => ({
        ...shownRefund(row.refund, context.actor),
        orderNo: row.orderNo,
        elder: maskName(row.elderName),
        orderFen: row.orderFen,
      })),
      orders: (await listOrders(unit, { most: ROWS_SHOWN })).map(shownOrder),
    };
  });
}

export type OwnPaymentsView = Awaited<ReturnType<typeof showOwnPayments>>;

/** Refuses "not-found". */
export async function showOrder(context: Context, orderNo: string) {
  return inReading(context, async (unit) => {
    const found = await findOrder(unit, orderNo);
    if (found === null) throw new Refusal("not-found");
    const { order } = found;
    const stand = {
      amountFen: fen(order.amountFen),
      refundedFen: fen(order.refundedFen),
      refundingFen: fen(order.refundingFen),
    };
    return {
      order: shownOrder(found),
      refundableFen: order.paidAt === null ? 0n : (refundableFen(stand) as bigint),
      refunds: (await listRefunds(unit, order.id)).map((refund) => shownRefund(refund, context.actor)),
    };
  });
}
