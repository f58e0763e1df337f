/** Tickets and their steps. Who may see one is the scope's street and provider: a provider reaches only what it may see. */
import { and, asc, desc, eq, gte, max, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { ticket, ticketEvent } from "../schema/ticket.ts";
import type { Unit } from "../transaction.ts";
import { streetReached } from "./scope-conditions.ts";

export type TicketRow = typeof ticket.$inferSelect;
export type NewTicketRow = typeof ticket.$inferInsert;
export type TicketEventRow = typeof ticketEvent.$inferSelect;

/** Streets see theirs; a provider sees what is about it and not kept from it. */
export function ticketReached(unit: Unit): SQL {
  const { provider } = unit.scope;
  const seen = provider === "all" ? undefined : and(eq(ticket.providerId, provider), eq(ticket.seenByProvider, true));
  return and(streetReached(unit, ticket.streetId), seen) ?? sql`true`;
}

/** Adds a ticket unless its number or its request key is there already. @returns whether it was added */
export async function insertTicket(unit: Unit, row: NewTicketRow): Promise<boolean> {
  const added = await unit.orm.insert(ticket).values(row).onConflictDoNothing().returning({ id: ticket.id });
  return added.length > 0;
}

/** Adds a step after the last one of its ticket; the caller holds the ticket's row or has just made it. */
export async function insertTicketEvent(
  unit: Unit,
  row: Omit<typeof ticketEvent.$inferInsert, "place">,
): Promise<void> {
  const [last] = await unit.orm
    .select({ place: max(ticketEvent.place) })
    .from(ticketEvent)
    .where(eq(ticketEvent.ticketId, row.ticketId));
  await unit.orm.insert(ticketEvent).values({ ...row, place: (last?.place ?? 0) + 1 });
}

export async function findTicketByRequest(unit: Unit, requestKey: string): Promise<TicketRow | null> {
  const [row] = await unit.orm.select().from(ticket).where(eq(ticket.requestKey, requestKey));
  return row ?? null;
}

/** The newest ticket that came from this record, such as a rating or an alert. */
export async function findTicketBySource(unit: Unit, kind: string, ref: string): Promise<TicketRow | null> {
  const [row] = await unit.orm
    .select()
    .from(ticket)
    .where(and(eq(ticket.sourceKind, kind), eq(ticket.sourceRef, ref), ticketReached(unit)))
    .orderBy(desc(ticket.openedAt))
    .limit(1);
  return row ?? null;
}

/** One ticket of the scope, locked for the rest of the unit. */
export async function lockTicket(unit: Unit, ticketNo: string): Promise<TicketRow | null> {
  const [row] = await unit.orm
    .select()
    .from(ticket)
    .where(and(eq(ticket.ticketNo, ticketNo), ticketReached(unit)))
    .for("update");
  return row ?? null;
}

export async function updateTicket(unit: Unit, id: string, values: Partial<NewTicketRow>): Promise<void> {
  await unit.orm
    .update(ticket)
    .set({ ...values, version: sql`${ticket.version} + 1` })
    .where(eq(ticket.id, id));
}

/** Steps of a ticket in their order. */
export async function listTicketEvents(unit: Unit, ticketId: string): Promise<TicketEventRow[]> {
  return unit.orm.select().from(ticketEvent).where(eq(ticketEvent.ticketId, ticketId)).orderBy(asc(ticketEvent.place));
}

/** Tickets opened since then that end with these four digits and may be asked about by a code, locked, the newest first. */
export async function lockAskableTickets(unit: Unit, short: string, since: Instant): Promise<TicketRow[]> {
  return unit.orm
    .select()
    .from(ticket)
    .where(
      and(
        sql`right(${ticket.ticketNo}, 4) = ${short}`,
        sql`${ticket.askingHash} is not null`,
        gte(ticket.openedAt, asDate(since)),
      ),
    )
    .orderBy(desc(ticket.openedAt))
    .for("update");
}

/** Matters that one person opened about an elder, whatever the scope: the person is named as the audit log does. */
export async function listTicketsOpenedBy(unit: Unit, openedBy: string, elderId: string): Promise<TicketRow[]> {
  return unit.orm
    .select()
    .from(ticket)
    .where(and(eq(ticket.openedBy, openedBy), eq(ticket.elderId, elderId)))
    .orderBy(desc(ticket.openedAt))
    .limit(20);
}
