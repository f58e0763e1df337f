/** What a family's phone reads of one elder: visits between two moments, a text that changes with them, and the alerts of the elder's bed. */
import { and, asc, count, desc, eq, gte, lt, max, ne, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { visitInScope, type VisitRow } from "../repositories/visits.ts";
import { alert } from "../schema/alert.ts";
import { visitEvent } from "../schema/visit-event.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

type Span = { readonly from: Instant; readonly to: Instant };

/** The elder's visits that begin in the span, called off or not, in order of time. */
export async function listVisitsBetween(unit: Unit, elderId: string, { from, to }: Span): Promise<VisitRow[]> {
  return unit.orm
    .select()
    .from(visit)
    .where(
      and(
        eq(visit.elderId, elderId),
        gte(visit.plannedStart, asDate(from)),
        lt(visit.plannedStart, asDate(to)),
        visitInScope(unit),
      ),
    )
    .orderBy(asc(visit.plannedStart));
}

/** Alerts that were raised of the elder since a moment, tests of the line left out, the newest first. */
export async function listAlertsOfElder(unit: Unit, elderId: string, since: Instant) {
  return unit.orm
    .select()
    .from(alert)
    .where(and(eq(alert.elderId, elderId), ne(alert.purpose, "synthetic"), gte(alert.raisedAt, asDate(since))))
    .orderBy(desc(alert.raisedAt))
    .limit(50);
}

/** Counts and sums: every change of a visit, an event or an alert of the elder adds to one of them. Digits and dots only. */
export async function familyVersion(unit: Unit, elderId: string, { from, to }: Span): Promise<string> {
  const inSpan = and(
    eq(visit.elderId, elderId),
    gte(visit.plannedStart, asDate(from)),
    lt(visit.plannedStart, asDate(to)),
  );
  const [visits] = await unit.orm
    .select({ rows: count(), versions: sql<number>`coalesce(sum(${visit.version}), 0)`.mapWith(Number) })
    .from(visit)
    .where(inSpan);
  const [events] = await unit.orm
    .select({ rows: count(), last: max(visitEvent.receivedAt) })
    .from(visitEvent)
    .innerJoin(visit, eq(visit.id, visitEvent.visitId))
    .where(inSpan);
  const [alerts] = await unit.orm
    .select({
      rows: count(),
      taken: count(alert.takenAt),
      closed: sql<number>`count(*) filter (where ${alert.state} = 'closed')`.mapWith(Number),
    })
    .from(alert)
    .where(eq(alert.elderId, elderId));
  const last = events?.last?.getTime() ?? 0;
  return [visits?.rows, visits?.versions, events?.rows, last, alerts?.rows, alerts?.taken, alerts?.closed].join(".");
}
