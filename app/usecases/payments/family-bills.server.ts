/**
 * What a member of the family may pay for an elder, and has paid: only where the elder agreed to it (scope "pay"), asked anew in each unit of
 * work. The split is shown before anything can be paid.
 */
import { addFen, fen } from "#app/domain/money/fen.ts";
import { isOpen, isPaid, receiptNoOf, type OrderState } from "#app/domain/payments/payment-order.ts";
import type { RefundReason, RefundState } from "#app/domain/payments/refund.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, localTimeOf, plusMinutes } from "#app/domain/time/instant.ts";
import { listVisitsBetween } from "#db/queries/family-visits.ts";
import { listOrders, listRefunds, type OrderWithVisit } from "#db/repositories/payment-orders.ts";
import { findVisit, type VisitRow } from "#db/repositories/visits.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { asFamilyOf, listOwnElders, type FamilyContext } from "../family/family-context.server.ts";
import { splitOfVisit } from "./split-of-visit.server.ts";

/** Visits so long past or ahead can be paid on the phone. */
const DAYS_BACK = 60;
const DAYS_AHEAD = 45;
const ORDERS_SHOWN = 50;

const timeOf = (at: Date) => {
  const { date, minute } = localTimeOf(instant(at));
  return { date, startMinute: minute };
};

const isPayable = ({ deliveryState, approvalState }: VisitRow) =>
  deliveryState !== "cancelled" && deliveryState !== "missed" && approvalState !== "rejected";

const paidOf = (orders: readonly OrderWithVisit[]) => orders.filter(({ order }) => isPaid(order.state as OrderState));

async function visitsToPay(unit: Unit, elderId: string, paid: ReadonlySet<string>) {
  const minutes = (days: number) => days * 24 * 60;
  const span = { from: plusMinutes(unit.now, -minutes(DAYS_BACK)), to: plusMinutes(unit.now, minutes(DAYS_AHEAD)) };
  const open = [];
  for (const visit of await listVisitsBetween(unit, elderId, span)) {
    if (!isPayable(visit) || paid.has(visit.id)) continue;
    const { ownFen, priceFen } = await splitOfVisit(unit, visit);
    if (ownFen > 0n)
      open.push({ visitNo: visit.visitNo, ...timeOf(visit.plannedStart), codes: visit.subtypes, priceFen, ownFen });
  }
  return open;
}

async function billsOf({ context, elderId, elder }: FamilyContext) {
  return inReading(context, async (unit) => {
    const paid = paidOf(await listOrders(unit, { elderId, most: ORDERS_SHOWN }));
    // What went back whole can be paid again.
    const settled = new Set(paid.filter(({ order }) => order.state !== "refunded").map(({ order }) => order.visitId));
    return {
      linkId: elder.linkId,
      name: elder.name,
      relation: elder.relation,
      toPay: await visitsToPay(unit, elderId, settled),
      paid: paid.map(({ order, plannedStart }) => ({
        orderNo: order.orderNo,
        ...timeOf(plannedStart),
        amountFen: order.amountFen,
        refundedFen: order.refundedFen,
        state: order.state as OrderState,
      })),
    };
  });
}

/** For each elder who lets this person pay. */
export async function listFamilyBills(context: Context, memberId: string) {
  const elders = (await listOwnElders(context, memberId)).filter(({ scopes }) => scopes.includes("pay"));
  const bills = [];
  for (const { linkId } of elders)
    bills.push(await billsOf(await asFamilyOf(context, { memberId, linkId, scope: "pay" })));
  return bills;
}

export type FamilyBills = Awaited<ReturnType<typeof listFamilyBills>>[number];

/**
 * One visit before and while it is paid. Refuses "not-found" for another elder's visit and "nothing-to-pay".
 * stage: split, before anybody began on a phone; waiting, an order is out; paid.
 */
export async function showFamilyPayment({ context, elderId }: FamilyContext, visitNo: string) {
  return inReading(context, async (unit) => {
    const visit = await findVisit(unit, visitNo);
    if (visit?.elderId !== elderId) throw new Refusal("not-found");
    const split = await splitOfVisit(unit, visit);
    if (split.ownFen === 0n) throw new Refusal("nothing-to-pay");
    const orders = await listOrders(unit, { visitId: visit.id, most: ORDERS_SHOWN });
    const paid = paidOf(orders).find(({ order }) => order.state !== "refunded");
    const open = orders.find(
      ({ order }) =>
        isOpen(order.state as OrderState) && order.method !== "native" && order.expiresAt > asDate(unit.now),
    );
    return {
      visitNo,
      ...timeOf(visit.plannedStart),
      codes: visit.subtypes,
      priceFen: split.priceFen,
      subsidyFen: split.subsidyFen,
      otherFundFen: split.otherFundFen,
      ownFen: split.ownFen,
      isPayable: isPayable(visit),
      stage: paid !== undefined ? ("paid" as const) : open !== undefined ? ("waiting" as const) : ("split" as const),
      orderNo: (paid ?? open)?.order.orderNo ?? null,
    };
  });
}

export type FamilyPayment = Awaited<ReturnType<typeof showFamilyPayment>>;

/** When a refund was back; what a second person is still to agree to is not. */
const arrivedAt = (state: string, at: Date | null) =>
  at === null || (state !== "refunded" && state !== "by_hand") ? null : instant(at);

async function receiptIn({ context, elderId, elder }: FamilyContext, orderNo: string) {
  return inReading(context, async (unit) => {
    const orders = await listOrders(unit, { elderId, most: 500 });
    const found = orders.find(({ order }) => order.orderNo === orderNo);
    const paidAt = found?.order.paidAt ?? null;
    if (found === undefined || paidAt === null) return null;
    const { order, visitNo, plannedStart, providerName } = found;
    return {
      receiptNo: receiptNoOf(orderNo),
      orderNo,
      transactionId: order.transactionId,
      elder: elder.name,
      relation: elder.relation,
      /** Somebody of the family paid; else the elder, at a kiosk. */
      byFamily: order.payerLinkId !== null,
      visitNo,
      ...timeOf(plannedStart),
      provider: providerName,
      priceFen: order.priceFen,
      publicFen: addFen(fen(order.subsidyFen), fen(order.otherFundFen)),
      amountFen: order.amountFen,
      refundedFen: order.refundedFen,
      keptFen: fen(order.amountFen - order.refundedFen),
      state: order.state as OrderState,
      paidAt: instant(paidAt),
      refunds: (await listRefunds(unit, order.id))
        .filter(({ state }) => state !== "declined")
        .map(({ refundNo, amountFen, reason, state, refundedAt, handAt }) => ({
          refundNo,
          amountFen,
          reason: reason as RefundReason,
          state: state as RefundState,
          at: arrivedAt(state, refundedAt ?? handAt),
        })),
    };
  });
}

/** The elder whose paid order this is, who lets this person pay, and its receipt. Refuses "not-found" for every other number. */
async function ownReceipt(context: Context, memberId: string, orderNo: string) {
  for (const { linkId, scopes } of await listOwnElders(context, memberId)) {
    if (!scopes.includes("pay")) continue;
    const family = await asFamilyOf(context, { memberId, linkId, scope: "pay" });
    const receipt = await receiptIn(family, orderNo);
    if (receipt !== null) return { family, receipt };
  }
  throw new Refusal("not-found");
}

/** Refuses "not-found" for an order that is not paid, or of an elder who does not let this person pay. */
export async function showReceipt(context: Context, memberId: string, orderNo: string) {
  return (await ownReceipt(context, memberId, orderNo)).receipt;
}

/** Who may read an order's receipt, for what else is done about it. Refuses as `showReceipt`. */
export async function familyOfReceipt(context: Context, memberId: string, orderNo: string): Promise<FamilyContext> {
  return (await ownReceipt(context, memberId, orderNo)).family;
}

export type Receipt = Awaited<ReturnType<typeof showReceipt>>;
