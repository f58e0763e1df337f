/** Tickets as a desk's queue shows them: what is overdue first, then what is due soonest. In the scope; other desks may ask for fewer. */
import { and, asc, count, desc, eq, inArray, lt, sql, type SQL } from "drizzle-orm";
import { asDate } from "#app/domain/time/instant.ts";
import { ticketReached } from "../repositories/tickets.ts";
import { elder } from "../schema/elder.ts";
import { street } from "../schema/reference.ts";
import { ticket } from "../schema/ticket.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

const OPEN_STATES = ["new", "assigned", "in_progress", "waiting"];

export type TicketChoice = {
  readonly show: "open" | "late" | "ended";
  readonly desk: string | null;
  readonly kind: string | null;
};

function chosen(unit: Unit, { show, desk, kind }: TicketChoice): SQL | undefined {
  const isOpen = inArray(ticket.state, OPEN_STATES);
  return and(
    ticketReached(unit),
    show === "ended" ? inArray(ticket.state, ["resolved", "closed"]) : isOpen,
    show === "late" ? lt(ticket.dueAt, asDate(unit.now)) : undefined,
    desk === null ? undefined : eq(ticket.desk, desk),
    kind === null ? undefined : eq(ticket.kind, kind),
  );
}

const listed = {
  row: ticket,
  streetZh: street.nameZh,
  streetEn: street.nameEn,
  elderNo: elder.elderNo,
  elderName: elder.name,
  provider: provider.name,
  visitNo: visit.visitNo,
};

function fromTickets(unit: Unit) {
  return unit.orm
    .select(listed)
    .from(ticket)
    .innerJoin(street, eq(street.id, ticket.streetId))
    .leftJoin(elder, eq(elder.id, ticket.elderId))
    .leftJoin(provider, eq(provider.id, ticket.providerId))
    .leftJoin(visit, eq(visit.id, ticket.visitId))
    .$dynamic();
}

/** Open ones by their deadline, so that what is overdue stands first; ended ones the newest first. */
export async function listTickets(unit: Unit, choice: TicketChoice & { readonly limit: number }) {
  const order =
    choice.show === "ended"
      ? [desc(ticket.answeredAt), desc(ticket.ticketNo)]
      : [asc(ticket.dueAt), asc(ticket.ticketNo)];
  return fromTickets(unit)
    .where(chosen(unit, choice))
    .orderBy(...order)
    .limit(choice.limit);
}

export type TicketListing = Awaited<ReturnType<typeof listTickets>>[number];

export async function findTicketListing(unit: Unit, ticketNo: string): Promise<TicketListing | null> {
  const [found] = await fromTickets(unit).where(and(eq(ticket.ticketNo, ticketNo), ticketReached(unit)));
  return found ?? null;
}

/** Open tickets of the scope by desk and kind, and how many of them are overdue. */
export async function countTickets(unit: Unit) {
  const now = asDate(unit.now).toISOString();
  return unit.orm
    .select({
      desk: ticket.desk,
      kind: ticket.kind,
      open: count(),
      late: sql<number>`count(*) filter (where ${ticket.dueAt} < ${now}::timestamptz)`.mapWith(Number),
    })
    .from(ticket)
    .where(and(ticketReached(unit), inArray(ticket.state, OPEN_STATES)))
    .groupBy(ticket.desk, ticket.kind);
}
