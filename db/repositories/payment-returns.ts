/** Orders beside what became of their visits: what goes back when a visit does not take place, and what a person has to look at. */
import { and, asc, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import { instant } from "#app/domain/time/instant.ts";
import { elder } from "../schema/elder.ts";
import { paymentOrder, paymentRefund } from "../schema/payment-order.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import type { PaymentOrderRow } from "./payment-orders.ts";
import { elderReached } from "./scope-conditions.ts";

const VISIT = { deliveryState: visit.deliveryState, missedReason: visit.missedReason, plannedEnd: visit.plannedEnd };

type VisitColumns = { deliveryState: string; missedReason: string | null; plannedEnd: Date };
const paidVisit = (row: VisitColumns) => ({ ...row, plannedEnd: instant(row.plannedEnd) });

/**
 * All orders of these visits, held, one after the other in the order of their numbers. Those that are over too: money may be arriving for one at
 * this moment, and whoever comes second has to see what the first has done.
 */
export async function lockOrdersOfVisits(unit: Unit, visitIds: readonly string[]): Promise<PaymentOrderRow[]> {
  const orders: PaymentOrderRow[] = [];
  for (const piece of piecesOf([...visitIds].sort(), 500))
    orders.push(
      ...(await unit.orm
        .select()
        .from(paymentOrder)
        .where(inArray(paymentOrder.visitId, piece))
        .orderBy(asc(paymentOrder.orderNo))
        .for("update")),
    );
  return orders;
}

/** The visit of an order as it stands at this statement, not as it stood when the order was asked for and waited for. */
export async function findPaidVisit(unit: Unit, visitId: string) {
  const [row] = await unit.orm.select(VISIT).from(visit).where(eq(visit.id, visitId));
  return row === undefined ? null : paidVisit(row);
}

/** Paid orders of which something is still here, not owed to a provider, whose visit neither runs nor ran. */
export async function listPrepaidOrders(unit: Unit) {
  const rows = await unit.orm
    .select({
      orderNo: paymentOrder.orderNo,
      visitNo: visit.visitNo,
      elderName: elder.name,
      restFen: sql<string>`(${paymentOrder.amountFen} - ${paymentOrder.refundedFen} - ${paymentOrder.refundingFen})::text`,
      visit: VISIT,
    })
    .from(paymentOrder)
    .innerJoin(visit, eq(visit.id, paymentOrder.visitId))
    .innerJoin(elder, eq(elder.id, paymentOrder.elderId))
    .where(
      and(
        elderReached(unit, { streetId: elder.streetId, elderId: elder.id }),
        inArray(paymentOrder.state, ["paid", "partly_refunded", "refunding"]),
        isNull(paymentOrder.earnedAt),
        sql`${paymentOrder.amountFen} > ${paymentOrder.refundedFen} + ${paymentOrder.refundingFen}`,
        inArray(visit.deliveryState, ["cancelled", "missed", "planned", "offered"]),
      ),
    )
    .orderBy(asc(paymentOrder.orderNo));
  return rows.map((row) => ({ ...row, restFen: BigInt(row.restFen), visit: paidVisit(row.visit) }));
}

/**
 * Visits that stand again, or took place after all, while a rule sends their money back, and that nobody has paid anew: an own share that is
 * missing. Visits that the audit refused are owed by nobody.
 */
export async function listReturnedButStanding(unit: Unit, decidedBy: string) {
  return unit.orm
    .select({
      orderNo: paymentOrder.orderNo,
      refundNo: paymentRefund.refundNo,
      refundState: paymentRefund.state,
      amountFen: paymentRefund.amountFen,
      visitNo: visit.visitNo,
      deliveryState: visit.deliveryState,
      elderName: elder.name,
    })
    .from(paymentRefund)
    .innerJoin(paymentOrder, eq(paymentOrder.id, paymentRefund.orderId))
    .innerJoin(visit, eq(visit.id, paymentOrder.visitId))
    .innerJoin(elder, eq(elder.id, paymentOrder.elderId))
    .where(
      and(
        elderReached(unit, { streetId: elder.streetId, elderId: elder.id }),
        eq(paymentRefund.decidedBy, decidedBy),
        notInArray(visit.deliveryState, ["cancelled", "missed"]),
        sql`${visit.approvalState} is distinct from 'rejected'`,
        sql`not exists (select 1 from ${paymentOrder} again where again.visit_id = ${visit.id}
          and again.made_at > ${paymentRefund.askedAt} and again.state in ('paid', 'partly_refunded'))`,
      ),
    )
    .orderBy(asc(visit.visitNo));
}
