/** What stands beside a call about one elder: visits before and ahead, alerts, open tickets, beds and earlier calls. The caller holds the scope. */
import { and, asc, desc, eq, gte, inArray, lt, ne, notInArray } from "drizzle-orm";
import { asDate } from "#app/domain/time/instant.ts";
import { elderInScope } from "../repositories/elders.ts";
import { alert } from "../schema/alert.ts";
import { centreCall } from "../schema/centre.ts";
import { elder } from "../schema/elder.ts";
import { street } from "../schema/reference.ts";
import { ticket } from "../schema/ticket.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import { careWorker, provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

/** @returns null outside the scope */
export async function findCallElder(unit: Unit, elderId: string) {
  const [row] = await unit.orm
    .select({ elder, streetZh: street.nameZh, streetEn: street.nameEn })
    .from(elder)
    .innerJoin(street, eq(street.id, elder.streetId))
    .where(and(eq(elder.id, elderId), elderInScope(unit)));
  return row ?? null;
}

export type CallElder = NonNullable<Awaited<ReturnType<typeof findCallElder>>>;

async function visitsOf(unit: Unit, elderId: string, side: "ahead" | "behind", most: number) {
  const isAhead = side === "ahead";
  const now = asDate(unit.now);
  return unit.orm
    .select({
      id: visit.id,
      visitNo: visit.visitNo,
      start: visit.plannedStart,
      end: visit.plannedEnd,
      state: visit.deliveryState,
      subtypes: visit.subtypes,
      provider: provider.name,
    })
    .from(visit)
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .where(
      and(
        eq(visit.elderId, elderId),
        isAhead ? gte(visit.plannedEnd, now) : lt(visit.plannedEnd, now),
        isAhead
          ? notInArray(visit.deliveryState, ["done", "missed", "cancelled"])
          : ne(visit.deliveryState, "cancelled"),
      ),
    )
    .orderBy(isAhead ? asc(visit.plannedStart) : desc(visit.plannedStart))
    .limit(most);
}

/** The next two visits and the last two, each with who comes. */
export async function listCallVisits(unit: Unit, elderId: string) {
  const ahead = await visitsOf(unit, elderId, "ahead", 2);
  const behind = await visitsOf(unit, elderId, "behind", 2);
  const ids = [...ahead, ...behind].map(({ id }) => id);
  const workers =
    ids.length === 0
      ? []
      : await unit.orm
          .select({ visitId: visitWorker.visitId, name: careWorker.name })
          .from(visitWorker)
          .innerJoin(careWorker, eq(careWorker.id, visitWorker.workerId))
          .where(and(inArray(visitWorker.visitId, ids), eq(visitWorker.released, false)))
          .orderBy(asc(careWorker.workerNo));
  const namesOf = (id: string) => workers.filter(({ visitId }) => visitId === id).map(({ name }) => name);
  return {
    ahead: ahead.map((one) => ({ ...one, workers: namesOf(one.id) })),
    behind: behind.map((one) => ({ ...one, workers: namesOf(one.id) })),
  };
}

/** Real alerts, the newest first. */
export async function listCallAlerts(unit: Unit, elderId: string, most: number) {
  return unit.orm
    .select({
      alertNo: alert.alertNo,
      kind: alert.kind,
      level: alert.level,
      state: alert.state,
      outcome: alert.outcome,
      receivedAt: alert.receivedAt,
    })
    .from(alert)
    .where(and(eq(alert.elderId, elderId), ne(alert.purpose, "synthetic")))
    .orderBy(desc(alert.receivedAt))
    .limit(most);
}

export async function listCallTickets(unit: Unit, elderId: string, most: number) {
  return unit.orm
    .select({ ticketNo: ticket.ticketNo, kind: ticket.kind, state: ticket.state, dueAt: ticket.dueAt })
    .from(ticket)
    .where(and(eq(ticket.elderId, elderId), notInArray(ticket.state, ["resolved", "closed"])))
    .orderBy(asc(ticket.dueAt))
    .limit(most);
}

/** Tickets that were opened in a call. */
export async function listTicketsOfCall(unit: Unit, callNo: number) {
  return unit.orm
    .select({ ticketNo: ticket.ticketNo, kind: ticket.kind })
    .from(ticket)
    .where(and(eq(ticket.sourceKind, "call"), eq(ticket.sourceRef, String(callNo))))
    .orderBy(asc(ticket.openedAt));
}

/** Calls that ended, the newest first. */
export async function listCallsBefore(unit: Unit, elderId: string, most: number) {
  return unit.orm
    .select({
      callNo: centreCall.callNo,
      direction: centreCall.direction,
      purpose: centreCall.purpose,
      result: centreCall.result,
      note: centreCall.note,
      endedAt: centreCall.endedAt,
    })
    .from(centreCall)
    .where(and(eq(centreCall.elderId, elderId), eq(centreCall.state, "ended")))
    .orderBy(desc(centreCall.endedAt))
    .limit(most);
}

/** Numbers of these visits, by their ids. */
export async function mapVisitNumbers(unit: Unit, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await unit.orm
    .select({ id: visit.id, visitNo: visit.visitNo })
    .from(visit)
    .where(inArray(visit.id, [...ids]));
  return new Map(rows.map(({ id, visitNo }) => [id, visitNo]));
}
