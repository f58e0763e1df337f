/** Stored rows of visit events as the values the domain folds. */
import { identify, type EventId, type VisitId, type WorkerId } from "#app/domain/identifiers.ts";
import { instant } from "#app/domain/time/instant.ts";
import type { VisitEvent, VisitEventBody } from "#app/domain/visits/visit-events.ts";
import type { NewVisitEventRow, SaidEventRow } from "#db/repositories/visits.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";

/** A row that is stored, or one that is about to be. */
export function visitEventOf(row: SaidEventRow | NewVisitEventRow): VisitEvent {
  const { runtimeId = null, monotonicMs = null, workerId = null } = row;
  return {
    eventId: identify<EventId>(row.eventId),
    visitId: identify<VisitId>(row.visitId),
    workerId: workerId === null ? null : identify<WorkerId>(workerId),
    deviceId: row.deviceId,
    deviceSeq: row.deviceSeq,
    deviceAt: instant(row.deviceTime),
    serverOffsetMs: row.serverOffsetMs ?? null,
    skewMs: row.skewMs ?? null,
    page: runtimeId === null || monotonicMs === null ? null : { runtimeId, monotonicMs },
    receivedAt: instant(row.receivedAt),
    body: row.body as VisitEventBody,
  };
}

export function visitEventRow(event: VisitEvent): NewVisitEventRow {
  return {
    eventId: event.eventId,
    visitId: event.visitId,
    workerId: event.workerId,
    kind: event.body.kind,
    deviceId: event.deviceId,
    deviceSeq: event.deviceSeq,
    deviceTime: new Date(event.deviceAt),
    serverOffsetMs: event.serverOffsetMs,
    skewMs: event.skewMs,
    receivedAt: new Date(event.receivedAt),
    body: event.body,
    bodyDigest: sha256Bytes(JSON.stringify(event.body)),
  };
}
