/** The queue of tickets and one ticket with all its steps, as far as the reader's scope reaches. */
import { maskName } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { TicketDesk } from "#app/domain/tickets/ticket-kind.ts";
import { isProtected } from "#app/domain/tickets/ticket-kind.ts";
import { isEnded, stepsFrom, type TicketState } from "#app/domain/tickets/ticket-state.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import {
  countTickets,
  findTicketListing,
  listTickets,
  type TicketChoice,
  type TicketListing,
} from "#db/queries/ticket-desk.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listTicketEvents } from "#db/repositories/tickets.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";

const LISTED = 200;

function shownOf({ row, elderName, ...names }: TicketListing, now: number) {
  return {
    ...names,
    elderName: elderName === null ? null : maskName(elderName),
    ticketNo: row.ticketNo,
    kind: row.kind,
    topic: row.topic,
    details: row.details,
    summary: row.summary,
    channel: row.channel,
    anonymous: row.anonymous,
    callBackWanted: row.callBackWanted,
    hasPhone: row.callBackPhoneCipher !== null,
    state: row.state as TicketState,
    desk: row.desk as TicketDesk,
    assignedTo: row.assignedTo,
    isProtected: isProtected(row.details),
    openedAt: row.openedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    isLate: !isEnded(row.state) && row.dueAt.getTime() < now,
    answer: row.answer,
    answeredBy: row.answeredBy,
  };
}

export type ShownTicket = ReturnType<typeof shownOf>;

/** Steps for other screens that work in a unit of their own. */
export async function listTicketsIn(unit: Unit, choice: TicketChoice): Promise<ShownTicket[]> {
  const rows = await listTickets(unit, { ...choice, limit: LISTED });
  return rows.map((listing) => shownOf(listing, unit.now));
}

export async function showTickets(context: Context, choice: TicketChoice) {
  return inReading(context, async (unit) => ({
    ...choice,
    rows: await listTicketsIn(unit, choice),
    counts: await countTickets(unit),
  }));
}

/** Refuses "not-found" for a ticket outside the scope, and for one that is kept from a provider. */
export async function showTicket(context: Context, ticketNo: string) {
  return inReading(context, async (unit) => {
    const listing = await findTicketListing(unit, ticketNo);
    if (listing === null) throw new Refusal("not-found");
    const events = await listTicketEvents(unit, listing.row.id);
    return {
      ticket: shownOf(listing, unit.now),
      steps: stepsFrom(listing.row.state as TicketState),
      events: events.map(({ step, place, toState, note, by, at, facts }) => ({
        step,
        place,
        toState,
        note,
        by,
        at: at.toISOString(),
        desk: typeof (facts as { desk?: unknown }).desk === "string" ? (facts as { desk: string }).desk : null,
      })),
    };
  });
}

/** The telephone to call back, noted in the audit log with who saw it. Refuses "not-found". */
export async function revealCallBackPhone(context: Context, crypto: CryptoProvider, ticketNo: string): Promise<string> {
  return inTransaction(context, async (unit) => {
    const row = (await findTicketListing(unit, ticketNo))?.row;
    if (!row?.callBackPhoneCipher) throw new Refusal("not-found");
    await insertAuditEvent(unit, context.actor, {
      chain: "access",
      action: "ticket.reveal-phone",
      subjectType: "ticket",
      subjectId: ticketNo,
      facts: {},
    });
    return crypto.decrypt(row.callBackPhoneCipher, { table: "ticket", column: "call_back_phone", row: row.id });
  });
}
