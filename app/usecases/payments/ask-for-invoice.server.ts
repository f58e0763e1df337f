/**
 * A member of the family who may pay asks for the invoice of a paid order: one request for each order, on the desk of the provider who was paid,
 * answered on the same paper as every other request, and told to whoever asked.
 */
import { addFen, fen } from "#app/domain/money/fen.ts";
import { cellYuanText } from "#app/domain/money/yuan-text.ts";
import { invoiceKey, type InvoiceTitle } from "#app/domain/payments/invoice-request.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { shortNumber } from "#app/domain/tickets/ticket-number.ts";
import { findOrder } from "#db/repositories/payment-orders.ts";
import { findTicketByRequest } from "#db/repositories/tickets.ts";
import { findVisit } from "#db/repositories/visits.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { openTicketIn } from "../tickets/open-ticket.server.ts";
import { familyOfReceipt } from "./family-bills.server.ts";

export type InvoiceWish = {
  readonly memberId: string;
  readonly orderNo: string;
  readonly title: InvoiceTitle;
  /** What the provider reads. */
  readonly wording: (facts: {
    readonly visitNo: string;
    readonly yuan: string;
    readonly title: InvoiceTitle;
  }) => string;
};

/** Refuses "not-found" for an order whose receipt this person may not read, and "invoice-nothing-kept" when all of it went back. */
export async function askForInvoice(context: Context, wish: InvoiceWish): Promise<void> {
  const { orderNo, title, wording } = wish;
  const family = await familyOfReceipt(context, wish.memberId, orderNo);
  await inTransaction(family.context, async (unit) => {
    const found = await findOrder(unit, orderNo);
    const visit = found === null ? null : await findVisit(unit, found.visitNo);
    if (found === null || visit === null) throw new Refusal("not-found");
    const { amountFen, refundedFen, refundingFen } = found.order;
    const keptFen = fen(amountFen - addFen(fen(refundedFen), fen(refundingFen)));
    if (keptFen <= 0n) throw new Refusal("invoice-nothing-kept");
    await openTicketIn(unit, family.context.actor, {
      kind: "invoice",
      summary: wording({ visitNo: found.visitNo, yuan: cellYuanText(keptFen), title }),
      streetId: visit.streetId,
      elderId: visit.elderId,
      providerId: visit.providerId,
      visitId: visit.id,
      channel: "family",
      source: { kind: "family_link", ref: family.elder.linkId },
      requestKey: invoiceKey(orderNo),
    });
  });
}

/** What became of the request for this order's invoice; null while nobody has asked. Refuses as `askForInvoice`. */
export async function showInvoiceRequest(context: Context, memberId: string, orderNo: string) {
  const family = await familyOfReceipt(context, memberId, orderNo);
  return inReading(family.context, async (unit) => {
    const ticket = await findTicketByRequest(unit, invoiceKey(orderNo));
    return ticket === null
      ? null
      : { number: shortNumber(ticket.ticketNo), dueMs: ticket.dueAt.getTime(), answer: ticket.answer };
  });
}

export type InvoiceRequest = NonNullable<Awaited<ReturnType<typeof showInvoiceRequest>>>;
