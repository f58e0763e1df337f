/** What a district holds of its visits after a run: what is stored of each event, and what was made of each visit. */
import { sql } from "drizzle-orm";
import { instant } from "#app/domain/time/instant.ts";
import type { Database } from "#db/connection.server.ts";
import { listFindingsOfVisits } from "#db/repositories/findings.ts";
import { listVisitsOfMonth } from "#db/repositories/visits.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { groupBy } from "#app/usecases/visits/verification-facts.server.ts";
import { testContext } from "#tests/support/database.ts";
import { SMALL_DISTRICT_MONTH } from "#tests/support/small-district.ts";

export type VisitOutcome = {
  readonly deliveryState: string;
  readonly missedSide: string | null;
  readonly approvalState: string;
  readonly effectiveIn: string | null;
  readonly effectiveOut: string | null;
  readonly minutes: number | null;
  readonly strength: string | null;
  readonly proofs: unknown;
  /** Open findings and their facts, by rule. */
  readonly findings: Readonly<Record<string, unknown>>;
};

/** By visit id. */
export type Outcomes = ReadonlyMap<string, VisitOutcome>;

export async function outcomesOf(database: Database): Promise<Outcomes> {
  return inTransaction(testContext(database, { now: instant(0) }), async (unit) => {
    const visits = await listVisitsOfMonth(unit, SMALL_DISTRICT_MONTH);
    const ids = visits.map((visit) => visit.id);
    const findings = groupBy(await listFindingsOfVisits(unit, ids), (row) => row.visitId);
    return new Map(
      visits.map((visit) => [
        visit.id,
        {
          deliveryState: visit.deliveryState,
          missedSide: visit.missedSide,
          approvalState: visit.approvalState,
          effectiveIn: visit.effectiveIn?.toISOString() ?? null,
          effectiveOut: visit.effectiveOut?.toISOString() ?? null,
          minutes: visit.minutes,
          strength: visit.strength,
          proofs: visit.proofs,
          findings: Object.fromEntries(
            (findings.get(visit.id) ?? [])
              .filter((row) => row.state === "open")
              .map((row) => [row.ruleCode, row.facts]),
          ),
        },
      ]),
    );
  });
}

export type StoredEvent = {
  readonly eventId: string;
  readonly visitId: string | null;
  readonly kind: string | null;
  readonly deviceId: string;
  readonly deviceSeq: number;
  readonly hash: string;
  readonly prevHash: string | null;
  /** Device time put right by the offset, never later than it was received, milliseconds. */
  readonly capturedMs: number;
  readonly isAside: boolean;
};

type EventRow = {
  event_id: string;
  visit_id: string | null;
  kind: string | null;
  device_id: string;
  device_seq: string;
  hash: string;
  prev_hash: string | null;
  captured_ms: string | null;
  is_aside: boolean;
};

/** Every signed event, stored or kept aside. */
export async function storedEvents(database: Database): Promise<StoredEvent[]> {
  const rows = await inTransaction(testContext(database), async (unit) =>
    rowsOf<EventRow>(
      await unit.orm.execute(sql`
        select event_id::text, visit_id::text, kind, device_id, device_seq, encode(event_hash, 'hex') as hash,
          encode(prev_hash, 'hex') as prev_hash, false as is_aside,
          least(extract(epoch from device_time) * 1000 + server_offset_ms, extract(epoch from received_at) * 1000) as captured_ms
        from visit_event where event_hash is not null
        union all
        select event_id, null, null, device_id, device_seq, encode(event_hash, 'hex'), body ->> 'prevHash', true, null
        from visit_event_quarantine`),
    ),
  );
  return rows.map((row) => ({
    eventId: row.event_id,
    visitId: row.visit_id,
    kind: row.kind,
    deviceId: row.device_id,
    deviceSeq: Number(row.device_seq),
    hash: row.hash,
    prevHash: row.prev_hash,
    capturedMs: Number(row.captured_ms),
    isAside: row.is_aside,
  }));
}
