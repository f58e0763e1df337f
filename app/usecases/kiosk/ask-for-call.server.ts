/** An elder at a kiosk is to be called: about a visit, or because a question could not be settled on the screen. Money that was taken is a complaint. */
import type { TicketDetail } from "#app/domain/tickets/ticket-kind.ts";
import { shortNumber } from "#app/domain/tickets/ticket-number.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { openTicketIn } from "../tickets/open-ticket.server.ts";

export type CallCause = {
  /** Which of the kiosk's questions it comes from. */
  readonly source: "elder_rating" | "elder_answer";
  readonly details: readonly TicketDetail[];
};

/** @returns the four digits that the elder is told */
export async function askForCall(unit: Unit, actor: string, visit: VisitRow, cause: CallCause): Promise<string> {
  const tookMoney = cause.details.includes("took_money");
  const { ticketNo } = await openTicketIn(unit, actor, {
    kind: tookMoney ? "complaint" : "call_back",
    ...(tookMoney && { topic: "money" }),
    details: cause.details,
    streetId: visit.streetId,
    elderId: visit.elderId,
    providerId: visit.providerId,
    visitId: visit.id,
    channel: "kiosk",
    callBackWanted: true,
    source: { kind: cause.source, ref: visit.id },
  });
  return shortNumber(ticketNo);
}
