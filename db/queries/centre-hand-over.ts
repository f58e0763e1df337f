/** What a shift did, and what it leaves open to the next: alerts, calls for help, promises to call back. */
import { and, asc, count, eq, gte, inArray, ne, notInArray, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { alert } from "../schema/alert.ts";
import { centreCall } from "../schema/centre.ts";
import { helpRequest, ticket } from "../schema/ticket.ts";
import type { Unit } from "../transaction.ts";

/** Counts since the shift began. */
export async function worksOfShift(unit: Unit, since: Instant) {
  const from = asDate(since);
  const [calls] = await unit.orm
    .select({
      incoming: sql<number>`count(*) filter (where ${centreCall.direction} = 'in')`.mapWith(Number),
      missed: sql<number>`count(*) filter (where ${centreCall.state} = 'missed')`.mapWith(Number),
      outgoing: sql<number>`count(*) filter (where ${centreCall.direction} = 'out')`.mapWith(Number),
    })
    .from(centreCall)
    .where(gte(centreCall.rangAt, from));
  const [alerts] = await unit.orm
    .select({
      alerts: count(),
      red: sql<number>`count(*) filter (where ${alert.level} = 'red')`.mapWith(Number),
    })
    .from(alert)
    .where(and(gte(alert.receivedAt, from), ne(alert.purpose, "synthetic")));
  const [tickets] = await unit.orm
    .select({ tickets: count() })
    .from(ticket)
    .where(and(gte(ticket.openedAt, from), eq(ticket.channel, "hotline")));
  return {
    incoming: calls?.incoming ?? 0,
    missed: calls?.missed ?? 0,
    outgoing: calls?.outgoing ?? 0,
    alerts: alerts?.alerts ?? 0,
    red: alerts?.red ?? 0,
    tickets: tickets?.tickets ?? 0,
  };
}

const MOST = 100;

/** Reds that are not closed, help that nobody has answered, and who was promised a call. */
export async function openAtHandOver(unit: Unit) {
  const reds = await unit.orm
    .select({ alertNo: alert.alertNo, kind: alert.kind, state: alert.state, takenBy: alert.takenBy })
    .from(alert)
    .where(and(eq(alert.level, "red"), ne(alert.state, "closed"), ne(alert.purpose, "synthetic")))
    .orderBy(asc(alert.receivedAt))
    .limit(MOST);
  const help = await unit.orm
    .select({ helpNo: helpRequest.helpNo, state: helpRequest.state })
    .from(helpRequest)
    .where(inArray(helpRequest.state, ["open", "taken", "arrived"]))
    .orderBy(asc(helpRequest.touchedAt))
    .limit(MOST);
  const callBacks = await unit.orm
    .select({ ticketNo: ticket.ticketNo, kind: ticket.kind, dueAt: ticket.dueAt })
    .from(ticket)
    .where(
      and(
        eq(ticket.desk, "operator"),
        notInArray(ticket.state, ["resolved", "closed"]),
        sql`(${ticket.callBackWanted} or ${ticket.kind} = 'call_back')`,
      ),
    )
    .orderBy(asc(ticket.dueAt))
    .limit(MOST);
  return { reds, help, callBacks: callBacks.map(({ dueAt, ...one }) => ({ ...one, dueAt: dueAt.toISOString() })) };
}
