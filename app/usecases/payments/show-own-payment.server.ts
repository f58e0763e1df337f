/** What an elder is to pay for an own visit, and how far that is: nothing public pays again, the order that lives, and its code. */
import { addFen, fen } from "#app/domain/money/fen.ts";
import { isOpen, isPaid, type OrderState } from "#app/domain/payments/payment-order.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { qrMatrix } from "#app/integrations/qr/write-qr.server.ts";
import { listOrders } from "#db/repositories/payment-orders.ts";
import { findVisit } from "#db/repositories/visits.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { splitOfVisit } from "./split-of-visit.server.ts";

/** Refuses "not-found" for a visit that is not this elder's, and "nothing-to-pay". */
export async function showOwnPayment(context: Context, elderId: string, visitNo: string) {
  return inReading(context, async (unit) => {
    const visit = await findVisit(unit, visitNo);
    if (visit?.elderId !== elderId) throw new Refusal("not-found");
    const split = await splitOfVisit(unit, visit);
    if (split.ownFen === 0n) throw new Refusal("nothing-to-pay");
    const orders = await listOrders(unit, { visitId: visit.id, most: 20 });
    const paid = orders.find(({ order }) => isPaid(order.state as OrderState));
    const open = orders.find(
      ({ order }) => isOpen(order.state as OrderState) && order.expiresAt > asDate(unit.now) && order.codeUrl !== null,
    );
    return {
      split: { publicFen: addFen(split.subsidyFen, split.otherFundFen), ownFen: fen(split.ownFen) },
      stage: paid !== undefined ? ("paid" as const) : open !== undefined ? ("code" as const) : ("split" as const),
      orderNo: open?.order.orderNo ?? null,
      /** The code as squares. */
      modules: open?.order.codeUrl == null ? null : qrMatrix(open.order.codeUrl),
    };
  });
}

/** Whether there is something for this elder to pay at all. */
export async function hasOwnShare(context: Context, elderId: string, visitNo: string): Promise<boolean> {
  return inReading(context, async (unit) => {
    const visit = await findVisit(unit, visitNo);
    return visit?.elderId === elderId && (await splitOfVisit(unit, visit)).ownFen > 0n;
  });
}
