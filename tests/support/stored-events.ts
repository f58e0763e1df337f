/** The databases' side of recorded times: each event is a row, and what they say of a visit is the product's fold over all of them. */
import { sql } from "drizzle-orm";
import { identify, type EventId, type VisitId } from "#app/domain/identifiers.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, plusMinutes, wholeMinutesBetween, type Instant } from "#app/domain/time/instant.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import type { VisitEvent } from "#app/domain/visits/visit-events.ts";
import { visitEventOf, visitEventRow } from "#app/usecases/visits/stored-events.ts";
import { insertVisitEvents } from "#db/repositories/visit-events.ts";
import { listEventsOfVisits } from "#db/repositories/visits.ts";
import { rowsOf, type Unit } from "#db/transaction.ts";
import { LEAST_MINUTES, VISITS, type ModelVisit } from "./ledger-commands.ts";
import { visitId } from "./ledger-rows.ts";

type Recorded = { readonly end: "in" | "out"; readonly minute: number };

function eventOf(visit: ModelVisit, { end, minute }: Recorded, plannedAt: Instant): VisitEvent {
  const number = VISITS.indexOf(visit) * 1000 + (end === "in" ? 0 : 500) + minute;
  const position = { fix: null, failure: "indoor_no_signal" } as const;
  return {
    eventId: identify<EventId>(`00000004-0000-4000-8000-${String(number).padStart(12, "0")}`),
    visitId: identify<VisitId>(visitId(visit)),
    workerId: null,
    deviceId: `phone-${visit.no}`,
    deviceSeq: number,
    deviceAt: plusMinutes(plannedAt, minute),
    serverOffsetMs: 0,
    skewMs: 0,
    page: null,
    // All of them come days later, when the phone has a network again.
    receivedAt: plusMinutes(plannedAt, 5 * 24 * 60),
    body: end === "in" ? { kind: "check_in", position } : { kind: "check_out", position },
  };
}

/** "ok", or "duplicate" for an event that is there already. Refuses "not-possible" for a visit that takes none. */
export async function recordEvent(
  unit: Unit,
  visit: ModelVisit,
  { open, ...recorded }: Recorded & { readonly open: boolean },
): Promise<string> {
  const id = visitId(visit);
  const [row] = rowsOf<{ start: string }>(
    await unit.orm.execute(
      sql`select planned_start::text as start from visit where id = ${id} and delivery_state in ('planned', 'missed', 'done')`,
    ),
  );
  if (row === undefined || !open) throw new Refusal("not-possible");
  const plannedAt = instant(new Date(row.start));
  const added = await insertVisitEvents(unit, [visitEventRow(eventOf(visit, recorded, plannedAt))]);
  if (added.size === 0) return "duplicate";
  const { rawInAt, rawOutAt } = foldEvents((await listEventsOfVisits(unit, [id])).map(visitEventOf));
  if (rawInAt === null || rawOutAt === null) return "ok";
  const minutes = wholeMinutesBetween(rawInAt, rawOutAt);
  const approval = minutes >= LEAST_MINUTES ? "verified" : "in_violation";
  await unit.orm
    .execute(sql`update visit set delivery_state = 'done', approval_state = ${approval}, minutes = ${minutes},
    effective_in = ${asDate(rawInAt).toISOString()}, effective_out = ${asDate(rawOutAt).toISOString()} where id = ${id}`);
  return "ok";
}
