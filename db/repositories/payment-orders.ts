/** What people pay themselves: orders, refunds and notifications. Lists follow the scope of the unit through the elder's street. */
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, lte, notInArray, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { elder } from "../schema/elder.ts";
import { paymentNotice, paymentOrder, paymentRefund } from "../schema/payment-order.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";
import { elderReached } from "./scope-conditions.ts";

export type PaymentOrderRow = typeof paymentOrder.$inferSelect;
export type PaymentRefundRow = typeof paymentRefund.$inferSelect;

const COLUMNS = {
  order: paymentOrder,
  visitNo: visit.visitNo,
  plannedStart: visit.plannedStart,
  deliveryState: visit.deliveryState,
  approvalState: visit.approvalState,
  providerId: visit.providerId,
  creditCode: provider.creditCode,
  providerName: provider.name,
  elderName: elder.name,
  elderNo: elder.elderNo,
};

export type OrderWithVisit = Awaited<ReturnType<typeof listOrders>>[number];

function ordersQuery(unit: Unit) {
  return unit.orm
    .select(COLUMNS)
    .from(paymentOrder)
    .innerJoin(visit, eq(visit.id, paymentOrder.visitId))
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .innerJoin(elder, eq(elder.id, paymentOrder.elderId));
}

const reached = (unit: Unit) => elderReached(unit, { streetId: elder.streetId, elderId: elder.id });

export type OrderFilter = { readonly elderId?: string; readonly visitId?: string; readonly most: number };

/** Newest first. */
export async function listOrders(unit: Unit, { elderId, visitId, most }: OrderFilter) {
  return ordersQuery(unit)
    .where(
      and(
        reached(unit),
        elderId === undefined ? undefined : eq(paymentOrder.elderId, elderId),
        visitId === undefined ? undefined : eq(paymentOrder.visitId, visitId),
      ),
    )
    .orderBy(desc(paymentOrder.madeAt), desc(paymentOrder.orderNo))
    .limit(most);
}

export async function findOrder(unit: Unit, orderNo: string): Promise<OrderWithVisit | null> {
  const [row] = await ordersQuery(unit).where(and(reached(unit), eq(paymentOrder.orderNo, orderNo)));
  return row ?? null;
}

/** Held until the unit ends: a payment, a refund and a query of the same order follow one another. */
export async function lockOrder(unit: Unit, orderNo: string): Promise<OrderWithVisit | null> {
  const [row] = await ordersQuery(unit)
    .where(and(reached(unit), eq(paymentOrder.orderNo, orderNo)))
    .for("update", { of: paymentOrder });
  return row ?? null;
}

/** The order of a visit that is not over, held. */
export async function lockLiveOrder(unit: Unit, visitId: string): Promise<PaymentOrderRow | null> {
  const [row] = await unit.orm
    .select()
    .from(paymentOrder)
    .where(and(eq(paymentOrder.visitId, visitId), notInArray(paymentOrder.state, ["closed", "expired", "refunded"])))
    .for("update");
  return row ?? null;
}

export async function insertOrder(unit: Unit, row: typeof paymentOrder.$inferInsert): Promise<void> {
  await unit.orm.insert(paymentOrder).values(row);
}

export async function updateOrder(unit: Unit, id: string, values: Partial<PaymentOrderRow>): Promise<void> {
  await unit.orm.update(paymentOrder).set(values).where(eq(paymentOrder.id, id));
}

/** Numbers of the orders that the channel is to be asked for. */
export async function listOrdersToPoll(unit: Unit, now: Instant, most: number): Promise<string[]> {
  const rows = await unit.orm
    .select({ orderNo: paymentOrder.orderNo })
    .from(paymentOrder)
    .where(lte(paymentOrder.nextPollAt, asDate(now)))
    .orderBy(asc(paymentOrder.nextPollAt))
    .limit(most);
  return rows.map((row) => row.orderNo);
}

/** Paid orders whose visit counts and whose money is not owed to the provider yet; of these numbers where some are given. */
export async function listEarnedOrders(unit: Unit, orderNos?: readonly string[]): Promise<OrderWithVisit[]> {
  return ordersQuery(unit).where(
    and(
      orderNos === undefined ? undefined : inArray(paymentOrder.orderNo, [...orderNos]),
      inArray(paymentOrder.state, ["paid", "partly_refunded"]),
      isNull(paymentOrder.earnedAt),
      eq(visit.deliveryState, "done"),
      inArray(visit.approvalState, ["verified", "locked"]),
    ),
  );
}

/** Keeps a notification. False when one with its number is there already. */
export async function insertNotice(unit: Unit, row: typeof paymentNotice.$inferInsert): Promise<boolean> {
  const rows = await unit.orm
    .insert(paymentNotice)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: paymentNotice.noticeId });
  return rows.length > 0;
}

/** What was kept under a notification's number. Two who ask at once both find nothing; the order's lock and `insertNotice` part them. */
export async function findNotice(unit: Unit, gateway: string, noticeId: string) {
  const [row] = await unit.orm
    .select()
    .from(paymentNotice)
    .where(and(eq(paymentNotice.gateway, gateway), eq(paymentNotice.noticeId, noticeId)));
  return row ?? null;
}

/** What moved between two instants by our own rows: payments by their payment, refunds by the channel's taking them on. */
export async function listMovements(unit: Unit, from: Instant, to: Instant) {
  const paid = await unit.orm
    .select({ number: paymentOrder.orderNo, amountFen: paymentOrder.amountFen })
    .from(paymentOrder)
    .where(and(gte(paymentOrder.paidAt, asDate(from)), lt(paymentOrder.paidAt, asDate(to))));
  const refunded = await unit.orm
    .select({ number: paymentRefund.refundNo, amountFen: paymentRefund.amountFen })
    .from(paymentRefund)
    .where(and(gte(paymentRefund.sentAt, asDate(from)), lt(paymentRefund.sentAt, asDate(to))));
  return { paid, refunded };
}

/** The orders and refunds among these numbers: their amounts, and when they moved if they did. */
export async function movementsOf(unit: Unit, numbers: readonly string[]) {
  if (numbers.length === 0) return [];
  const orders = await unit.orm
    .select({ number: paymentOrder.orderNo, amountFen: paymentOrder.amountFen, movedAt: paymentOrder.paidAt })
    .from(paymentOrder)
    .where(inArray(paymentOrder.orderNo, [...numbers]));
  const refunds = await unit.orm
    .select({ number: paymentRefund.refundNo, amountFen: paymentRefund.amountFen, movedAt: paymentRefund.sentAt })
    .from(paymentRefund)
    .where(inArray(paymentRefund.refundNo, [...numbers]));
  return [...orders, ...refunds];
}

/** Orders that were not heard of as paid, and refunds that were not heard of as taken on, are asked for at this moment. */
export async function askForNumbers(unit: Unit, numbers: readonly string[]): Promise<void> {
  if (numbers.length === 0) return;
  const values = { nextPollAt: asDate(unit.now) };
  await unit.orm
    .update(paymentOrder)
    .set(values)
    .where(and(inArray(paymentOrder.orderNo, [...numbers]), isNull(paymentOrder.paidAt)));
  await unit.orm
    .update(paymentRefund)
    .set(values)
    .where(and(inArray(paymentRefund.refundNo, [...numbers]), isNull(paymentRefund.sentAt)));
}

export async function listRefunds(unit: Unit, orderId: string): Promise<PaymentRefundRow[]> {
  return unit.orm
    .select()
    .from(paymentRefund)
    .where(eq(paymentRefund.orderId, orderId))
    .orderBy(asc(paymentRefund.refundNo));
}

export async function insertRefund(unit: Unit, row: typeof paymentRefund.$inferInsert): Promise<void> {
  await unit.orm.insert(paymentRefund).values(row);
}

export async function updateRefund(unit: Unit, id: string, values: Partial<PaymentRefundRow>): Promise<void> {
  await unit.orm.update(paymentRefund).set(values).where(eq(paymentRefund.id, id));
}

/** A refund with its order's number, or null. */
export async function findRefund(unit: Unit, refundNo: string) {
  const [row] = await unit.orm
    .select({ refund: paymentRefund, orderNo: paymentOrder.orderNo })
    .from(paymentRefund)
    .innerJoin(paymentOrder, eq(paymentOrder.id, paymentRefund.orderId))
    .innerJoin(elder, eq(elder.id, paymentOrder.elderId))
    .where(and(reached(unit), eq(paymentRefund.refundNo, refundNo)));
  return row ?? null;
}

/** Whether some refund was recorded with this bank transfer already. */
export async function isHandReferenceUsed(unit: Unit, reference: string): Promise<boolean> {
  const rows = await unit.orm
    .select({ id: paymentRefund.id })
    .from(paymentRefund)
    .where(eq(paymentRefund.handReference, reference));
  return rows.length > 0;
}

/** Refunds that wait for a person, and those that were asked for lately. */
export async function listRefundQueue(unit: Unit, most: number) {
  return unit.orm
    .select({
      refund: paymentRefund,
      orderNo: paymentOrder.orderNo,
      orderFen: paymentOrder.amountFen,
      visitNo: visit.visitNo,
      elderName: elder.name,
    })
    .from(paymentRefund)
    .innerJoin(paymentOrder, eq(paymentOrder.id, paymentRefund.orderId))
    .innerJoin(visit, eq(visit.id, paymentOrder.visitId))
    .innerJoin(elder, eq(elder.id, paymentOrder.elderId))
    .where(reached(unit))
    .orderBy(sql`${paymentRefund.state} not in ('asked', 'failed', 'hand_waiting')`, desc(paymentRefund.askedAt))
    .limit(most);
}

/** Refunds that the channel has to be told of, or asked for. */
export async function listRefundsToPoll(unit: Unit, now: Instant, most: number): Promise<string[]> {
  const rows = await unit.orm
    .select({ refundNo: paymentRefund.refundNo })
    .from(paymentRefund)
    .where(and(inArray(paymentRefund.state, ["approved", "sent"]), lte(paymentRefund.nextPollAt, asDate(now))))
    .orderBy(asc(paymentRefund.nextPollAt))
    .limit(most);
  return rows.map((row) => row.refundNo);
}

/** Paid orders whose visit the audit refused and for which no refund has been asked for that; what went back for another reason leaves a rest. */
export async function listRefusedOrders(unit: Unit): Promise<OrderWithVisit[]> {
  return ordersQuery(unit).where(
    and(
      inArray(paymentOrder.state, ["paid", "partly_refunded"]),
      isNotNull(paymentOrder.paidAt),
      eq(visit.approvalState, "rejected"),
      sql`not exists (select 1 from ${paymentRefund} r where r.order_id = ${paymentOrder.id} and r.reason = 'audit_refused' and r.state <> 'declined')`,
    ),
  );
}
