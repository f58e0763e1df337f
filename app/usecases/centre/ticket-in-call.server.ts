/** A ticket of any kind that is written down while somebody speaks; the call is its source. */
import { Refusal } from "#app/domain/refusal.ts";
import type { CallPurpose } from "#app/domain/centre/call.ts";
import type { TicketDetail, TicketTopic } from "#app/domain/tickets/ticket-kind.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { findCallElder } from "#db/queries/centre-file.ts";
import { announceAlerts } from "#db/repositories/alerts.ts";
import { updateCall } from "#db/repositories/centre-calls.ts";
import { lockVisit } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { openTicketIn } from "../tickets/open-ticket.server.ts";
import { CALL_SOURCE, noteCall, openNumber, requireOwnCall } from "./take-calls.server.ts";

export type CallTicket = {
  readonly callNo: number;
  readonly kind: CallPurpose;
  readonly topic: TicketTopic | null;
  readonly details: readonly TicketDetail[];
  readonly summary: string;
  /** Where it belongs while no file is open. */
  readonly streetId: number | null;
  /** The visit that is complained of; "" for none. */
  readonly visitNo: string;
  readonly callBackWanted: boolean;
  readonly requestKey: string;
};

/** Refuses "not-found" for a visit of another elder: it would tell who complains. */
async function visitOf(unit: Unit, visitNo: string, elderId: string | null) {
  if (visitNo === "") return null;
  const visit = await lockVisit(unit, visitNo);
  if (visit === null || visit.elderId !== elderId) throw new Refusal("not-found");
  return visit;
}

/**
 * @returns the ticket's number
 * Refuses "call-not-yours", "ticket-needs-note" without a word and "street-unknown" without a place.
 */
export async function openTicketInCall(context: Context, crypto: CryptoProvider, wish: CallTicket): Promise<string> {
  if (wish.summary.trim() === "") throw new Refusal("ticket-needs-note");
  return inTransaction(context, async (unit) => {
    const call = await requireOwnCall(unit, context.actor, wish.callNo);
    const elder = call.elderId === null ? null : await findCallElder(unit, call.elderId);
    const streetId = elder?.elder.streetId ?? wish.streetId;
    if (streetId === null) throw new Refusal("street-unknown");
    const visit = await visitOf(unit, wish.visitNo, call.elderId);
    const phone = openNumber(crypto, call);
    const { kind, topic, details, summary, callBackWanted, requestKey } = wish;
    const { ticketNo } = await openTicketIn(unit, context.actor, {
      kind,
      details,
      summary,
      streetId,
      channel: "hotline",
      callBackWanted,
      requestKey,
      source: { kind: CALL_SOURCE, ref: String(wish.callNo) },
      ...(topic !== null && { topic }),
      ...(elder !== null && { elderId: elder.elder.id }),
      ...(visit !== null && { visitId: visit.id, providerId: visit.providerId }),
      ...(callBackWanted && phone !== null && { callBackPhone: { phone, crypto } }),
    });
    await updateCall(unit, call.id, { purpose: kind });
    await announceAlerts(unit);
    await noteCall(unit, context.actor, call, { action: "ticket", facts: { ticket: ticketNo, kind } });
    return ticketNo;
  });
}
