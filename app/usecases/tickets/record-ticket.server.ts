/** A ticket that an operator or an office writes down for somebody who calls or stands at the desk. */
import { Refusal } from "#app/domain/refusal.ts";
import type { TicketChannel, TicketKind } from "#app/domain/tickets/ticket-kind.ts";
import { findElderNumbers } from "#db/queries/elder-numbers.ts";
import { listStreets } from "#db/repositories/reference.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { openTicketIn } from "./open-ticket.server.ts";

export type RecordedTicket = {
  readonly kind: TicketKind;
  readonly streetId: number;
  readonly elderNo: string | null;
  readonly summary: string;
  readonly channel: TicketChannel;
  readonly callBackWanted: boolean;
};

async function reachedStreets(unit: Unit) {
  const { streets } = unit.scope;
  const all = await listStreets(unit);
  return streets === "all" ? all : all.filter(({ id }) => (streets as readonly number[]).includes(id));
}

/** Streets that the person may write a ticket for. */
export async function listTicketStreets(context: Context) {
  return inReading(context, reachedStreets);
}

/** Refuses "street-unknown" for a street outside the scope and "elder-unknown" for a number that the scope does not reach. */
export async function recordTicket(context: Context, recorded: RecordedTicket): Promise<string> {
  const { elderNo, streetId, kind, summary, channel, callBackWanted } = recorded;
  return inTransaction(context, async (unit) => {
    const streets = await reachedStreets(unit);
    if (!streets.some(({ id }) => id === streetId)) throw new Refusal("street-unknown");
    const elder = elderNo === null ? null : await findElderNumbers(unit, elderNo);
    if (elderNo !== null && elder === null) throw new Refusal("elder-unknown", { elderNo });
    const { ticketNo } = await openTicketIn(unit, context.actor, {
      kind,
      streetId,
      summary,
      channel,
      callBackWanted,
      ...(elder !== null && { elderId: elder.id }),
    });
    return ticketNo;
  });
}
