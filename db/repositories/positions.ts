/**
 * Exact positions that are still on file, and their blurring. The database itself lets nothing but that change an event (migration
 * "keep proofs"): coordinates to two decimals, about a kilometre, and what was measured with the exact ones beside them.
 */
import { and, asc, eq, inArray, isNull, lt, min, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { MeasuredFix } from "#app/domain/visits/visit-events.ts";
import { elder } from "../schema/elder.ts";
import { visitEvent, visitEventQuarantine } from "../schema/visit-event.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

/** In the words of the partial index, so that it serves. */
const hasExactPosition = sql`${visitEvent.blurredAt} is null and ${visitEvent.kind} in ('check_in', 'check_out')
  and jsonb_typeof(${visitEvent.body} #> '{position,fix}') = 'object'`;

/** The first month of which there are visits; null when there are none. */
export async function firstServiceMonth(unit: Unit): Promise<string | null> {
  const [found] = await unit.orm.select({ month: min(visit.serviceMonth) }).from(visit);
  return found?.month ?? null;
}

/** Exact positions of visits of these months, with the homes they are measured to. */
export async function listExactPositions(unit: Unit, months: readonly PlainMonth[], limit: number) {
  if (months.length === 0) return [];
  return unit.orm
    .select({
      event: visitEvent,
      plannedStart: visit.plannedStart,
      home: { latitude: elder.latitude, longitude: elder.longitude },
    })
    .from(visit)
    .innerJoin(visitEvent, eq(visitEvent.visitId, visit.id))
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .where(and(inArray(visit.serviceMonth, months.map(firstDateOf)), hasExactPosition))
    .orderBy(asc(visitEvent.eventId))
    .limit(limit);
}

/** What the phone signed is the exact position too: its text goes, its hash and signature stay. */
export async function blurPosition(unit: Unit, eventId: string, measured: MeasuredFix): Promise<void> {
  await unit.orm
    .update(visitEvent)
    .set({
      body: sql`coarse_position(${visitEvent.body}, ${JSON.stringify(measured)}::jsonb)`,
      signedText: null,
      blurredAt: asDate(unit.now),
    })
    .where(eq(visitEvent.eventId, eventId));
}

/** Events that no visit could take lose their position altogether. @returns how many did */
export async function blurQuarantine(unit: Unit, before: Instant): Promise<number> {
  const position = sql`${visitEventQuarantine.body} #> '{body,position}'`;
  const rows = await unit.orm
    .update(visitEventQuarantine)
    .set({ body: sql`${visitEventQuarantine.body} #- '{body,position}'`, blurredAt: asDate(unit.now) })
    .where(
      and(
        isNull(visitEventQuarantine.blurredAt),
        lt(visitEventQuarantine.receivedAt, asDate(before)),
        sql`${position} is not null`,
      ),
    )
    .returning({ id: visitEventQuarantine.id });
  return rows.length;
}
