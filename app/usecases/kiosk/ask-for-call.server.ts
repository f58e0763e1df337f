/**
 * Somebody is to do something for an elder at a kiosk: call about a visit, call because no screen could settle it, or let the visits rest
 * for a while. Money that was taken is a complaint, which the street has at once.
 */
import { maskName, maskPhone } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { TicketChannel, TicketDetail, TicketKind } from "#app/domain/tickets/ticket-kind.ts";
import { shortNumber } from "#app/domain/tickets/ticket-number.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { findElderWithFacts } from "#db/repositories/elders.ts";
import { findVisit, type VisitRow } from "#db/repositories/visits.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { openTicketIn } from "../tickets/open-ticket.server.ts";

export type CallCause = {
  /** Which of the kiosk's questions it comes from. */
  readonly source: "elder_rating" | "elder_answer" | "visit_change" | "suspension";
  readonly details?: readonly TicketDetail[];
  /** In the office's language. */
  readonly summary?: string;
  /** The kiosk when left out. */
  readonly channel?: TicketChannel;
};

function kindOf({ source, details = [] }: CallCause): TicketKind {
  if (source === "suspension") return "apply";
  return details.includes("took_money") ? "complaint" : "call_back";
}

/** @returns the four digits that the elder is told */
export async function askForCall(unit: Unit, actor: string, visit: VisitRow, cause: CallCause): Promise<string> {
  const { source, details = [], summary, channel = "kiosk" } = cause;
  const kind = kindOf(cause);
  const { ticketNo } = await openTicketIn(unit, actor, {
    kind,
    ...(kind === "complaint" && { topic: "money" }),
    details,
    ...(summary !== undefined && { summary }),
    streetId: visit.streetId,
    elderId: visit.elderId,
    providerId: visit.providerId,
    visitId: visit.id,
    channel,
    callBackWanted: true,
    source: { kind: source, ref: visit.id },
  });
  return shortNumber(ticketNo);
}

/** Where on the kiosk the elder was. */
export const CALL_ABOUT = ["booking", "schedule", "allowance", "suspension"] as const;

export type OwnCallWish = {
  readonly elderId: string;
  readonly about: (typeof CALL_ABOUT)[number];
  /** The visit it is about; one that is not the elder's own is left out. */
  readonly visitNo: string | null;
  /** In the office's language. */
  readonly summary: string;
  /** Made by the page: the same touch sent twice asks once. */
  readonly requestKey: string;
};

/** 请客服打给我. @returns the four digits that the elder is told. Refuses "not-found". */
export async function askForOwnCall(context: Context, wish: OwnCallWish): Promise<string> {
  const { elderId, about, visitNo, summary, requestKey } = wish;
  return inTransaction(context, async (unit) => {
    const found = await findElderWithFacts(unit, elderId);
    if (found === null) throw new Refusal("not-found");
    const visit = visitNo === null ? null : await findVisit(unit, visitNo);
    const { ticketNo } = await openTicketIn(unit, context.actor, {
      kind: "call_back",
      summary,
      streetId: found.elder.streetId,
      elderId,
      ...(visit?.elderId === elderId && { visitId: visit.id }),
      channel: "kiosk",
      callBackWanted: true,
      source: { kind: "kiosk_call", ref: about },
      requestKey: `${elderId} ${requestKey}`,
    });
    return shortNumber(ticketNo);
  });
}

/** The number on file under which the elder would be called, masked; null when there is none. */
export async function showOwnPhone(context: Context, crypto: CryptoProvider, elderId: string) {
  return inReading(context, async (unit) => {
    const found = await findElderWithFacts(unit, elderId);
    if (found === null) throw new Refusal("not-found");
    const { id, name, phoneCipher } = found.elder;
    const phone =
      phoneCipher === null ? null : crypto.decrypt(phoneCipher, { table: "elder", column: "phone", row: id });
    return { name: maskName(name), phone: phone === null ? null : maskPhone(phone) };
  });
}
